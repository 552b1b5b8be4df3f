// PINs as people type, paste and read them.
export const PIN_DIGITS = 7

/** Its digits: spaces, dashes and words around are left out, and other scripts' digits become 0 to 9. */
export const digitsOf = (typed: string): string =>
  typed
    .replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/\D/g, '')
    .slice(0, PIN_DIGITS)

/** In two groups: "123 4567". */
export const grouped = (digits: string): string => digits.replace(/^(\d{3})(\d)/, '$1 $2')
