// What the server says of a body: `field` is a path in it, such as `choices.0.text`.

export interface Problem {
  field: string
  message: string
  severity?: string
}

const isWithin = (field: string, path: string): boolean =>
  field === path || field.startsWith(`${path}.`)

/** Of exactly this field. */
export const of = (problems: readonly Problem[], path: string): Problem[] =>
  problems.filter(({ field }) => field === path)

/** Of this field and of all that is in it. */
export const within = (problems: readonly Problem[], path: string): Problem[] =>
  problems.filter(({ field }) => isWithin(field, path))

/** Of a part that is edited by itself, with the paths in it; of the part as a whole: `body`. */
export const inside = (problems: readonly Problem[], path: string): Problem[] =>
  within(problems, path).map((problem) => ({
    ...problem,
    field: problem.field.slice(path.length + 1) || 'body',
  }))

/** Of nothing that has a place of its own. */
export const others = (problems: readonly Problem[], ...paths: string[]): Problem[] =>
  problems.filter(({ field }) => !paths.some((path) => isWithin(field, path)))
