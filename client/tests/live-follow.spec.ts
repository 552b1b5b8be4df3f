import { effectScope, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest'
import type { GameState } from '../src/live/api'
import { useFollow } from '../src/live/follow'
import { gameState, timed } from './live-fixtures'

describe('following a game', () => {
  const fetch = vi.fn<typeof globalThis.fetch>()
  let scope: EffectScope
  let random: MockInstance<() => number>
  let document: GameState

  beforeEach(() => {
    vi.useFakeTimers()
    vi.setSystemTime('2030-01-01T00:00:00Z')
    random = vi.spyOn(Math, 'random').mockReturnValue(0.5) // no jitter
    vi.stubGlobal('fetch', fetch)
    document = gameState()
    fetch.mockReset().mockImplementation(async () => timed(document))
    scope = effectScope()
  })
  afterEach(() => {
    scope.stop()
    vi.useRealTimers()
    random.mockRestore()
  })
  function follow() {
    const found = scope.run(() => useFollow('g'))
    if (!found) throw new Error('The scope is closed.')
    return found
  }
  const at = (seconds: number) => new Date(Date.now() + 1000 * seconds).toISOString()

  it('asks again after poll_ms, and stops with its page', async () => {
    document = gameState({ poll_ms: 2000 })
    follow()
    await vi.advanceTimersByTimeAsync(6100)
    expect(fetch).toHaveBeenCalledTimes(4)
    scope.stop()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(fetch).toHaveBeenCalledTimes(4)
  })

  it('opens and closes a question by the clock, without another document', async () => {
    document = gameState({ phase: 'announced', round: 1, opens_at: at(3.05), closes_at: at(8) })
    const { phase, left } = follow()
    await vi.advanceTimersByTimeAsync(50)
    fetch.mockImplementation(() => new Promise(() => undefined)) // a tunnel
    expect(phase.value).toBe('announced')
    await vi.advanceTimersByTimeAsync(2990)
    expect(phase.value).toBe('announced')
    await vi.advanceTimersByTimeAsync(15)
    expect(phase.value).toBe('open') // within milliseconds
    expect(left.value).toBeLessThanOrEqual(4950)
    await vi.advanceTimersByTimeAsync(5000)
    expect(phase.value).toBe('grace')
  })

  it('shows the question to everyone at once, when its reading time begins', async () => {
    document = gameState({ phase: 'announced', round: 1, opens_at: at(8.05), closes_at: at(28), reading_seconds: 5 })
    const { hidden, phase } = follow()
    await vi.advanceTimersByTimeAsync(50)
    fetch.mockImplementation(() => new Promise(() => undefined)) // a tunnel
    await vi.advanceTimersByTimeAsync(2990)
    expect(hidden.value).toBeGreaterThan(0)
    await vi.advanceTimersByTimeAsync(15)
    expect(hidden.value).toBe(0) // within milliseconds
    expect(phase.value).toBe('announced')
  })

  it('asks as soon as the grace is over', async () => {
    document = gameState({ phase: 'open', round: 1, opens_at: at(-1), closes_at: at(1), poll_ms: 60_000 })
    follow()
    await vi.advanceTimersByTimeAsync(2400)
    expect(fetch).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(300)
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it('goes back with a game that was restored, but not to a copy that is a moment old', async () => {
    document = gameState({ version: 5, phase: 'solution' })
    const { state } = follow()
    await vi.advanceTimersByTimeAsync(10)
    document = gameState({ version: 3, phase: 'open' })
    await vi.advanceTimersByTimeAsync(2500)
    expect(state.value?.phase).toBe('solution')
    await vi.advanceTimersByTimeAsync(1000)
    expect(state.value?.phase).toBe('open')
  })

  it('keeps asking without a network, and asks at once when it is back', async () => {
    const { offline, state } = follow()
    await vi.advanceTimersByTimeAsync(10)
    fetch.mockRejectedValue(new TypeError('offline'))
    await vi.advanceTimersByTimeAsync(1000)
    expect(offline.value).toBe(false) // one may get lost
    await vi.advanceTimersByTimeAsync(250)
    expect(offline.value).toBe(true)
    expect(state.value?.phase).toBe('lobby')
    fetch.mockImplementation(async () => timed(document))
    window.dispatchEvent(new Event('online'))
    await vi.advanceTimersByTimeAsync(0)
    expect(offline.value).toBe(false)
  })

  it('sends a request that got lost again at once, before a question opens', async () => {
    follow()
    await vi.advanceTimersByTimeAsync(10)
    fetch.mockRejectedValueOnce(new TypeError('lost'))
    await vi.advanceTimersByTimeAsync(1000)
    expect(fetch).toHaveBeenCalledTimes(2)
    await vi.advanceTimersByTimeAsync(300)
    expect(fetch).toHaveBeenCalledTimes(3)
  })

  it('waits longer for a slow network than for a fast one', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout')
    fetch.mockRejectedValueOnce(new TypeError('too slow')).mockRejectedValueOnce(new TypeError('too slow'))
    follow()
    await vi.advanceTimersByTimeAsync(3000)
    expect(timeout.mock.calls.map(([patience]) => patience).slice(0, 4)).toEqual([1000, 2000, 4000, 1000])
    timeout.mockRestore()
  })

  it.each([
    ['pageshow', window],
    ['visibilitychange', window.document],
  ])('asks at once after a sleep: %s', async (name, target) => {
    document = gameState({ poll_ms: 60_000 })
    follow()
    await vi.advanceTimersByTimeAsync(1000)
    target.dispatchEvent(new Event(name))
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it('asks at once after a sleep that no event announced', async () => {
    document = gameState({ poll_ms: 60_000 })
    const { state } = follow()
    await vi.advanceTimersByTimeAsync(1000)
    document = gameState({ version: 9, phase: 'open', round: 4 })
    vi.setSystemTime(Date.now() + 60_000) // timers stood still
    await vi.advanceTimersByTimeAsync(100)
    expect(fetch).toHaveBeenCalledTimes(2)
    expect(state.value?.round).toBe(4)
  })

  it('gives up a game that is gone', async () => {
    fetch.mockImplementation(async () => new Response('{"type": "/problems/game-not-found"}', { status: 404 }))
    const { failure } = follow()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(failure.value?.code).toBe('game-not-found')
    expect(fetch).toHaveBeenCalledTimes(1)
  })
})
