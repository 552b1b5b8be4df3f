// The list of quizzes and the bank, without a server.
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { coverOf } from '../src/components/quiz/cover'
import QuizCover from '../src/components/quiz/QuizCover.vue'
import { shown } from '../src/components/controls/toast'
import { answersOf } from '../src/studio/bank/answers'
import { useChanges } from '../src/studio/bank/changes'
import BankPanel from '../src/studio/bank/BankPanel.vue'
import { isTag, tagsIn, type BankQuestion } from '../src/studio/bank/questions'
import { session } from '../src/studio/api/session'
import { answer } from './fixtures'

const question = (id: string, changes: Partial<BankQuestion> = {}): BankQuestion => ({
  quiz_id: 1,
  quiz: 'Cells',
  may: 'own',
  draft_id: id,
  question_id: null,
  version: 1,
  content: { id, type: 'single', prompt: `Prompt ${id}`, tags: ['old'] },
  origin: null,
  edited_at: '2026-01-01T00:00:00Z',
  ...changes,
})

const fetch = vi.fn<typeof globalThis.fetch>()
const sent = async (call: number): Promise<unknown> => (fetch.mock.calls[call]?.[0] as Request).clone().json()

beforeEach(() => {
  fetch.mockReset()
  vi.stubGlobal('fetch', fetch)
  session.value = null
  shown.value = null
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true
  }
})
afterEach(() => vi.unstubAllGlobals())

describe('a cover', () => {
  it('is always the same for a title, and another one for another', () => {
    expect(coverOf('Biology: the cell')).toEqual(coverOf('Biology: the cell'))
    expect(coverOf(' Biology: the cell ')).toEqual(coverOf('Biology: the cell'))
    expect(coverOf('Biology: the cell')).not.toEqual(coverOf('Biology: the cells'))
  })

  it('has two colours and few blanks, whatever the title', () => {
    for (let number = 0; number < 300; number++) {
      const { colours, tiles } = coverOf(`Quiz ${number}`)
      expect(colours[0]).not.toBe(colours[1])
      expect(tiles.length).toBeGreaterThan(7)
      expect(tiles.every(({ path }) => path !== '')).toBe(true)
    }
  })

  it('is drawn where the picture cannot be loaded', async () => {
    const wrapper = mount(QuizCover, { props: { title: 'Cells', picture: '/api/media/x' } })
    expect(wrapper.find('svg').exists()).toBe(false)

    await wrapper.find('img').trigger('error')

    expect(wrapper.find('svg').exists()).toBe(true)
    await wrapper.setProps({ picture: '/api/media/y' })
    expect(wrapper.find('img').exists()).toBe(true)
  })
})

describe('in the bank', () => {
  it('answers are read with their key, however unfinished they are', () => {
    const choices = [{ id: 'a', text: 'One' }, { id: 'b', text: '' }, { id: 'c', text: 'Three' }, 7]

    expect(answersOf({ body: { choices, key: ['a', 'c'] } })).toEqual([
      { text: 'One', correct: true },
      { text: 'Three', correct: true },
    ])
    expect(answersOf({ body: { choices, key: 'c' } }).map(({ correct }) => correct)).toEqual([false, true])
    expect(answersOf({ body: { choices: 'none' } })).toEqual([])
    expect(answersOf({})).toEqual([])
  })

  it('tags are read from a line of text', () => {
    expect(tagsIn(' Cells, exam ,, cells')).toEqual(['cells', 'exam'])
    expect(['exam', 'c++', '7b', 'cell biology'].every(isTag)).toBe(true)
    expect(['', 'é', '-x', 'x'.repeat(41)].some(isTag)).toBe(false)
  })

  it('a change is undone with the values from before', async () => {
    const changed = vi.fn()
    const { change } = useChanges(changed, vi.fn())
    const now = question('q', { version: 2, content: { id: 'q', tags: ['new'], points: 3 } })
    fetch.mockImplementation(() => Promise.resolve(answer({ questions: [now] })))

    await change([question('q')], () => ({ tags: ['new'], points: 3 }))
    expect(changed).toHaveBeenLastCalledWith([now])
    shown.value?.action?.act()
    await flushPromises()

    const name = { quiz_id: 1, draft_id: 'q', question_id: null }
    expect(await sent(1)).toEqual({
      changes: [{ question: { ...name, version: 2 }, fields: { tags: ['old'], points: null } }],
    })
  })

  it('where another author was faster, the list is loaded again and says why', async () => {
    const [changed, failed] = [vi.fn(), vi.fn()]
    const { remove } = useChanges(changed, failed)
    const problem = { type: '/problems/changed-meanwhile', params: { by: 'Ben' }, detail: '' }
    fetch.mockResolvedValueOnce(answer(problem, 409))

    await remove([question('q')])

    expect(changed).toHaveBeenCalledWith(null)
    expect(failed).toHaveBeenLastCalledWith(expect.stringContaining('Ben changed this'))
    expect(failed).toHaveBeenLastCalledWith(expect.stringContaining('Nothing was changed'))
    expect(shown.value).toBeNull()
  })

  it('the panel of an editor copies what is used into its draft', async () => {
    const copies = [question('copy', { quiz_id: 7, origin: { quiz_id: 1, title: 'Cells' } })]
    fetch.mockImplementation((request) => {
      const { pathname } = new URL((request as Request).url)
      if (pathname.endsWith('/copy')) return Promise.resolve(answer({ questions: copies }, 201))
      if (pathname.endsWith('/tags')) return Promise.resolve(answer({ tags: [] }))
      if (pathname.endsWith('/quizzes')) return Promise.resolve(answer({ quizzes: [], next: null }))
      return Promise.resolve(answer({ questions: [question('one'), question('two')], next: null }))
    })
    const RouterLink = defineComponent({ setup: (_, { slots }) => () => h('a', slots['default']?.()) })
    const wrapper = mount(BankPanel, {
      props: { quizId: 7, before: 'there' },
      global: { components: { RouterLink } },
    })
    await flushPromises()

    await wrapper.findAll('.bank-row .use')[1]?.trigger('click')
    await flushPromises()

    const copied = fetch.mock.calls.findIndex(([request]) => (request as Request).url.endsWith('/copy'))
    expect(await sent(copied)).toEqual({
      questions: [{ quiz_id: 1, draft_id: 'two', question_id: null, version: 1 }],
      into: 7,
      before: 'there',
    })
    expect(wrapper.emitted('use')).toEqual([[copies]])
  })
})
