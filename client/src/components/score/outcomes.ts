// What became of the questions of a finished attempt, for its result.
import resultText from 'texts/result'
import verdictText from 'texts/verdict'
import type { Question } from '../../api/client'
import { moodOf, type Mood } from '../../composables/verdict'

/** Null: nothing was right or wrong. */
export type Outcome = Mood | 'skipped' | null

export function outcomeOf({ verdict, response }: Question): Outcome {
  const mood = verdict && moodOf(verdict)
  return mood && !response ? 'skipped' : mood
}

export function outcomeWords(outcome: Outcome): string {
  if (outcome === null) return resultText.poll
  return outcome === 'skipped' ? resultText.skipped : verdictText.signs[outcome]
}

/** The longest run of correct answers; polls do not interrupt it. */
export function longestStreak(questions: readonly Question[]): number {
  let [longest, run] = [0, 0]
  for (const outcome of questions.map(outcomeOf)) {
    if (outcome === 'good') longest = Math.max(longest, ++run)
    else if (outcome !== null) run = 0
  }
  return longest
}
