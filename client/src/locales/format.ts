// Numbers and times as people read them.
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

export const points = (value: number): string => number.format(value).replace('-', '−')

/** All digits that a number was given with. */
export const exact = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: 20 }).replace('-', '−')

/** "3 minutes ago"; a clock that is a little ahead does not make it the future. */
export function ago(iso: string, now = Date.now()): string {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000)
  for (const [unit, size] of UNITS) {
    if (seconds >= size) return relative.format(-Math.floor(seconds / size), unit)
  }
  return 'just now'
}
