import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiProblem } from '../src/api/client'
import { same } from '../src/studio/draft/content'
import { makeItem, type Item, type Saved } from '../src/studio/draft/item'
import { Shelf } from '../src/studio/draft/shelf'
import { Past } from '../src/studio/draft/past'
import { PAUSE } from '../src/studio/draft/saver'

const offline = new ApiProblem(0, 'The quiz server can’t be reached.')
const saved = (version: number, prompt: string, by = 'Ada'): Saved => ({
  version,
  content: { prompt },
  problems: [],
  edited_by: by,
})
const overtaken = (now: Saved) => new ApiProblem(409, 'Ben has changed this.', [], now)

describe('a question that saves itself', () => {
  const send = vi.fn<(content: Saved['content'], version: number) => Promise<Saved>>()
  const shelf = new Shelf(1, 2)

  const item = (now = saved(1, 'old')): Item =>
    makeItem({
      id: 'q',
      shelf,
      now,
      send,
      current: (problem) => problem.current as Saved,
    })

  beforeEach(() => {
    vi.useFakeTimers()
    send.mockReset()
    send.mockImplementation(async (content, version) => ({
      ...saved(version + 1, ''),
      content,
    }))
    for (const id of Object.keys(shelf.all())) shelf.drop(id)
  })
  afterEach(() => vi.useRealTimers())

  it('is stored at once, sent after a pause, and removed when the server has it', async () => {
    const question = item()

    question.change({ prompt: 'n' })
    question.change({ prompt: 'new' })
    expect(shelf.all()['q']).toEqual({ version: 1, value: { prompt: 'new' } })
    expect(send).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(PAUSE)

    expect(send.mock.calls).toEqual([[{ prompt: 'new' }, 1]])
    expect(question.state).toBe('saved')
    expect(shelf.all()).toEqual({})
  })

  it('sends later changes afterwards, with the new version', async () => {
    const question = item()
    let answer: (value: Saved) => void = () => undefined
    send.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)))

    question.change({ prompt: 'a' })
    await vi.advanceTimersByTimeAsync(PAUSE)
    question.change({ prompt: 'ab' })
    answer(saved(2, 'a'))
    await vi.runAllTimersAsync()

    expect(send.mock.calls).toEqual([
      [{ prompt: 'a' }, 1],
      [{ prompt: 'ab' }, 2],
    ])
    expect(question.content).toEqual({ prompt: 'ab' })
    expect(question.state).toBe('saved')
  })

  it('retries until the connection is back, and shows that', async () => {
    const question = item()
    send.mockRejectedValueOnce(offline).mockRejectedValueOnce(offline)

    question.change({ prompt: 'new' })
    await vi.advanceTimersByTimeAsync(PAUSE)
    expect(question.state).toBe('retrying')
    expect(shelf.all()).toHaveProperty('q')
    await vi.runAllTimersAsync()

    expect(send).toHaveBeenCalledTimes(3)
    expect(question.state).toBe('saved')
  })

  it('continues in another page with unsaved changes', async () => {
    send.mockRejectedValueOnce(offline)
    item().change({ prompt: 'new' })
    await vi.advanceTimersByTimeAsync(PAUSE)
    vi.clearAllTimers()

    const later = item()
    await vi.runAllTimersAsync()

    expect(later.content).toEqual({ prompt: 'new' })
    expect(send).toHaveBeenLastCalledWith({ prompt: 'new' }, 1)
    expect(shelf.all()).toEqual({})
  })

  it('detects the conflict if another author was faster while offline', async () => {
    shelf.put('q', { version: 1, value: { prompt: 'mine' } })
    send.mockRejectedValueOnce(overtaken(saved(2, 'theirs', 'Ben')))

    const question = item(saved(2, 'theirs', 'Ben'))
    await vi.runAllTimersAsync()

    expect(send.mock.calls).toEqual([[{ prompt: 'mine' }, 1]])
    expect(question.state).toBe('conflict')
    expect(question.conflict?.edited_by).toBe('Ben')
  })

  async function conflict(): Promise<Item> {
    const question = item()
    send.mockRejectedValueOnce(overtaken(saved(5, 'theirs', 'Ben')))
    question.change({ prompt: 'mine' })
    await vi.runAllTimersAsync()
    return question
  }

  it('sends nothing during a conflict, but keeps new changes', async () => {
    const question = await conflict()

    question.change({ prompt: 'mine, too' })
    await vi.runAllTimersAsync()
    await question.flush()

    expect(send).toHaveBeenCalledTimes(1)
    expect(shelf.all()['q']?.value).toEqual({ prompt: 'mine, too' })
  })

  it('replaces their version only on request, and only the one shown', async () => {
    const question = await conflict()
    send.mockRejectedValueOnce(overtaken(saved(6, 'theirs again', 'Ben')))

    await question.takeMine()
    expect(send).toHaveBeenLastCalledWith({ prompt: 'mine' }, 5)
    expect(question.conflict?.content).toEqual({ prompt: 'theirs again' })
    await question.takeMine()

    expect(send).toHaveBeenLastCalledWith({ prompt: 'mine' }, 6)
    expect(question.state).toBe('saved')
  })

  it('accepts their version, and mine can be restored by undo', async () => {
    const question = await conflict()
    question.change({ prompt: 'mine, too' })

    question.takeTheirs()
    expect(question.content).toEqual({ prompt: 'theirs' })
    expect(shelf.all()).toEqual({})
    question.undo()
    await vi.runAllTimersAsync()

    expect(send).toHaveBeenLastCalledWith({ prompt: 'mine, too' }, 5)
  })

  it('does not touch what another tab has stored', async () => {
    const question = item()
    question.change({ prompt: 'mine' })
    shelf.put('q', { version: 1, value: { prompt: 'of another tab' } })
    await vi.runAllTimersAsync()

    expect(question.state).toBe('saved')
    expect(shelf.all()['q']?.value).toEqual({ prompt: 'of another tab' })
  })

  it('sends nothing once closed, but keeps unacknowledged changes', async () => {
    const question = item()
    question.change({ prompt: 'new' })

    question.close()
    await vi.runAllTimersAsync()

    expect(send).not.toHaveBeenCalled()
    expect(shelf.all()['q']?.value).toEqual({ prompt: 'new' })
  })

  it('says why the server refuses it, and sends the next text', async () => {
    const question = item()
    send.mockRejectedValueOnce(new ApiProblem(422, 'refused', [], undefined, 'body-too-large'))

    question.change({ prompt: 'huge' })
    await vi.runAllTimersAsync()
    expect([question.state, question.message]).toEqual(['refused', 'This is too large to send.'])
    question.change({ prompt: 'small' })
    await vi.runAllTimersAsync()

    expect(question.state).toBe('saved')
  })

  it('follows others only while nothing is being written here', async () => {
    const question = item()
    question.follow(saved(2, 'theirs'))
    expect(question.content).toEqual({ prompt: 'theirs' })

    question.change({ prompt: 'mine' })
    question.follow(saved(3, 'theirs again'))
    expect(question.content).toEqual({ prompt: 'mine' })
    await vi.runAllTimersAsync()
    question.follow(saved(2, 'an answer that was late'))

    expect(question.content).toEqual({ prompt: 'mine' })
  })
})

describe('undo', () => {
  it('undoes what was typed in one go, and redoes it', () => {
    let time = 10_000
    const past = new Past('', () => time)
    for (const text of ['a', 'ab', 'abc']) past.record(text)
    time += 5000
    past.record('abc d')

    expect([past.undo(), past.undo(), past.undo()]).toEqual(['abc', '', ''])
    expect([past.redo(), past.redo(), past.redo()]).toEqual(['abc', 'abc d', 'abc d'])
  })
})

it('contents are the same in any order of names, but not of values', () => {
  const content = { prompt: 'a', body: { key: 'a', choices: [1, 2] } }

  expect(same(content, { body: { choices: [1, 2], key: 'a' }, prompt: 'a' })).toBe(true)
  expect(same(content, { ...content, body: { key: 'a', choices: [2, 1] } })).toBe(false)
})
