// What a host can do now.
import type { Command, GameState } from '../api'
import type { Phase } from '../follow'

/** No one is asked to close what closes by itself within this time, ms. */
const CLOSING = 3000

export interface Situation {
  state: GameState
  phase: Phase
  /** Milliseconds until the question opens, or closes; null if the host decides. */
  left: number | null
  players: number
}
export type StepName = 'start' | 'resume' | 'close' | 'standings' | 'next' | 'podium'
export interface Step {
  name: StepName
  command: Command
}

const isLast = ({ round, rounds }: GameState): boolean => round >= rounds

/** The next step that makes sense; null: it comes by itself, or there is none. */
export function nextStep({ state, phase, left, players }: Situation): Step | null {
  if (phase === 'ended') return null
  if (state.paused) return { name: 'resume', command: 'resume' }
  const onward: Step = isLast(state)
    ? { name: 'podium', command: 'next' }
    : { name: 'next', command: 'next' }
  switch (phase) {
    case 'lobby':
      return players > 0 ? { name: 'start', command: 'start' } : null
    case 'open':
      return left === null || left > CLOSING ? { name: 'close', command: 'close' } : null
    case 'solution':
      return changesRanks(state) ? { name: 'standings', command: 'standings' } : onward
    case 'standings':
      return onward
    default:
      return null
  }
}

const changesRanks = ({ question, outcome }: GameState): boolean =>
  Boolean(question && question.points > 0 && !outcome?.voided)

/** Which other commands are possible. */
export function possible(command: Command, { state, phase }: Situation): boolean {
  switch (command) {
    case 'extend':
      return state.closes_at !== null && (phase === 'announced' || phase === 'open')
    case 'pause':
      return !state.paused && !['lobby', 'open', 'grace', 'ended'].includes(phase)
    case 'resume':
      return state.paused
    case 'void':
      return ['announced', 'open', 'grace'].includes(phase)
    case 'close':
      return phase === 'open'
    default:
      return phase !== 'ended'
  }
}
