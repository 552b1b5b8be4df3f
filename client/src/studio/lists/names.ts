// Names as they are pasted: one per line, or the cells of a spreadsheet.

export interface Line {
  /** From 1. */
  line: number
  name: string
}

/** The names with their lines; the cells of a row, such as first and last name, become one. */
export const namesIn = (text: string): Line[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((written, at) => ({ line: at + 1, name: written.replace(/\s+/gu, ' ').trim() }))
    .filter(({ name }) => name !== '')

/** What a refused field such as `names.3` was made from; undefined for another field. */
export function lineOf(field: string, names: readonly Line[]): Line | undefined {
  const at = /^names\.(\d+)$/.exec(field)?.[1]
  return at === undefined ? undefined : names[Number(at)]
}
