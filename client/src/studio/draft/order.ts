// Lists and objects with something less, more or elsewhere.

/** The list with some of it replaced; with nothing in their place, or in place of nothing. */
export function spliced<Row>(rows: readonly Row[], at: number, gone: number, ...come: Row[]): Row[] {
  const copy = [...rows]
  copy.splice(at, gone, ...come)
  return copy
}

/** The list with one of it elsewhere. */
export function moved<Row>(rows: readonly Row[], from: number, to: number): Row[] {
  return spliced(spliced(rows, from, 1), to, 0, ...rows.slice(from, from + 1))
}

/** An object without one of its names. */
export const omitted = <T>(object: Record<string, T>, name: string): Record<string, T> =>
  Object.fromEntries(Object.entries(object).filter(([other]) => other !== name))
