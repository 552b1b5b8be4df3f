// Lists and objects with something less, more or elsewhere.

/** The list with some of it replaced; with nothing in their place, or in place of nothing. */
export function spliced<Row>(rows: readonly Row[], at: number, gone: number, ...come: Row[]): Row[] {
  const copy = [...rows]
  copy.splice(at, gone, ...come)
  return copy
}

/** The list with this in its place. Missing rows before it are filled with blanks. */
export function put<Row>(rows: readonly Row[], at: number, row: Row, blank: Row): Row[] {
  const missing = Array<Row>(Math.max(0, at - rows.length)).fill(blank)
  return spliced([...rows, ...missing], at, 1, row)
}

/** The list without the blank rows at its end, which are only there to be written in. */
export function trimmed<Row>(rows: readonly Row[], isBlank: (row: Row) => boolean): Row[] {
  return rows.slice(0, rows.reduce((end, row, at) => (isBlank(row) ? end : at + 1), 0))
}

/** The list with one of it elsewhere. */
export function moved<Row>(rows: readonly Row[], from: number, to: number): Row[] {
  return spliced(spliced(rows, from, 1), to, 0, ...rows.slice(from, from + 1))
}

/** An object without one of its names. */
export const omitted = <T>(object: Record<string, T>, name: string): Record<string, T> =>
  Object.fromEntries(Object.entries(object).filter(([other]) => other !== name))
