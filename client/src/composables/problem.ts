// Why something is refused, in the reader's language: the server sends a code and parameters.
import problemsText from 'texts/problems'
import type { Reason } from '../api/client'
import { date, dateIn, list } from '../locales/locale'

type Texts = Record<string, string | ((parameters: never) => string)>

const texts: Texts = { ...problemsText }

/** Adds the words of codes that only one room meets. */
export function addProblemTexts(more: Texts): void {
  Object.assign(texts, more)
}

// A moment (`opens_at`) is written in the zone that comes with it, a list of words as a list.
function worded(params: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const zone = params['time_zone']
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (name.endsWith('_at') && typeof value === 'string') {
        return [name, typeof zone === 'string' ? dateIn(value, zone) : date(value)]
      }
      return [name, Array.isArray(value) ? list(value.map(String)) : value]
    }),
  )
}

/** The sentence of its code; without one, what the server says in English. */
export function problemText({ code = '', params = {}, detail }: Reason): string {
  const text = Object.hasOwn(texts, code) ? texts[code] : undefined
  if (text === undefined) return detail || problemsText.other
  return typeof text === 'string' ? text : text(worded(params) as never)
}
