// Reasons for refusals in the reader's language: the server sends a code and parameters.
import problemsText from 'texts/problems'
import type { Reason } from '../api/client'
import { date, dateIn, duration, list } from '../locales/locale'

type Texts = Record<string, string | ((parameters: never) => string)>

const texts: Texts = { ...problemsText }

/** Adds the texts of codes that occur in one room only. */
export function addProblemTexts(more: Texts): void {
  Object.assign(texts, more)
}

// A moment (`opens_at`) is formatted in the zone that comes with it, a list of words as a list.
function worded(params: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const zone = params['time_zone']
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (name.endsWith('_at') && typeof value === 'string') {
        return [name, typeof zone === 'string' ? dateIn(value, zone) : date(value)]
      }
      if (name === 'seconds' && typeof value === 'number') return [name, duration(value)]
      return [name, Array.isArray(value) ? list(value.map(String)) : value]
    }),
  )
}

/**
 * The sentence of a code. A field may have one of its own, and so may a parameter that is not known:
 * `missing-key`, `changed-meanwhile-without-by`.
 */
export function problemText({ code = '', params = {}, field = '', faults = [] }: Reason): string {
  if (code === 'invalid-request' && faults[0]) return problemText(faults[0])
  const last = field.split('.').reverse().find((name) => !/^\d+$/.test(name))
  const unknown = Object.keys(params).find((name) => params[name] === null)
  const key = [`${code}-${last}`, `${code}-without-${unknown}`, code].find((one) =>
    Object.hasOwn(texts, one),
  )
  const text = key ? texts[key] : undefined
  if (text === undefined) return problemsText.other
  return typeof text === 'string' ? text : text(worded(params) as never)
}
