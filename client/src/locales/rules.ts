// How a quiz is played, in short sentences.
import type { QuizRules, Rules } from '../api/client'
import { points } from './format'

const seconds = (value: number): string => (value === 1 ? '1 second' : `${points(value)} seconds`)

/** "20 seconds", "5 minutes", "1 hour and 30 minutes". */
export function duration(value: number): string {
  if (value < 120 && value % 60 !== 0) return seconds(value)
  const parts: [number, string][] = [
    [Math.floor(value / 3600), 'hour'],
    [Math.floor((value % 3600) / 60), 'minute'],
    [value % 60, 'second'],
  ]
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${points(count)} ${unit}${count === 1 ? '' : 's'}`)
    .join(' and ')
}

/** A date as the quiz's people say it; UTC where this browser does not know their time zone. */
export function date(iso: string, zone: string): string {
  const told = (timeZone: string): string =>
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone }).format(
      Date.parse(iso),
    ) + ` (${timeZone})`
  try {
    return told(zone)
  } catch {
    return told('UTC')
  }
}

/** How points come about. */
export function scoring(rules: Rules): string[] {
  const told: string[] = []
  if (rules.speed_weight > 0) {
    told.push(
      'Speed counts: the first 2 seconds are free, then an answer earns less and less, ' +
        `down to ${points(100 - rules.speed_weight)} % of its points when the time is over.`,
    )
  }
  if (rules.penalty > 0) {
    told.push(
      `A wrong answer costs ${points(100 * rules.penalty)} % of the question’s points. ` +
        'Skipping costs nothing.',
    )
  }
  if (!rules.partial_credit) told.push('Only an answer that is wholly right earns points.')
  if (rules.pass_mark !== null) told.push(`You pass with ${points(rules.pass_mark)} %.`)
  return told
}

/** All that a player should know before the start. */
export function before(rules: QuizRules): string[] {
  const told: string[] = []
  if (rules.opens_at) told.push(`It opens on ${date(rules.opens_at, rules.time_zone)}.`)
  if (rules.closes_at) {
    told.push(`It closes on ${date(rules.closes_at, rules.time_zone)}, for games that run, too.`)
  }
  if (rules.quiz_seconds !== null) {
    told.push(`You have ${duration(rules.quiz_seconds)} for the whole quiz.`)
  }
  if (rules.question_seconds !== null) {
    told.push(
      `You have ${duration(rules.question_seconds)} for each question. ` +
        'They come one at a time, and there is no way back.',
    )
  }
  told.push(...scoring(rules))
  if (rules.feedback_after) {
    told.push(`Results come on ${date(rules.feedback_after, rules.time_zone)}.`)
  }
  if (rules.attempts !== null) {
    const times = rules.attempts === 1 ? 'once' : `${rules.attempts} times`
    told.push(`You may play ${times}.`)
  }
  return told
}

export const words = {
  title: 'The rules',
  scored: 'How the points came about',
  code: 'Access code',
  codeHint: 'Whoever gave you the link knows it.',
  personal: 'You came by a personal link: you may have more time than is said here.',
  finish: 'Finish now',
  passed: 'Passed',
  failed: 'Not passed',
  passMark: (percent: number) => `${points(percent)} % were needed.`,
  in: 'Your answers are in.',
  results: (when: string) => `Results come on ${when}. Keep this page’s address to see yours.`,
  cost: (value: number) => `A wrong answer cost ${points(value)}.`,
  slow: (value: number) => `${points(value)} went with the time.`,
  allOrNothing: 'Partly right earned nothing here.',
  unanswered: 'Not answered.',
} as const
