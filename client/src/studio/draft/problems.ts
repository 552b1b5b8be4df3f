// What is wrong with a draft. `field` is a path in the content, or in the part that a component
// edits, such as `choices.0.text`.
import type { Schemas } from '../../api/client'
import { fieldsOf, type Json } from './body'

/** As the server reports it. */
export type DraftProblem = Schemas['DraftProblem']

/** Beside a field, which may find some by itself. */
export type Problem = Partial<Omit<DraftProblem, 'code'>> & { field: string; code: string }

export const hasError = (problems: readonly Problem[]): boolean =>
  problems.some(({ severity }) => severity === 'error')

const isWithin = (field: string, path: string): boolean =>
  field === path || field.startsWith(`${path}.`)

/** Of exactly this field. */
export const of = (problems: readonly Problem[], path: string): Problem[] =>
  problems.filter(({ field }) => field === path)

/** Of these fields and of all that is in them. */
export const within = (problems: readonly Problem[], ...paths: string[]): Problem[] =>
  problems.filter(({ field }) => paths.some((path) => isWithin(field, path)))

/** Of a part that is edited by itself, with the paths in it; of the part as a whole: `body`. */
export const inside = (problems: readonly Problem[], path: string): Problem[] =>
  within(problems, path).map((problem) => ({
    ...problem,
    field: problem.field.slice(path.length + 1) || 'body',
  }))

/** Of nothing that has a place of its own. */
export const others = (problems: readonly Problem[], ...paths: string[]): Problem[] =>
  problems.filter(({ field }) => !paths.some((path) => isWithin(field, path)))

/** Those that a change has not touched. What the server says of the others is out of date. */
export const untouched = <P extends Problem>(problems: readonly P[], before: Json, after: Json): P[] =>
  problems.filter(({ field }) => {
    const root = field.split('.')[0] ?? ''
    const of = (content: Json) => (root in content || root === '' ? content : content['body'])
    return JSON.stringify(at(of(before), field)) === JSON.stringify(at(of(after), field))
  })

/** What stands at a path, or the nearest to it that there is: some of its names are of models. */
function at(value: unknown, path: string): unknown {
  let found = value
  for (const name of path.split('.')) {
    const inner = Array.isArray(found) ? (found as unknown[])[Number(name)] : fieldsOf(found)[name]
    if (inner !== undefined) found = inner
  }
  return found
}
