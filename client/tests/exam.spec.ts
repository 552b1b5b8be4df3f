import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, effectScope, h } from 'vue'
import { ApiProblem, type Attempt, type Question } from '../src/api/client'
import ChangingAnswer from '../src/components/exam/ChangingAnswer.vue'
import ExamRun from '../src/components/exam/ExamRun.vue'
import { useMarks } from '../src/components/exam/marks'
import { useAttempt, type Game, type Player } from '../src/composables/attempt'
import type { Letter } from '../src/composables/outbox'
import { inMemory } from '../src/composables/storage'
import { loadTypes } from '../src/questions'
import { attempt, multiple, ordering, single, typed } from './fixtures'

enableAutoUnmount(afterEach)

const free = (questions: Question[]): Attempt => {
  const plain = attempt({ questions })
  return {
    ...plain,
    feedback: 'at_end',
    score: null,
    rules: { navigation: 'free', hint_cost: 0 } as NonNullable<Attempt['rules']>,
  }
}

/** A server that keeps what it gets. */
function server(questions: Question[], storage = inMemory()) {
  const sent: Letter[] = []
  const player: Player = {
    storage,
    attempt: async () => free(structuredClone(questions)),
    ask: () => Promise.reject(new Error('never asked')),
    hint: () => Promise.reject(new Error('never asked')),
    finish: () => Promise.reject(new Error('never asked')),
    answer: async (letter) => {
      sent.push(letter)
      const { question, response, revision = 1 } = letter
      return { question, response, verdict: null, revision }
    },
  }
  return { player, sent }
}

/** What a request returns, and what lets it arrive. */
function held<T>(value: T): [Promise<T>, () => void] {
  let arrive = (): void => undefined
  return [new Promise<T>((resolve) => (arrive = () => resolve(value))), arrive]
}

async function run(player: Player) {
  const games: Game[] = []
  const page = mount(
    defineComponent({
      setup() {
        const game = useAttempt('x', loadTypes, player)
        games.push(game)
        return () => (game.attempt.value ? h(ExamRun, { game }) : null)
      },
    }),
    { attachTo: document.body },
  )
  const [game] = games
  if (!game) throw new Error('it was not mounted')
  await game.load()
  await flushPromises()
  return { page, game }
}

type Page = ReturnType<typeof mount>
const choose = (page: Page, index: number) => page.findAll('.choice')[index]?.trigger('click')
const press = (page: Page, name: string) =>
  page.findAll('button').find((one) => one.text() === name)?.trigger('click')

