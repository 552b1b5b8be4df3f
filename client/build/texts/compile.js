// Compiles a catalogue to an ES module: a message without parameters is a text, one with parameters
// a function. Nothing is parsed in the browser, and nothing evaluated: the CSP forbids it.
import { TYPE } from '@formatjs/icu-messageformat-parser'
import { NUMBER_FORMATS, grouped, isTagged, objectCode, parameters } from './catalogue.js'

const FORMATTERS = ['plural', ...Object.values(NUMBER_FORMATS)]
const text = JSON.stringify

// The code of a text; `counted` is the parameter that `#` stands for.
const textCode = (elements, counted) =>
  elements.map((element) => elementCode(element, counted)).join(' + ') || '""'

function elementCode(element, counted) {
  const value = `p.${element.value}`
  switch (element.type) {
    case TYPE.literal:
      return text(element.value)
    case TYPE.argument:
      return value
    case TYPE.number:
      return `${NUMBER_FORMATS[element.style ?? '']}(${value})`
    case TYPE.pound:
      return `number(p.${counted})`
    case TYPE.plural:
      return `plural(${value}, ${optionsCode(element, element.value)})`
    case TYPE.select:
      return `${optionsCode(element, counted)}[${value}]`
    case TYPE.tag:
      return `{ tag: ${text(element.value)}, text: ${textCode(element.children)} }`
  }
}

const optionsCode = ({ options }, counted) =>
  `{ ${Object.entries(options)
    .map(([name, { value }]) => `${text(name)}: ${textCode(value, counted)}`)
    .join(', ')} }`

function messageCode(elements) {
  const code = isTagged(elements)
    ? `[${elements.map((element) => elementCode(element)).join(', ')}]`
    : textCode(elements)
  return Object.keys(parameters(elements)).length > 0 ? `(p) => (${code})` : code
}

/** The module of a chunk: of English, which components import, or of a translation of it. */
export function compile(messages, chunk, { isSource, locales }) {
  const codes = Object.fromEntries(
    Object.entries(messages).map(([key, elements]) => [key, messageCode(elements)]),
  )
  const body = objectCode(grouped(codes), ',\n')
  const used = FORMATTERS.filter((name) => body.includes(`${name}(`))
  const put = isSource ? 'source' : 'translate'
  return `${used.length > 0 ? `import { ${used.join(', ')} } from ${text(`${locales}/locale`)}\n` : ''}\
import { ${put} } from ${text(`${locales}/texts`)}
${isSource ? 'export default ' : ''}${put}(${text(chunk)}, ${body})
`
}
