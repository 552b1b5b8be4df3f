// Numbers as people read them.
// The formatter is made when it is needed, not before the page is shown: the first one makes the
// browser load its tables, which takes a phone a tenth of a second.
let number: Intl.NumberFormat | undefined

export function points(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1000) return minus(String(value))
  number ??= new Intl.NumberFormat('en', { maximumFractionDigits: 2 })
  return minus(number.format(value))
}

/** All digits that a number was given with. */
export const exact = (value: number): string =>
  minus(value.toLocaleString('en', { maximumFractionDigits: 20 }))

const minus = (digits: string): string => digits.replace('-', '−')
