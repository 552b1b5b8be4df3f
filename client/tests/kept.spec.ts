import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { api, ApiProblem, type Answer, type Attempt } from '../src/api/client'
import { handedIn, handInAll, left } from '../src/components/quiz/handing'
import NotAccepted from '../src/components/score/NotAccepted.vue'
import { useAttempt } from '../src/composables/attempt'
import { keeper } from '../src/composables/keeper'
import * as kept from '../src/composables/kept'
import { recall, remember } from '../src/composables/storage'
import { single, verdict } from './fixtures'

const attempt = (changes: Partial<Attempt> = {}): Attempt =>
  ({
    id: 'x',
    quiz: { title: 'T', slug: 't' },
    player_name: 'Ann',
    finished_at: null,
    deadline: null,
    now: null,
    questions: [single(1), single(2)],
    unasked: [],
    max_score: 2,
    score: null,
    practice_of: null,
    ...changes,
  }) as unknown as Attempt

const keep = (changes?: Partial<Attempt>) => keeper.value?.(attempt(changes))
const letter = (question: number) => ({ question, response: { choice: 'a' }, elapsed: 5 })
const unreachable = () => Promise.reject(ApiProblem.unreachable())
const copy = (id = 'x') => recall<{ attempt: Attempt }>(`copy.${id}`)?.attempt

const spies: { mockRestore: () => void }[] = []
function spy<Name extends 'attempt' | 'ask' | 'answer' | 'finish'>(name: Name) {
  const made = vi.spyOn(api, name)
  spies.push(made)
  return made
}
afterEach(() => {
  for (const made of spies.splice(0)) made.mockRestore()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the copy of an attempt', () => {
  it('is shown when the server cannot be reached, without the name', async () => {
    keep()

    const found = await kept.orCopy('x', unreachable())

    expect(found.questions.map(({ id }) => id)).toEqual([1, 2])
    expect(found.player_name).toBeNull()
    expect(localStorage.getItem('popquiz.copy.x')).not.toContain('Ann')
  })

  it('is shown when the server takes long', async () => {
    vi.useFakeTimers()
    keep()

    const found = kept.orCopy('x', new Promise(() => undefined))
    await vi.advanceTimersByTimeAsync(4000)

    expect((await found).id).toBe('x')
  })

  it('has what the server knows, not what is being sent', () => {
    const given = { choice: 'a' }
    keep()
    remember('outbox.x', [letter(2)])

    keep({ questions: [single(1, { response: given, verdict: verdict() }), single(2, { response: given })] })

    expect(copy()?.questions.map(({ response }) => response)).toEqual([given, null])
  })

  it('has an answer that can be changed as the server knows it', () => {
    const [first, second] = [{ choice: 'a' }, { choice: 'b' }]
    keep({ questions: [single(1, { response: first, revision: 1 })] })
    remember('outbox.x', [{ ...letter(1), response: second, revision: 2 }])
    keep({ questions: [single(1, { response: second, revision: 2 })] })
    expect(copy()?.questions[0]).toMatchObject({ response: first, revision: 1 })

    kept.drop('x')
    keep({ questions: [single(1, { response: second, revision: 2 })] })
    expect(copy()?.questions[0]).toMatchObject({ response: null, revision: 0 })
    kept.amend('x', { question: 1, response: second, verdict: null, revision: 2 })
    expect(copy()?.questions[0]).toMatchObject({ response: second, revision: 2 })
  })

  it('goes on with the clock of the server', async () => {
    vi.useFakeTimers({ now: Date.parse('2001-01-01T00:00:00Z') }) // this device is wrong
    keep({ now: '2026-01-01T10:00:00.000Z' })
    vi.advanceTimersByTime(90_000)
    keep({ now: '2026-01-01T10:00:00.000Z' }) // an answer: the time that it came with is the same
    vi.advanceTimersByTime(30_000)

    expect((await kept.orCopy('x', unreachable())).now).toBe('2026-01-01T10:02:00.000Z')
  })

  it('goes when the attempt is finished, or does not exist', async () => {
    keep()
    keep({ finished_at: '2026-01-01T10:00:00Z' })
    expect(copy()).toBeUndefined()

    keep()
    await expect(kept.orCopy('x', Promise.reject(new ApiProblem(404, '')))).rejects.toThrow()
    expect(copy()).toBeUndefined()
  })

  it('is kept of the newest two, and of those that are not handed in', () => {
    keep({ id: 'a' })
    kept.end('a')
    for (const id of ['b', 'c', 'd']) keep({ id })

    expect(['a', 'b', 'c', 'd'].filter((id) => copy(id))).toEqual(['a', 'c', 'd'])
    for (const id of ['a', 'c', 'd']) kept.drop(id)
    expect(recall('copies')).toBeNull()
  })

  it('is not made of an attempt that leaves no room for answers', () => {
    keep({ questions: [single(1, { prompt_html: 'x'.repeat(1_000_001) })] })

    expect(copy()).toBeUndefined()
  })

  it('is not believed where the storage is full', () => {
    keep()
    const real = localStorage
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => real.getItem(key),
      removeItem: (key: string) => real.removeItem(key),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
    })

    keep({ questions: [single(1, { response: { choice: 'a' } }), single(2)] })

    expect(copy()?.questions[0]?.response).toEqual({ choice: 'a' }) // in memory
    expect(localStorage.getItem('popquiz.copy.x')).toBeNull()
    kept.drop('x')
  })
})

