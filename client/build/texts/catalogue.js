// Reads a catalogue: an ARB file (https://github.com/google/app-resource-bundle/wiki/ApplicationResourceBundleSpecification)
// of ICU messages. A dot in a key makes a group: `states.saved` becomes `{ states: { saved } }`.
import { parse, TYPE } from '@formatjs/icu-messageformat-parser'

/** `{number, number, exact}`: the formatters of src/locales/locale.ts that a message may name. */
export const NUMBER_FORMATS = { '': 'number', percent: 'percent', exact: 'exact' }

/** The messages by key, parsed. */
export function readCatalogue(source, file) {
  const messages = {}
  for (const [key, text] of Object.entries(JSON.parse(source))) {
    if (key.startsWith('@')) continue // notes for translators
    try {
      messages[key] = parse(text, { shouldParseSkeletons: false })
      parameters(messages[key]) // reports what cannot be compiled
    } catch (error) {
      throw new Error(`${file}: ${key}: ${error.message}`, { cause: error })
    }
  }
  return messages
}

/** Each parameter of a message, and the TypeScript type that it takes. */
export function parameters(elements, found = {}) {
  const add = (name, type) => {
    if (found[name] && found[name] !== type) throw new Error(`{${name}} is ${found[name]} and ${type}`)
    found[name] = type
  }
  for (const element of elements) {
    if (element.type === TYPE.argument) add(element.value, 'string')
    else if (element.type === TYPE.number) {
      if (!(`${element.style ?? ''}` in NUMBER_FORMATS)) throw new Error(`no format ${element.style}`)
      add(element.value, 'number')
    } else if (element.type === TYPE.plural) add(element.value, 'number')
    else if (element.type === TYPE.select) add(element.value, choices(element))
    else if (element.type === TYPE.date || element.type === TYPE.time) {
      throw new Error('format a date with locale.ts, and give the message its text')
    }
    for (const { value } of Object.values(element.options ?? {})) {
      if (isTagged(value)) throw new Error('a tag cannot stand in a plural or a choice')
      parameters(value, found)
    }
    if (element.children?.some(({ type }) => type === TYPE.tag)) throw new Error('a tag in a tag')
    parameters(element.children ?? [], found)
  }
  return found
}

const choices = ({ options }) =>
  Object.keys(options)
    .map((name) => `'${name}'`)
    .join(' | ')

/** Whether a message has tags: then it is a list of its parts, not a text. */
export const isTagged = (elements) => elements.some(({ type }) => type === TYPE.tag)

/** Groups what is keyed `a.b` as `{ a: { b } }`. */
export function grouped(flat) {
  const groups = {}
  for (const [key, value] of Object.entries(flat)) {
    const path = key.split('.')
    const last = path.pop()
    let group = groups
    for (const name of path) {
      group = group[name] ??= {}
      if (typeof group === 'string') throw new Error(`${key}: a message and a group of one name`)
    }
    if (last in group) throw new Error(`${key}: a message and a group of one name`)
    group[last] = value
  }
  return groups
}

/** Groups of code as the code of an object. */
export const objectCode = (groups, separator) =>
  `{ ${Object.entries(groups)
    .map(([name, value]) => {
      const code = typeof value === 'string' ? value : objectCode(value, separator)
      return `${JSON.stringify(name)}: ${code}`
    })
    .join(separator)} }`
