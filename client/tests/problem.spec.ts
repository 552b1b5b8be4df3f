import { expect, it } from 'vitest'
import { ApiProblem } from '../src/api/client'
import { addProblemTexts, problemText } from '../src/composables/problem'

it('a problem is worded by its code', () => {
  expect(problemText(ApiProblem.unreachable())).toBe('The quiz server cannot be reached.')
})

it('a code without words falls back to what the server says, and that to a general sentence', () => {
  expect(problemText({ code: 'brand-new', detail: 'It is new.' })).toBe('It is new.')
  expect(problemText({ code: 'toString', detail: '' })).toBe('The quiz server refused this.')
})

it('the parameters of a problem are written for the reader', () => {
  addProblemTexts({ 'opens-later': (p: { opens_at: string }) => `It opens on ${p.opens_at}.` })
  const params = { opens_at: '2100-03-01T09:00:00Z', time_zone: 'Europe/Berlin' }

  expect(problemText({ code: 'opens-later', params, detail: '' })).toBe(
    'It opens on 1 March 2100 at 10:00 (Europe/Berlin).',
  )
})
