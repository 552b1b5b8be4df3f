import { effectScope, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest'
import type { GameState, Line, Me } from '../src/live/api'
import { digitsOf, grouped } from '../src/live/player/pin'
import { usePlayer } from '../src/live/player/player'
import { keepSeat, newId, seatAt, takeSeat } from '../src/live/player/seats'
import { asked, gameState, line, outcome, player, timed } from './live-fixtures'

describe('a PIN', () => {
  it.each(['1234567', '123 4567', ' 123-4567 ', 'PIN: 12.34.567', '１２３４５６７', '١٢٣٤٥٦٧', '12345678'])(
    'is read from %s',
    (typed) => expect(digitsOf(typed)).toBe('1234567'),
  )
  it.each([['', ''], ['12', '12'], ['123', '123'], ['1234', '123 4'], ['1234567', '123 4567']])(
    'is shown in groups: %s',
    (digits, shown) => expect(grouped(digits)).toBe(shown),
  )
})

describe('a seat', () => {
  it('has a UUID of version 4, and is the same until it is left', () => {
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    expect(newId()).toMatch(uuid)
    const { attempt } = takeSeat('g')
    expect(takeSeat('g').attempt).toBe(attempt)
    expect(takeSeat('another').attempt).not.toBe(attempt)
  })

  it('is kept for the newest games only', () => {
    for (let game = 1; game <= 20; game++) takeSeat(String(game))
    expect(seatAt('20')).not.toBeNull()
    expect(seatAt('1')).toBeNull()
  })
})

describe('a player', () => {
  const fetch = vi.fn<typeof globalThis.fetch>()
  let scope: EffectScope
  let random: MockInstance<() => number>
  let state: GameState
  let me: Me
  let lines: Record<string, Line>
  let online: boolean
  let posted: { round: number; response: unknown; elapsed_ms: number }[]
  let refusal: Response | null

  beforeEach(() => {
    vi.useFakeTimers()
    vi.setSystemTime('2030-01-01T00:00:00Z')
    random = vi.spyOn(Math, 'random').mockReturnValue(0.5) // no jitter
    ;[me, lines, online, posted, refusal] = [player(), {}, true, [], null]
    fetch.mockReset().mockImplementation(async (input, init) => {
      if (!online) throw new TypeError('offline')
      const path = String(input)
      if (path.endsWith('/state')) return timed(state)
      if (path.includes('/shards/')) return timed({ lines })
      if (path.includes('/players/')) return timed(me)
      const body = JSON.parse(String(init?.body))
      if (refusal) return refusal
      posted.push(body)
      return timed({ round: body.round, response: body.response, name: me.name })
    })
    vi.stubGlobal('fetch', fetch)
    scope = effectScope()
  })
  afterEach(() => {
    scope.stop()
    vi.useRealTimers()
    random.mockRestore()
  })

  const at = (seconds: number) => new Date(Date.now() + 1000 * seconds).toISOString()
  const open = (changes: Partial<GameState> = {}) =>
    gameState({ phase: 'open', round: 1, opens_at: at(-2), closes_at: at(30), question: asked(7), ...changes })
  async function play() {
    const found = scope.run(() => usePlayer('g', seatAt('g') ?? takeSeat('g')))
    if (!found) throw new Error('The scope is closed.')
    await vi.advanceTimersByTimeAsync(50)
    return found
  }

  it('is asked only once the round is open, and answers once', async () => {
    state = open({ phase: 'announced', opens_at: at(3) })
    const { answer, answers, question } = await play()
    answer({ choice: 'a' })
    expect(answers.value).toEqual({})
    await vi.advanceTimersByTimeAsync(4500)
    answer({ choice: 'a' })
    answer({ choice: 'b' })
    await vi.advanceTimersByTimeAsync(50)
    expect(posted.map(({ response }) => response)).toEqual([{ choice: 'a' }])
    expect(posted[0]?.elapsed_ms).toBeGreaterThan(1450)
    expect(posted[0]?.elapsed_ms).toBeLessThan(1650)
    expect(question.value?.response).toEqual({ choice: 'a' })
  })

  it('asks half as often while the round waits for the answer, and until the end is near', async () => {
    const asks = async (seconds: number) => {
      const before = fetch.mock.calls.filter(([path]) => String(path).endsWith('/state')).length
      await vi.advanceTimersByTimeAsync(1000 * seconds)
      return fetch.mock.calls.filter(([path]) => String(path).endsWith('/state')).length - before
    }
    state = open({ closes_at: at(21) })
    const { answer } = await play()
    expect(await asks(8)).toBe(4)
    answer({ choice: 'a' })
    expect(await asks(4)).toBe(4)
    scope.stop()

    scope = effectScope()
    state = { ...state, round: 2, question: asked(8) }
    await play()
    expect(await asks(4)).toBe(2)
    await asks(1) // 4 s before the end
    expect(await asks(3.5)).toBe(3)
    scope.stop()

    scope = effectScope()
    state = open({ players: 2000, round: 3, question: asked(9), closes_at: at(21) })
    const { answer: answerOneOfMany } = await play()
    answerOneOfMany({ choice: 'a' })
    expect(await asks(8)).toBe(4)
  })

  it('forgets what was done since the backup from which the game was restored', async () => {
    lines = { 66: line() }
    state = open({ version: 8, round: 2, phase: 'solution', outcome: outcome() })
    me = player({ answers: { 1: { choice: 'a' }, 2: { choice: 'b' } } })
    const found = await play()
    await vi.advanceTimersByTimeAsync(1000)
    expect(found.streak.value).toBe(1)

    state = open({ version: 3 })
    me = player()
    await vi.advanceTimersByTimeAsync(6000)
    expect(found.phase.value).toBe('open')
    expect(found.streak.value).toBe(0)
    expect(seatAt('g')?.earned).toEqual({})
    found.answer({ choice: 'c' })
    await vi.advanceTimersByTimeAsync(50)
    expect(posted).toEqual([expect.objectContaining({ round: 1, response: { choice: 'c' } })])
  })

  it('learns soon that the host changed the name', async () => {
    state = gameState()
    const found = await play()
    expect(found.me.value?.name).toBe('Anna')
    me = player({ name: 'Anna B.' })
    state = { ...state, version: 2, locked: true } // says nothing of names
    await vi.advanceTimersByTimeAsync(5000)
    expect(found.me.value?.name).toBe('Anna')
    state = { ...state, version: 3 }
    await vi.advanceTimersByTimeAsync(5000)
    expect(found.me.value?.name).toBe('Anna B.')
  })

  it('learns a name that was changed meanwhile with the answer', async () => {
    state = open()
    const found = await play()
    me = player({ name: 'Anna B.' })
    found.answer({ choice: 'a' })
    await vi.advanceTimersByTimeAsync(50)
    expect(found.me.value?.name).toBe('Anna B.')
  })

  it('counts the time from the opening, also after a reload', async () => {
    state = open()
    const { answer } = await play()
    answer({ choice: 'a' })
    await vi.advanceTimersByTimeAsync(50)
    expect(posted[0]?.elapsed_ms).toBeGreaterThanOrEqual(2000)
  })

  it('sends an answer as soon as a document arrives again', async () => {
    state = open()
    const { answer, sending, stuck } = await play()
    online = false
    answer({ choice: 'a' })
    await vi.advanceTimersByTimeAsync(20_000)
    expect([sending.value.has(1), stuck.value]).toEqual([true, true])
    online = true
    await vi.advanceTimersByTimeAsync(1300)
    expect(sending.value.has(1)).toBe(false)
    expect(posted).toHaveLength(1)
  })

  it('sends again what arrived before its round was open, by the server’s clock', async () => {
    state = open()
    const { answer, sending, refusals } = await play()
    refusal = new Response('{"type": "/problems/round-not-open"}', { status: 409 })
    answer({ choice: 'a' })
    await vi.advanceTimersByTimeAsync(50)
    refusal = null
    await vi.advanceTimersByTimeAsync(2000)
    expect([sending.value.size, refusals.value, posted.length]).toEqual([0, {}, 1])
  })

  it('says why an answer was refused, and may answer again', async () => {
    state = open()
    const { answer, answers, refusals } = await play()
    refusal = new Response('{"type": "/problems/number-unreadable"}', { status: 422 })
    answer({ number: 'x' } as never)
    await vi.advanceTimersByTimeAsync(50)
    expect(refusals.value[1]).toBe('Enter a number.')
    expect(answers.value).toEqual({})
    refusal = null
    answer({ choice: 'a' })
    await vi.advanceTimersByTimeAsync(50)
    expect(refusals.value).toEqual({})
    expect(posted).toHaveLength(1)
  })

  it('returns with what was answered', async () => {
    state = open()
    me = player({ answers: { 1: { choice: 'c' } } })
    const { question } = await play()
    expect(question.value?.response).toEqual({ choice: 'c' })
  })

  it('finds what it earned in its shard, once', async () => {
    state = open({ phase: 'solution', outcome: outcome() })
    lines = { 66: line({ rank: 2, gap: 50 }) }
    const { result, last } = await play()
    await vi.advanceTimersByTimeAsync(5000)
    expect(result.value).toEqual({ line: line({ rank: 2, gap: 50 }), right: true })
    expect(last.value?.total).toBe(900)
    const asked = fetch.mock.calls.filter(([path]) => String(path).includes('/shards/'))
    expect(asked.map(([path]) => path)).toEqual(['/api/games/g/rounds/1/shards/2'])
  })

  it('keeps the points and the streak over a reload, and polls do not break it', async () => {
    const earned = { 1: { line: line(), right: true }, 2: { line: line({ credit: 0 }), right: null } }
    keepSeat('g', { attempt: newId(), earned })
    state = open({ phase: 'solution', round: 3, outcome: outcome() })
    lines = { 66: line({ total: 1800 }) }
    const { streak, last } = await play()
    expect(last.value?.total).toBe(900)
    await vi.advanceTimersByTimeAsync(1000)
    expect([streak.value, last.value?.total]).toEqual([2, 1800])
  })

  it('learns that it was removed', async () => {
    state = gameState({ players: 2 })
    const { kicked } = await play()
    me = player({ kicked: true })
    state = gameState({ players: 1 })
    await vi.advanceTimersByTimeAsync(2000)
    expect(kicked.value).toBe(true)
  })

  it('is unknown where the server does not know the seat', async () => {
    state = gameState()
    fetch.mockImplementation(async (input) =>
      String(input).endsWith('/state') ? timed(state) : timed({ type: '/problems/game-not-found' }, 404),
    )
    const { unknown } = await play()
    expect(unknown.value).toBe(true)
  })
})
