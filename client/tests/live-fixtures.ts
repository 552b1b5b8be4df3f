import type { GameState, Line, Me, Outcome } from '../src/live/api'
import { single } from './fixtures'

export const gameState = (changes: Partial<GameState> = {}): GameState => ({
  ...{ id: 'g', pin: '1234567', version: 1, phase: 'lobby', title: 'Small', round: 0, rounds: 3 },
  ...{ opens_at: null, closes_at: null, reading_seconds: 5, question: null, outcome: null, players: 2 },
  options: {
    ...{ timer: 'fixed', seconds: 20, reading_seconds: 5, speed_weight: 50, teams: [], deal: true },
    ...{ late_join: true, nicknames: 'own', phones: 'full', autopilot: false },
  },
  ...{ locked: false, paused: false, host_away: false, poll_ms: 1000 },
  ...changes,
})

/** A question as a game shows it. */
export const asked = (id: number): NonNullable<GameState['question']> => {
  const { prompt_html, points, view } = single(id)
  return { id, type: 'single', prompt_html, points, view }
}

export const outcome = (changes: Partial<Outcome> = {}): Outcome => ({
  ...{ voided: false, key: { choice: 'a' }, explanation_html: '', answered: 1, right: 1, bars: [] },
  ...{ others: null, top: [], teams: [], shards: 64 },
  ...changes,
})

export const line = (changes: Partial<Line> = {}): Line => ({
  ...{ credit: 1, points: 900, total: 900, rank: 1, gap: null },
  ...changes,
})

export const player = (changes: Partial<Me> = {}): Me => ({
  ...{ game: 'g', number: 66, name: 'Anna', team: null, kicked: false, answers: {} },
  ...changes,
})

/** A response with the server's time, which is this machine's. */
export const timed = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'X-Time': String(Date.now() / 1000) } })
