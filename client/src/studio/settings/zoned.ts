// Dates as people write them in a time zone, and as the API has them.

/** The wall clock of the zone at that moment, as milliseconds of a clock that is UTC. */
function wall(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const get = (name: string) => Number(parts.find(({ type }) => type === name)?.value)
  return Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second'))
}

export const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** "2026-03-29T10:00" of an ISO date; empty if there is none. */
export function toLocal(iso: unknown, zone: string): string {
  const at = typeof iso === 'string' ? Date.parse(iso) : NaN
  if (Number.isNaN(at)) return ''
  return new Date(wall(at, isZone(zone) ? zone : 'UTC')).toISOString().slice(0, 16)
}

/** The moment at which the zone's clocks show that; null for an empty field. */
export function fromLocal(local: string, zone: string): string | null {
  const wanted = Date.parse(`${local}Z`)
  if (Number.isNaN(wanted)) return null
  const known = isZone(zone) ? zone : 'UTC'
  // The offset at a first guess may be that of the other side of a change of the clocks.
  const guess = wanted - (wall(wanted, known) - wanted)
  const at = guess - (wall(guess, known) - wanted)
  return new Date(at).toISOString().replace('.000Z', 'Z')
}

/** The zones to choose from: those that this browser knows, and these. */
export const zones = (...also: string[]): string[] =>
  [...new Set([...also, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort()
