// Numbers as people type them: 1,000.5 · 1.000,5 · 1 000,5 · -0.25 · 6.02e23

const LIMIT = 1e15 // the API's

// With a point before the decimals, or a comma; the other one may group thousands. 1,000 is a
// thousand and 1.000 is one, as this page writes them.
const POINT = /^-?(\d+|[1-9]\d{0,2}(,\d{3})+)?(\.\d*)?(e[+-]?\d{1,3})?$/i
const COMMA = /^-?(\d+|[1-9]\d{0,2}(\.\d{3})+)?(,\d+)?(e[+-]?\d{1,3})?$/i

/** The number, or null if it is none that the API takes. */
export function parseNumber(typed: string): number | null {
  const compact = typed.replace(/[\s'’]/g, '').replace(/^\+/, '').replace(/^[−–]/, '-')
  let written = ''
  if (POINT.test(compact)) written = compact.replaceAll(',', '')
  else if (COMMA.test(compact)) written = compact.replaceAll('.', '').replace(',', '.')
  const number = /\d/.test(written) ? Number(written) : NaN
  return Math.abs(number) <= LIMIT ? number : null
}
