// Why an answer earned its points: where the credit comes from, then what the rules made of it.
import verdictText from 'texts/verdict'
import type { Question, Rules } from '../../api/client'
import { whyThisCredit } from '../../questions/why'

const { why } = verdictText
const LEAST = 0.005 // points; less is rounding

/** Sentences; none where credit and points are the same and whole. */
export function reasons(question: Question, rules: Rules | null): string[] {
  const { verdict, response, points: worth } = question
  if (!verdict || verdict.key === null) return []
  if (!response) return [why.unanswered]
  return [whyThisCredit(question), ...(rules && worth > 0 ? byRules(question, rules) : [])].filter(Boolean)
}

function byRules({ verdict, points: worth, hint }: Question, rules: Rules): string[] {
  if (!verdict) return []
  const { credit, points } = verdict
  const found: string[] = []
  const counts = rules.partial_credit || credit >= 1
  if (!counts && credit > 0) found.push(why.allOrNothing)
  if (points < 0) found.push(why.cost({ points: -points }))
  const lost = counts && credit > 0 ? worth * credit - points : 0
  const price = hint && hint.html !== null ? (worth * rules.hint_cost) / 100 : 0
  const forHint = Math.min(price, Math.max(0, lost))
  if (forHint > LEAST) found.push(why.hint({ points: forHint }))
  if (points >= 0 && lost - forHint > LEAST) found.push(why.slow({ points: lost - forHint }))
  return found
}
