// Parses numbers as people type them, for the echo, like the server (backend/questions/numerals.py);
// tests/questions/typed_answers.json holds the cases of both.

import playText from 'texts/play'
import { either, exact } from '../locales/locale'

const LIMIT = 1e100 // the API's
const GROUPING = /[\s'‘’‛′´`ʼʻ٬\p{Default_Ignorable_Code_Point}]/gu // whatever follows
const RAISED = /[²³¹⁰-⁹⁺⁻]+/gu
const LOWERED = /(\p{Nd})[₀-₎]/gu
// Also the Cyrillic letter that looks like an x.
const NUMERAL =
  /^([+-]?)(?:([0-9.,٫]+)(?:e([+-]?[0-9]{1,3})|[xх×*·⋅∙]10\^\(?([+-]?[0-9]{1,3})\)?)?|10\^\(?([+-]?[0-9]{1,3})\)?)$/

export interface Typed {
  /** The possible readings: one number, several if it is ambiguous, or none. */
  readings: number[]
  /** Without the unit. */
  numeral: string
}

/** 42,195 is 42.195 or 42195; without a unit 50% is 50 or 0.5. */
export function readNumber(typed: string, unit = ''): Typed {
  const numeral = withoutUnit(compact(typed).replace(/^[➖ー]/, '-'), compact(unit))
  const percent = numeral.endsWith('%')
  const found = NUMERAL.exec(percent ? numeral.slice(0, -1) : numeral)
  if (!found) return { readings: [], numeral }
  const [, sign = '', digits, ...exponents] = found
  const exponent = exponents.find((one) => one !== undefined)
  const written = digits === undefined ? ['1'] : decimals(digits, exponent !== undefined)
  const shifts = percent && !unit ? [0, -2] : [0]
  const readings = shifts.flatMap((shift) =>
    written.map((one) => Number(`${sign}${one}e${Number(exponent ?? 0) + shift}`)),
  )
  return { readings: readings.every((one) => Math.abs(one) <= LIMIT) ? readings : [], numeral }
}

/** A number with its unit; one that was sent as typed is shown so. */
export const measured = (value: number | string, unit: string): string =>
  `${typeof value === 'number' ? exact(value) : value} ${unit}`.trim()

/** How a typed number was understood; depends only on the typed text. */
export function echo({ readings }: Typed, unit: string): string {
  if (readings.length === 0) return playText.noNumber
  const number = either(readings.map((value) => measured(value, unit)))
  return readings.length > 1 ? playText.ambiguous({ numbers: number }) : playText.understood({ number })
}

/** What to send: the number, or what was typed if that can be read in several ways. */
export const meant = ({ readings, numeral }: Typed): number | string | null =>
  readings.length > 1 ? numeral : (readings[0] ?? null)

function compact(text: string): string {
  return text
    .replace(GROUPING, '')
    .replace(LOWERED, '$1_')
    .replace(RAISED, (run) => `^${run}`)
    .normalize('NFKC')
    .replace(/\p{Dash}/gu, '-')
    .replace(/\p{Nd}/gu, digit)
    .toLowerCase()
    .replaceAll('**', '^')
}

// Unicode has the digits of every script in a row, from 0 to 9.
function digit(character: string): string {
  const code = character.codePointAt(0) ?? 0
  let value = 0
  while (/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++
  return String(value % 10)
}

function withoutUnit(text: string, unit: string): string {
  const sign = /^[+-]?/.exec(text)?.[0] ?? ''
  let rest = text.slice(sign.length)
  // m² may be typed as m^2 or m2.
  for (const name of [unit, unit.replaceAll('^', '')]) {
    if (!name || /^[0-9.,+-]/.test(name)) continue
    if (rest.endsWith(name)) rest = rest.slice(0, -name.length)
    if (rest.startsWith(name)) rest = rest.slice(name.length)
  }
  return sign + rest
}

/** What digits with points and commas may mean, with a point before the decimals. */
function decimals(digits: string, hasExponent: boolean): string[] {
  const signs = [...digits.replace(/[0-9]/g, '')]
  const last = signs.at(-1)
  if (last === undefined) return [digits]
  if (signs.length === digits.length) return []
  const at = digits.lastIndexOf(last)
  const [whole, fraction] = [digits.slice(0, at), digits.slice(at + 1)]
  const kinds = new Set(signs).size
  if (signs.filter((sign) => sign === last).length > 1) {
    return kinds === 1 && isGrouped(digits, last) ? [digits.replaceAll(last, '')] : []
  }
  const [first = ''] = signs
  if (kinds > 1) {
    return kinds === 2 && isGrouped(whole, first) ? [`${whole.replaceAll(first, '')}.${fraction}`] : []
  }
  const decimal = `${whole || 0}.${fraction || 0}`
  return !hasExponent && isGrouped(digits, last) ? [decimal, whole + fraction] : [decimal]
}

/** By thousands, or by lakhs as in India; a leading zero is not grouped. */
function isGrouped(digits: string, sign: string): boolean {
  const groups = digits.split(sign)
  const [first = '', last = ''] = [groups.shift(), groups.pop()]
  return (
    sign !== '٫' &&
    /^[1-9][0-9]{0,2}$/.test(first) &&
    groups.every((group) => /^[0-9]{2,3}$/.test(group)) &&
    /^[0-9]{3}$/.test(last)
  )
}
