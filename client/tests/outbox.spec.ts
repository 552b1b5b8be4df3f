import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, type Answer, type ApiProblem } from '../src/api/client'
import { Outbox, type Letter } from '../src/composables/outbox'
import { answer, verdict } from './fixtures'

const letter = (question: number): Letter => ({ question, response: { choice: 'a' }, elapsed: 5 })

function outbox(id = 'x') {
  const delivered: Answer[] = []
  const refused: ApiProblem[] = []
  const waiting: boolean[] = []
  const box = new Outbox(
    id,
    ({ question, response, elapsed }) =>
      response ? api.answer(id, question, response, elapsed) : api.clear(id, question),
    {
      delivered: (given) => delivered.push(given),
      refused: (_letter, problem) => refused.push(problem),
      waiting: (isWaiting) => waiting.push(isWaiting),
    },
  )
  return { box, delivered, refused, waiting }
}

const acknowledged = (question: number) =>
  answer({ question, response: { choice: 'a' }, verdict: verdict() })

describe('the outbox', () => {
  const fetch = vi.fn<typeof globalThis.fetch>()

  beforeEach(() => {
    vi.useFakeTimers()
    fetch.mockReset()
    vi.stubGlobal('fetch', fetch)
  })
  afterEach(() => vi.useRealTimers())

  it('stores an answer before sending it, and removes it when acknowledged', async () => {
    const { box, delivered } = outbox()
    fetch.mockImplementation(async () => {
      expect(box.letters()).toHaveLength(1)
      return acknowledged(1)
    })

    box.post(letter(1))
    await vi.runAllTimersAsync()

    expect(delivered.map(({ question }) => question)).toEqual([1])
    expect(box.letters()).toEqual([])
  })

  it('retries after 1, 2, 4, 8 and 8 seconds without a connection', async () => {
    const times: number[] = []
    fetch.mockImplementation(async () => {
      times.push(Date.now())
      if (times.length <= 5) throw new TypeError('offline')
      return acknowledged(1)
    })
    const { box, delivered, waiting } = outbox()

    box.post(letter(1))
    await vi.runAllTimersAsync()

    const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0))
    expect(waits).toEqual([1000, 2000, 4000, 8000, 8000])
    expect(delivered).toHaveLength(1)
    expect(waiting.at(0)).toBe(true)
    expect(waiting.at(-1)).toBe(false)
  })

  it('retries at once when the connection is back', async () => {
    fetch.mockRejectedValueOnce(new TypeError('offline')).mockResolvedValueOnce(acknowledged(1))
    const { box, delivered } = outbox()
    box.post(letter(1))
    await vi.advanceTimersByTimeAsync(10)

    void box.flush()
    await vi.advanceTimersByTimeAsync(10)

    expect(delivered).toHaveLength(1)
  })

  it.each([429, 500, 502, 503, 504])('keeps an answer after a %i', async (status) => {
    fetch
      .mockResolvedValueOnce(answer({ detail: 'later' }, status))
      .mockResolvedValueOnce(acknowledged(1))
    const { box, delivered, refused } = outbox()

    box.post(letter(1))
    await vi.runAllTimersAsync()

    expect(delivered).toHaveLength(1)
    expect(refused).toEqual([])
  })

  it.each([404, 409, 422])('drops an answer after a %i, and says why', async (status) => {
    fetch.mockResolvedValueOnce(answer({ detail: 'never' }, status))
    const { box, refused } = outbox()

    box.post(letter(1))
    await vi.runAllTimersAsync()

    expect(refused.map(({ message }) => message)).toEqual(['never'])
    expect(box.letters()).toEqual([])
  })

  it('treats a truncated body as no response', async () => {
    fetch
      .mockResolvedValueOnce(new Response('{"question":', { status: 200 }))
      .mockResolvedValueOnce(acknowledged(1))
    const { box, delivered } = outbox()

    box.post(letter(1))
    await vi.runAllTimersAsync()

    expect(delivered).toHaveLength(1)
  })

  it('sends answers left by an earlier page, in order', async () => {
    fetch.mockRejectedValue(new TypeError('offline'))
    const earlier = outbox()
    earlier.box.post(letter(1))
    earlier.box.post(letter(2))
    await vi.advanceTimersByTimeAsync(10)
    earlier.box.close()
    fetch.mockImplementation(async (_url, init) =>
      acknowledged(JSON.parse(String(init?.body)).question),
    )

    const later = outbox()
    await later.box.flush()

    expect(later.delivered.map(({ question }) => question)).toEqual([1, 2])
  })

  it('never holds two answers to one question', async () => {
    fetch.mockRejectedValue(new TypeError('offline'))
    const { box } = outbox()

    box.post(letter(1))
    box.post({ ...letter(1), response: { choice: 'b' } })

    expect(box.letters()).toEqual([letter(1)])
    box.close()
  })

  it('keeps the newest revision of an answer only, and a cleared one', async () => {
    fetch.mockRejectedValue(new TypeError('offline'))
    const { box } = outbox()

    box.post({ ...letter(1), revision: 1 })
    box.post({ ...letter(2), revision: 1 })
    box.post({ ...letter(1), response: null, revision: 2 })

    expect(box.letters()).toEqual([
      { ...letter(2), revision: 1 },
      { ...letter(1), response: null, revision: 2 },
    ])
    box.close()
  })

  it('sends a revision that was written while an older one was on its way', async () => {
    const { box, delivered } = outbox()
    let arrive: (answer: globalThis.Response) => void = () => undefined
    fetch.mockImplementationOnce(() => new Promise((resolve) => (arrive = resolve)))
    fetch.mockResolvedValueOnce(acknowledged(1))

    box.post({ ...letter(1), revision: 1 })
    await vi.advanceTimersByTimeAsync(10)
    box.post({ ...letter(1), revision: 2 })
    arrive(acknowledged(1))
    await vi.advanceTimersByTimeAsync(10)

    expect(fetch).toHaveBeenCalledTimes(2)
    expect(delivered).toHaveLength(2)
    expect(box.letters()).toEqual([])
  })

  it('works without storage, for as long as the page lives', async () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    fetch.mockResolvedValue(acknowledged(1))
    const { box, delivered } = outbox('unstored')

    box.post(letter(1))
    await vi.runAllTimersAsync()

    expect(delivered).toHaveLength(1)
  })
})
