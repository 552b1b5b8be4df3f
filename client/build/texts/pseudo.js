// Pseudo-locales, generated from English: untranslated text stays plain, concatenated text shows its
// seams, text without room for a longer language is cut off, and unmirrored layout is on the wrong
// side. For development and tests only.
import { TYPE } from '@formatjs/icu-messageformat-parser'

export const PSEUDO = ['en-XA', 'ar-XB']

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ACCENTED = [...'áƀçďéƒğĥíĵķĺɱñóƥɋŕšťúṽŵẋýžÁƁÇĎÉƑĞĤÍĴĶĹḾÑÓƤɊŔŠŤÚṼŴẊÝŽ']
const [OVERRIDE, END_OF_OVERRIDE] = ['\u202e', '\u202c'] // letters between them run from the right

// Each vowel stands twice: about 40 % longer.
const accented = (text) =>
  [...text]
    .map((letter) => (PLAIN.includes(letter) ? ACCENTED[PLAIN.indexOf(letter)] : letter))
    .map((letter) => (/[áéíóú]/.test(letter) ? letter + letter : letter))
    .join('')

function disguised(elements, locale) {
  const literal = (text) =>
    locale === 'ar-XB' ? OVERRIDE + accented(text) + END_OF_OVERRIDE : accented(text)
  return elements.map((element) => {
    if (element.type === TYPE.literal) return { ...element, value: literal(element.value) }
    const { children, options } = element
    return {
      ...element,
      ...(children && { children: disguised(children, locale) }),
      ...(options && {
        options: Object.fromEntries(
          Object.entries(options).map(([name, { value }]) => [
            name,
            { value: disguised(value, locale) },
          ]),
        ),
      }),
    }
  })
}

const bracket = (value) => ({ type: TYPE.literal, value })

/** The messages of a pseudo-locale. */
export const pseudoMessages = (messages, locale) =>
  Object.fromEntries(
    Object.entries(messages).map(([key, elements]) => [
      key,
      [bracket('⟦'), ...disguised(elements, locale), bracket('⟧')],
    ]),
  )
