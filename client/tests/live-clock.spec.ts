import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Clock } from '../src/live/clock'

const SERVER = Date.parse('2030-01-01T00:00:00Z')

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A response that took these times there and back, by a server that is `SERVER` at performance.now() 0. */
function note(clock: Clock, sent: number, there: number, back: number): void {
  clock.note(SERVER + sent + there, sent, sent + there + back)
}
const wrongBy = (clock: Clock): number => Math.abs(clock.now() - (SERVER + performance.now()))

it('keeps the server’s time, whatever this device believes', () => {
  vi.setSystemTime(0)
  const clock = new Clock()
  expect(clock.known).toBe(false)
  note(clock, performance.now(), 40, 40)
  expect(clock.known).toBe(true)
  expect(wrongBy(clock)).toBeLessThan(1)
})

it('believes the response with the shortest way', () => {
  const clock = new Clock()
  const now = performance.now()
  note(clock, now, 10, 12)
  note(clock, now + 1000, 20, 280)
  expect(wrongBy(clock)).toBeLessThanOrEqual(1)
  note(clock, now + 2000, 5, 5)
  expect(wrongBy(clock)).toBeLessThan(0.01)
})

it('believes a slower response once the best is old, as clocks drift', () => {
  const clock = new Clock()
  const now = performance.now()
  note(clock, now, 1, 1)
  clock.note(SERVER + now + 120_000 + 100, now + 120_000, now + 120_000 + 80)
  expect(clock.now() - (SERVER + performance.now())).toBeCloseTo(60)
})

it('follows the server after a sleep, in which performance.now() stands still', () => {
  const clock = new Clock()
  const now = performance.now()
  note(clock, now, 1, 1)
  // A minute later, by the server; the first response is a slow one.
  clock.note(SERVER + now + 61_000 + 140, now + 1000, now + 1280)
  expect(clock.now() - (SERVER + performance.now())).toBeCloseTo(60_000)
})

it('does not jump between servers whose clocks differ a little', () => {
  const clock = new Clock()
  const now = performance.now()
  note(clock, now, 1, 1)
  clock.note(SERVER + now + 1000 + 200, now + 1000, now + 1020)
  expect(wrongBy(clock)).toBeLessThan(1)
})
