// Which attempts are listed, and the addresses for it.
export type Sort = 'started' | 'finished' | 'score' | 'name' | 'seconds'
export type Order = 'asc' | 'desc'
export type State = 'all' | 'finished' | 'running'

export interface Filter {
  search: string
  state: State
  /** Days, as a date field has them; both are meant with all of the day, here. */
  since: string
  until: string
}

export const ALL: Readonly<Filter> = { search: '', state: 'all', since: '', until: '' }

/** As the API has it. */
export const parameters = ({ search, state, since, until }: Filter) => ({
  state,
  ...(search.trim() ? { search: search.trim() } : {}),
  ...(since ? { since: dayBegins(since, 0) } : {}),
  ...(until ? { until: dayBegins(until, 1) } : {}),
})

/** What a click on this column means: the other way round, or the way that is asked for most. */
export function turned(sort: Sort, order: Order, clicked: Sort): Order {
  if (sort === clicked) return order === 'asc' ? 'desc' : 'asc'
  return clicked === 'name' || clicked === 'seconds' ? 'asc' : 'desc'
}

function dayBegins(day: string, later: number): string {
  const date = new Date(`${day}T00:00:00`)
  date.setDate(date.getDate() + later)
  return date.toISOString()
}
