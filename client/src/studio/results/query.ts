// Which attempts are listed, and the addresses for it.
export type Sort = 'started' | 'finished' | 'score' | 'name'
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

export function parameters(filter: Filter): URLSearchParams {
  const query = new URLSearchParams()
  if (filter.search.trim()) query.set('search', filter.search.trim())
  if (filter.state !== 'all') query.set('state', filter.state)
  if (filter.since) query.set('since', dayBegins(filter.since, 0))
  if (filter.until) query.set('until', dayBegins(filter.until, 1))
  return query
}

/** What a click on this column means: the other way round, or the way that is asked for most. */
export function turned(sort: Sort, order: Order, clicked: Sort): Order {
  if (sort === clicked) return order === 'asc' ? 'desc' : 'asc'
  return clicked === 'name' ? 'asc' : 'desc'
}

function dayBegins(day: string, later: number): string {
  const date = new Date(`${day}T00:00:00`)
  date.setDate(date.getDate() + later)
  return date.toISOString()
}
