// Numbers, dates and lists, and the choice of the language.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { date, duration, exact, list, number, percent, plural, sentences } from '../src/locales/locale'

/** The module as it is evaluated when the page is opened at this address. */
async function openedAt(search: string): Promise<typeof import('../src/locales/locale')> {
  vi.resetModules()
  vi.stubGlobal('location', { search, origin: 'http://localhost' })
  return import('../src/locales/locale')
}

afterEach(() => {
  vi.unstubAllGlobals()
  document.documentElement.lang = 'en'
  document.documentElement.dir = 'ltr'
})

it('numbers have a minus sign, and all digits if requested', () => {
  expect(number(-1234.567)).toBe('−1,234.57')
  expect(exact(0.1234567)).toBe('0.1234567')
  expect(percent(0.125)).toBe('12.5%')
})

it.each([
  [0, 'other'],
  [1, 'one'],
  [1.5, 'other'],
  [2, 'other'],
])('the form for %d is %s', (count, form) => {
  expect(plural(count, { one: 'one', other: 'other' })).toBe(form)
})

it('an exact plural form has priority', () => {
  expect(plural(1, { '=1': 'once', one: 'one', other: 'other' })).toBe('once')
})

it('dates have one format', () => {
  expect(date('2026-03-01T12:00:00Z')).toMatch(/^1 Mar 2026, \d\d:\d\d$/)
})

it('lists and sentences are joined', () => {
  expect(list(['a', 'b', 'c'])).toBe('a, b and c')
  expect(sentences('Right.', '', 'Wat!')).toBe('Right. Wat!')
  expect(duration(3661)).toBe('1 hour, 1 minute and 1 second')
})

describe('the language', () => {
  beforeEach(() => localStorage.clear())

  it('is English, left to right, by default', async () => {
    expect((await openedAt('')).locale).toBe('en')
    expect(document.documentElement.dir).toBe('ltr')
  })

  it('in the address is remembered', async () => {
    expect((await openedAt('?locale=ar-XB')).locale).toBe('ar-XB')
    expect(document.documentElement.lang).toBe('ar-XB')
    expect(document.documentElement.dir).toBe('rtl')
    expect((await openedAt('')).locale).toBe('ar-XB')
  })

  it('falls back to English if unknown', async () => {
    expect((await openedAt('?locale=tlh')).locale).toBe('en')
    expect((await openedAt('?locale=toString')).locale).toBe('en')
  })

  it('replaces the English texts before the code is loaded', async () => {
    await openedAt('?locale=en-XA')
    const { loadTexts } = await import('../src/locales/load')
    await loadTexts('players')
    const { default: playText } = await import('texts/play')

    expect(playText.check).toBe('⟦Çĥééçķ ááñšŵééŕ⟧')
    expect(playText.question({ number: 1, total: 1000 })).toMatch(/^⟦.* 1 .* 1,000⟧$/)
  })
})

it.each([
  [0, '0'],
  [42195, '42\u202f195'],
  [-1e-6, '−0.000001'],
  [6.626e-34, '6.626e-34'],
  [-6.02e23, '−6.02e23'],
])('the digits of %d cannot be misread', (value, shown) => {
  expect(exact(value)).toBe(shown)
})
