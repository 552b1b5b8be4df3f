// What became of an answer: its sign, its word, and the class that colours it. The same everywhere.
import resultsText from 'texts/studio/results'
import type { Schemas } from '../../api/client'

/** As the API has it: right, partly right, wrong; open, for what is not graded; no answer. */
export type Outcome = 'r' | 'p' | 'w' | 'o' | '-'

export const SIGNS: Readonly<Record<Outcome, string>> = { r: '✓', p: '½', w: '✗', o: '•', '-': '–' }

export const wordOf = (outcome: Outcome): string =>
  ({
    r: resultsText.outcome.right,
    p: resultsText.outcome.partly,
    w: resultsText.outcome.wrong,
    o: resultsText.outcome.open,
    '-': resultsText.outcome.none,
  })[outcome]

/** The least credit that counts as all of it: thirds do not add up to 1. */
const FULL = 1 - 1e-9

/** The outcome of one answer in detail. */
export function outcomeOfAnswer({ question }: Schemas['AnswerDetail']): Outcome {
  if (!question.response) return '-'
  return outcomeOf(question.verdict?.key === null ? null : (question.verdict?.credit ?? 0))
}

/** The outcome of a credit of 0..1; null: not graded. */
export const outcomeOf = (credit: number | null): Outcome =>
  credit === null ? 'o' : credit >= FULL ? 'r' : credit > 0 ? 'p' : 'w'
