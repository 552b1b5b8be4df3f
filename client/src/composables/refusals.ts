// The texts of what the server refuses, other than being away. They are in the chunk of what comes later:
// before the first answer there is little to refuse. See refusal.ts.
import refusalsText from 'texts/later-problems'
import { date, dateIn, duration, list } from '../locales/locale'
import { addProblemTexts, wordParams } from './problem'

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

addProblemTexts(refusalsText)
wordParams(worded)
