// How a quiz is played, in short sentences.
import rulesText from 'texts/rules'
import type { Attempt, QuizRules, Rules } from '../../api/client'
import { dateIn, duration, list } from '../../locales/locale'

/** How scoring works. */
export function scoring(rules: Rules): string[] {
  const words = rulesText.scoring
  const lines: string[] = []
  if (rules.speed_weight > 0) lines.push(words.speed({ rest: (100 - rules.speed_weight) / 100 }))
  if (rules.penalty > 0) lines.push(words.penalty({ penalty: rules.penalty }))
  if (rules.hint_cost > 0) lines.push(words.hint({ cost: rules.hint_cost / 100 }))
  if (!rules.partial_credit) lines.push(words.allOrNothing)
  if (rules.pass_mark !== null) lines.push(words.passMark({ percent: rules.pass_mark / 100 }))
  return lines
}

/** Whether the quiz could be started when its rules were read. */
export function isOpen({ now, opens_at, closes_at }: QuizRules): boolean {
  const at = Date.parse(now)
  return (!opens_at || at >= Date.parse(opens_at)) && (!closes_at || at < Date.parse(closes_at))
}

/** Everything a player should know before starting. */
export function before(rules: QuizRules): string[] {
  const words = rulesText.before
  const when = (iso: string) => dateIn(iso, rules.time_zone)
  const lines: string[] = []
  const now = Date.parse(rules.now)
  if (rules.opens_at && now < Date.parse(rules.opens_at)) lines.push(words.opens({ when: when(rules.opens_at) }))
  if (rules.closes_at && now < Date.parse(rules.closes_at)) lines.push(words.closes({ when: when(rules.closes_at) }))
  const free = rules.navigation === 'free'
  if (free) lines.push(words.free)
  if (rules.quiz_seconds !== null) lines.push(words.quizTime({ time: duration(rules.quiz_seconds) }))
  if (free && rules.quiz_seconds !== null) lines.push(words.freeTime)
  if (rules.question_seconds !== null) {
    lines.push(words.questionTime({ time: duration(rules.question_seconds) }))
    if (rules.own_times) lines.push(words.exceptions)
  } else if (rules.own_times) lines.push(words.ownTimes)
  const perTag = Object.entries(rules.draw_per_tag)
  if (perTag.length > 0) {
    lines.push(words.perTag({ tags: list(perTag.map(([tag, count]) => words.ofTag({ count, tag }))) }))
  }
  lines.push(...scoring(rules))
  if (rules.feedback_after) lines.push(words.results({ when: when(rules.feedback_after) }))
  if (rules.attempts !== null) lines.push(words.attempts({ attempts: rules.attempts }))
  return lines
}

/** When the result of a finished attempt will be shown; null unless it is withheld. */
export function resultsDate({ score, rules }: Attempt): string | null {
  return score === null && rules?.feedback_after ? dateIn(rules.feedback_after, rules.time_zone) : null
}