describe('a game without a network', () => {
  it('goes on after a reload', async () => {
    spy('attempt').mockResolvedValueOnce(attempt()).mockImplementation(unreachable)
    spy('answer').mockImplementation(unreachable)
    const play = () => {
      const scope = effectScope()
      const game = scope.run(() => useAttempt('x', () => Promise.resolve()))
      if (!game) throw new Error('no game')
      return { game, close: () => scope.stop() }
    }
    const before = play()
    await before.game.load()
    before.game.answer(1, { choice: 'a' }, 10)
    await nextTick()
    before.close()

    const { game, close } = play()
    await game.load()
    await flushPromises()

    expect(game.failure.value).toBeNull()
    expect(game.attempt.value?.questions.map(({ response }) => response)).toEqual([{ choice: 'a' }, null])
    expect(game.pending.value.has(1)).toBe(true)
    expect(game.settled.value).toBe(false)
    game.answer(2, { choice: 'b' }, 10)
    expect(game.complete.value).toBe(true)
    expect(game.settled.value).toBe(false) // not before both have arrived
    close()
  })

  it('says that the next question needs a connection, at once', async () => {
    vi.useFakeTimers()
    spy('attempt').mockResolvedValue(attempt({ questions: [single(1)], unasked: [2] }))
    spy('ask').mockImplementationOnce(unreachable).mockResolvedValueOnce(attempt())
    const scope = effectScope()
    const game = scope.run(() => useAttempt('x', () => Promise.resolve()))
    await game?.load()

    const asked = game?.ask()
    await vi.advanceTimersByTimeAsync(1)
    expect(game?.notice.value).toBe('The next question needs a connection.')
    await vi.advanceTimersByTimeAsync(1000)

    expect(await asked).toBe(true)
    expect(game?.notice.value).toBe('')
    scope.stop()
  })
})

describe('handing in', () => {
  const acknowledge = (question: number): Answer =>
    ({ question, response: { choice: 'a' }, verdict: verdict() }) as unknown as Answer

  it('sends what is kept, finishes what has ended, and removes it', async () => {
    keep()
    remember('outbox.x', [letter(1), letter(2)])
    kept.end('x')
    const answer = spy('answer').mockImplementation((_id, question) => Promise.resolve(acknowledge(question)))
    const finish = spy('finish').mockResolvedValue(attempt({ finished_at: '2026-01-01T10:00:00Z', score: 2 }))

    await handInAll()

    expect(answer.mock.calls.map(([id, question]) => [id, question])).toEqual([
      ['x', 1],
      ['x', 2],
    ])
    expect(finish).toHaveBeenCalledTimes(1)
    expect(left.value).toEqual([])
    expect(handedIn.value).toEqual({ id: 'x', title: 'T' })
    expect(copy()).toBeUndefined()
    expect(recall('outbox.x')).toBeNull()
  })

  it('does not finish a game that the player has only left', async () => {
    keep()
    remember('outbox.x', [letter(1)])
    spy('answer').mockResolvedValue(acknowledge(1))
    const finish = spy('finish')

    await handInAll()

    expect(finish).not.toHaveBeenCalled()
    expect(copy()?.questions.map(({ response }) => response)).toEqual([{ choice: 'a' }, null])
  })

  it('keeps everything while there is no connection', async () => {
    vi.useFakeTimers()
    keep()
    remember('outbox.x', [letter(1)])
    kept.end('x')
    spy('answer').mockImplementation(unreachable)

    void handInAll()
    await vi.advanceTimersByTimeAsync(2000)

    expect(left.value).toEqual([{ id: 'x', title: 'T', answers: 1, ended: true }])
    expect(recall('outbox.x')).toHaveLength(1)
  })

  it('names what was not accepted, and why', async () => {
    keep()
    remember('outbox.x', [letter(1), letter(2)])
    kept.end('x')
    const late = new ApiProblem(409, '', [], undefined, 'attempt-time-up')
    spy('answer').mockRejectedValue(late)
    const finished = attempt({ finished_at: '2026-01-01T10:00:00Z', score: 0 })
    spy('finish').mockResolvedValue(finished)

    await handInAll()

    const text = mount(NotAccepted, { props: { attempt: finished } }).text()
    expect(text).toBe(
      'Your answers to questions 1 and 2 don’t count: they reached the server after the time limit.',
    )
  })
})
