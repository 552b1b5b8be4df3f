import type { Outcome } from '../api'

/** Whether anyone has points: not after polls only, or when a game ended before its first question did. */
export const hasPoints = (outcome: Outcome | null): boolean =>
  outcome?.top.some(({ points }) => points > 0) ?? false
