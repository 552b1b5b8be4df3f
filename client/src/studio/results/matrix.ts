// The attempts against the questions, page by page: all rows get the same columns.
import type { Schemas } from '../../api/client'
import type { Outcome } from './outcome'
import type { Order } from './query'

export type Column = Schemas['Column']
export type Row = Schemas['MatrixRow']
export type Matrix = Pick<Schemas['Matrix'], 'questions' | 'attempts'>

/** A cell: an outcome, or a space if the attempt did not draw the question. */
export type Cell = Outcome | ' '

/** All columns of several pages: those of the quiz in its order, then older ones. */
export function columnsOf(pages: readonly Pick<Matrix, 'questions'>[]): Column[] {
  const found = new Map(pages.flatMap(({ questions }) => questions).map((one) => [one.id, one]))
  const last = Number.MAX_SAFE_INTEGER
  return [...found.values()].sort(
    (one, other) => (one.position ?? last) - (other.position ?? last) || other.id - one.id,
  )
}

/** The rows of a page with a cell for each of these columns. */
export function aligned({ questions, attempts }: Matrix, columns: readonly Column[]): Row[] {
  const places = new Map(questions.map(({ id }, place) => [id, place]))
  const order = columns.map(({ id }) => places.get(id))
  if (order.every((place, at) => place === at) && order.length === questions.length) return attempts
  return attempts.map((row) => ({
    ...row,
    cells: order.map((place) => (place === undefined ? ' ' : row.cells[place])).join(''),
  }))
}

/** Several pages as one. */
export function joined(pages: readonly Matrix[]): { columns: Column[]; rows: Row[] } {
  const columns = columnsOf(pages)
  return { columns, rows: pages.flatMap((page) => aligned(page, columns)) }
}

/** What needs a look comes first; last what the attempt did not draw. */
const WORST_FIRST = 'w-pro '
export const severity = (cell: string | undefined): number => WORST_FIRST.indexOf(cell ?? ' ')

/** The rows by their answers to one question, worst first, or best first; otherwise as they were. */
export function byAnswer(
  rows: readonly Row[],
  columns: readonly Column[],
  question: number,
  order: Order,
): Row[] {
  const place = columns.findIndex(({ id }) => id === question)
  const ranks = new Map(rows.map((row) => [row, severity(row.cells[place])]))
  const none = severity(' ')
  const rank = (row: Row) => {
    const worst = ranks.get(row) ?? none
    return order === 'asc' || worst === none ? worst : none - 1 - worst
  }
  return [...rows].sort((one, other) => rank(one) - rank(other))
}

/** A row that is as it was stays the same object, which is not drawn again. */
export function kept(shown: readonly Row[], fresh: readonly Row[]): Row[] {
  const before = new Map(shown.map((row) => [row.number, row]))
  return fresh.map((row) => {
    const old = before.get(row.number)
    return old && JSON.stringify(old) === JSON.stringify(row) ? old : row
  })
}

/** What was read now, in the order that is on the screen: rows keep their places, new ones come last. */
export function inPlace(shown: readonly Row[], fresh: readonly Row[]): Row[] {
  const places = new Map(shown.map(({ number }, place) => [number, place]))
  const placeOf = ({ number }: Row) => places.get(number) ?? shown.length
  return kept(shown, fresh).sort((one, other) => placeOf(one) - placeOf(other))
}
