// A comment on the score: always the same one for the same attempt.
import resultText from 'texts/result'
import { pick } from '../../composables/pick'

const { none, little, half, much, nearly, all } = resultText.tiers
const TIERS = [
  { below: 0.1, lines: none },
  { below: 0.4, lines: little },
  { below: 0.6, lines: half },
  { below: 0.8, lines: much },
  { below: 1, lines: nearly },
  { below: Infinity, lines: all },
]

export function tierLine(score: number, max: number, attemptId: string): string {
  const share = max > 0 ? score / max : 0
  const tier = TIERS.find(({ below }) => share < below - 1e-9 || below === Infinity)
  return pick(attemptId, Object.values(tier?.lines ?? {})) ?? ''
}