describe('an attempt whose answers can be changed', () => {
  beforeEach(() => {
    vi.stubGlobal('scrollTo', () => undefined)
    vi.stubGlobal('matchMedia', () => ({ matches: true }))
  })

  it('counts changes and clearings, and starts where the server is', async () => {
    const { player, sent } = server([single(1, { revision: 4 }), single(2)])
    const { page, game } = await run(player)

    await choose(page, 1)
    await choose(page, 1) // the same once more
    await choose(page, 2)
    await press(page, 'Clear answer')
    await flushPromises()

    expect(sent.map(({ response, revision }) => [response, revision])).toEqual([
      [{ choice: 'b' }, 5],
      [{ choice: 'c' }, 6],
      [null, 7],
    ])
    expect(page.findAll('.choice.chosen')).toHaveLength(0)
    expect(game.complete.value).toBe(false)
  })

  it('is not complete before it is handed in, even if all is answered', async () => {
    const { player } = server([single(1)])
    const { page, game } = await run(player)
    await choose(page, 0)
    await flushPromises()
    expect(game.settled.value).toBe(false)

    game.handIn()

    expect(game.settled.value).toBe(true)
  })

  it('stays handed in after a reload that came before the server knew', async () => {
    const storage = inMemory()
    const first = await run(server([single(1)], storage).player)
    first.game.handIn()
    first.page.unmount()

    const { game } = await run(server([single(1)], storage).player)

    expect(game.complete.value).toBe(true)
  })

  it('keeps flags and the place for the next visit', async () => {
    const storage = inMemory()
    const first = await run(server([single(1), single(2), single(3)], storage).player)
    await press(first.page, 'Next')
    await press(first.page, 'Flag')
    first.page.unmount()

    const { page } = await run(server([single(1), single(2), single(3)], storage).player)

    expect(page.find('h2').text()).toContain('Question 2 of 3')
    expect(page.find('nav [aria-current=step]').attributes('aria-label')).toBe('2, not answered, flagged')
  })

  it('does not show a state that was read before an answer arrived', async () => {
    const { player } = server([single(1)])
    const { page, game } = await run(player)
    const [early, arrive] = held(free([single(1)]))
    player.attempt = () => early

    const refreshed = game.refresh()
    await choose(page, 0)
    await flushPromises()
    arrive()
    await refreshed

    expect(page.findAll('.choice.chosen')).toHaveLength(1)
  })

  it('stays finished when a state arrives that was read before', async () => {
    const { player } = server([single(1)])
    player.answer = () => Promise.reject(new ApiProblem(409, 'Time is up.', [], undefined, 'attempt-time-up'))
    const { page, game } = await run(player)
    const finished: Attempt = { ...free([single(1)]), finished_at: '2026-11-30T20:00:00Z' }
    const [early, arrive] = held(free([single(1)]))
    player.finish = async () => finished
    player.attempt = vi.fn(async () => finished).mockReturnValueOnce(early)

    await choose(page, 0) // it is refused, so the attempt is read again
    await game.finish()
    arrive()
    await flushPromises()

    expect(game.attempt.value?.finished_at).toBe(finished.finished_at)
  })

  it('counts on from another tab', () => {
    const storage = inMemory()
    const scope = effectScope()
    const [mine, other] = [1, 2].map(() => scope.run(() => useMarks('x', storage)))
    expect([mine?.count(single(1)), other?.count(single(1)), mine?.count(single(1))]).toEqual([1, 2, 3])
    scope.stop()
  })
})

describe('an answer that is saved whenever it changes', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  const changing = async (question: Question) => {
    await loadTypes([question.view.type])
    return mount(ChangingAnswer, { props: { question }, attachTo: document.body })
  }

  it('saves each selected choice at once, and clears with the last one', async () => {
    const page = await changing(multiple(1, { response: { choices: ['b'] } }))
    expect(page.findAll('.choice.chosen')).toHaveLength(1)

    await choose(page, 0)
    await choose(page, 0)
    await choose(page, 1)

    expect(page.emitted('answer')).toEqual([[{ choices: ['b', 'a'] }], [{ choices: ['b'] }], [null]])
    expect(page.text()).not.toContain('check')
  })

  it('saves what is typed after a moment, on Enter and on leaving, once', async () => {
    const page = await changing(typed(1))
    await page.find('input').setValue('Li')
    await page.find('input').setValue('Lima')
    expect(page.emitted('answer')).toBeUndefined()
    vi.advanceTimersByTime(1000)
    expect(page.emitted('answer')).toEqual([[{ text: 'Lima' }]])

    await page.find('input').setValue('Lima, Peru')
    await page.find('form').trigger('submit')
    await page.find('input').trigger('focusout')
    vi.advanceTimersByTime(1000)
    expect(page.emitted('answer')).toHaveLength(2)

    await page.find('input').setValue('')
    await page.find('input').trigger('focusout')
    expect(page.emitted('answer')?.at(-1)).toEqual([null])
  })

  it('starts from the order that was given, and an untouched one is none', async () => {
    const order = ['id-d', 'id-b', 'id-a', 'id-c']
    const given = await changing(ordering(1, { response: { order } }))
    expect(given.findAll('li .text').map((one) => one.text())).toEqual(['d', 'b', 'a', 'c'])

    const fresh = await changing(ordering(2))
    vi.advanceTimersByTime(1000)
    expect(fresh.emitted('answer')).toBeUndefined()
    await press(fresh, 'Keep this order')
    expect(fresh.emitted('answer')).toHaveLength(1)
  })
})
