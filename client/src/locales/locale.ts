// The only module that knows the reader's language, and formats numbers, dates and lists in it.
// Formatters are created when they are needed: the first one makes the browser load its tables, which
// takes a phone a tenth of a second.
import timeText from 'texts/time'
import { recall, remember } from '../composables/storage'
import { languages } from './languages'

/** The language that the texts are written in. */
export const SOURCE = 'en'
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur'])
// The regional variant that we use: day before month, 24 hours.
const VARIANTS: Record<string, string> = { en: 'en-GB' }

/** The language in the address (`?locale=de`), or the one chosen before; English otherwise. */
function choose(): string {
  const asked = new URLSearchParams(location.search).get('locale')
  const chosen = asked ?? recall<string>('locale') ?? SOURCE
  if (chosen !== SOURCE && !Object.hasOwn(languages, chosen)) return SOURCE
  if (asked) remember('locale', chosen)
  return chosen
}

export const locale = choose()
const tag = VARIANTS[locale] ?? locale

document.documentElement.lang = locale
document.documentElement.dir = RIGHT_TO_LEFT.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr'

// One formatter per format, created once.
function lazily<F>(make: () => F): () => F {
  let made: F | undefined
  return () => (made ??= make())
}

const upTo = (maximumFractionDigits: number, more: Intl.NumberFormatOptions = {}) =>
  lazily(() => new Intl.NumberFormat(tag, { maximumFractionDigits, ...more }))

const twoDigits = upTo(2)
const allDigits = upTo(20)
const percents = upTo(2, { style: 'percent' })

// A hyphen is not a minus sign.
const minus = (digits: string): string => digits.replace('-', '−')

/** A number, with two decimals at most: points, counts, seconds. */
export function number(value: number): string {
  const isShort = Number.isInteger(value) && Math.abs(value) < 1000
  return minus(isShort && locale === SOURCE ? String(value) : twoDigits().format(value))
}

/** Writes a number with all its digits. Groups are separated by spaces, which are never decimal signs. */
export function exact(value: number): string {
  const size = Math.abs(value)
  const isReadable = value === 0 || (size >= 1e-6 && size < 1e15)
  const [digits, power] = (isReadable ? `${value}` : value.toExponential()).split('e')
  const parts = allDigits().formatToParts(Number(digits))
  const written = parts.map(({ type, value }) => (type === 'group' ? '\u202f' : value)).join('')
  return minus(written) + (power ? `e${power.replace('+', '')}` : '')
}

/** A share of 0..1: "12.5%". */
export const percent = (share: number): string => minus(percents().format(share))

const rules = lazily(() => new Intl.PluralRules(tag))

/** The form for so many, such as `{ one, other }`, or for just this number: `{ '=0' }`. */
export function plural(count: number, forms: { other: string } & Record<string, string>): string {
  return forms[`=${count}`] ?? forms[rules().select(count)] ?? forms.other
}

const dateFormats = new Map<string | undefined, Intl.DateTimeFormat>()

function dateFormat(timeZone?: string): Intl.DateTimeFormat {
  let format = dateFormats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone })
    dateFormats.set(timeZone, format)
  }
  return format
}

/** A moment as the reader's clock shows it: "1 Mar 2026, 13:00". All dates are written like this. */
export const date = (iso: string): string => dateFormat().format(Date.parse(iso))

/** A moment in a time zone, which is named; in UTC where this browser does not know the zone. */
export function dateIn(iso: string, zone: string): string {
  try {
    return `${dateFormat(zone).format(Date.parse(iso))} (${zone})`
  } catch {
    return `${dateFormat('UTC').format(Date.parse(iso))} (UTC)`
  }
}

/** The time of day on the clocks of a zone: "14:05". */
export function timeIn(at: number, zone: string): string {
  return new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone: zone }).format(at)
}

const UNITS = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

const relative = lazily(() => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }))

/** "3 minutes ago"; a clock that is a little ahead does not make it the future. */
export function ago(iso: string, now = Date.now()): string {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000)
  for (const [unit, size] of UNITS) {
    if (seconds >= size) return relative().format(-Math.floor(seconds / size), unit)
  }
  return timeText.justNow
}

const lists = lazily(() => new Intl.ListFormat(tag))

/** "a, b and c". */
export const list = (items: readonly string[]): string => lists().format(items)

const alternatives = lazily(() => new Intl.ListFormat(tag, { type: 'disjunction' }))

/** "a, b or c". */
export const either = (items: readonly string[]): string => alternatives().format(items)

const unit = (name: string) => upTo(2, { style: 'unit', unit: name, unitDisplay: 'long' })
const [hours, minutes, seconds] = [unit('hour'), unit('minute'), unit('second')]

/** "20 seconds", "90 seconds", "5 minutes", "1 hour and 30 minutes". */
export function duration(value: number): string {
  if (value < 120 && value % 60 !== 0) return seconds().format(value)
  const parts = [
    { count: Math.floor(value / 3600), format: hours },
    { count: Math.floor((value % 3600) / 60), format: minutes },
    { count: value % 60, format: seconds },
  ]
  return list(parts.filter(({ count }) => count > 0).map(({ count, format }) => format().format(count)))
}

/** What a clock shows: 75 seconds are 1:15. */
export function clock(seconds: number): string {
  const [hours, rest] = [Math.floor(seconds / 3600), seconds % 3600]
  const minutes = String(Math.floor(rest / 60)).padStart(hours > 0 ? 2 : 1, '0')
  return `${hours > 0 ? `${hours}:` : ''}${minutes}:${String(rest % 60).padStart(2, '0')}`
}

/** Whole sentences, one after the other. */
export const sentences = (...said: string[]): string => said.filter(Boolean).join(' ')

/** The time zone of this device. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
