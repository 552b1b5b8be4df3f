// The games that this device plays, and as which player. The newest is last.
import { recall, remember } from '../../composables/storage'
import type { Line } from '../api'

const KEPT = 8 // games

/** What a player earned in a round. */
export interface Earned {
  /** Null: they joined later. */
  line: Line | null
  /** Null: nothing was right or wrong, or it is not known. */
  right: boolean | null
}

export interface Seat {
  /** The player's secret id. */
  attempt: string
  /** By round. */
  earned: Record<number, Earned>
}

const all = (): Record<string, Seat> => recall<Record<string, Seat>>('seats') ?? {}

export const seatAt = (game: string): Seat | null => all()[game] ?? null

export function keepSeat(game: string, seat: Seat): void {
  const others = Object.entries(all()).filter(([id]) => id !== game)
  remember('seats', Object.fromEntries([...others, [game, seat]].slice(-KEPT)))
}

export function leaveSeat(game: string): void {
  remember('seats', Object.fromEntries(Object.entries(all()).filter(([id]) => id !== game)))
}

/** The seat of this device, which is kept before anything is sent: a lost reply never joins twice. */
export function takeSeat(game: string): Seat {
  const seat = seatAt(game) ?? { attempt: newId(), earned: {} }
  keepSeat(game, seat)
  return seat
}

/** A UUID of version 4. `crypto.randomUUID` is missing without TLS, as on a network at home. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = [...bytes].map((byte, at) => {
    const fixed = at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte
    return fixed.toString(16).padStart(2, '0')
  })
  return [[0, 4], [4, 6], [6, 8], [8, 10], [10, 16]].map(([from, to]) => hex.slice(from, to).join('')).join('-')
}
