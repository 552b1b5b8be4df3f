// Checks of the catalogues that vue-tsc cannot make.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isStructurallySame } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'
import { catalogueModule, languagesModule } from '../build/texts/modules.js'
import { readCatalogue } from '../build/texts/catalogue.js'
import { chunksOf, fileOf, languages, readChunk } from '../build/texts/files.js'
import { pseudoMessages } from '../build/texts/pseudo.js'

const SRC = join(import.meta.dirname, '../src')
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|vue)$/.test(name) && !name.includes('.gen.'))
  .map((name) => readFileSync(`${SRC}/${name}`, 'utf8'))

// `a.b.c` is used where `.c` is named, or where a group of it is gone through: `.b` with nothing
// behind it, or an index.
function isUsed(key, code) {
  const path = key.split('.')
  const last = path.pop() ?? ''
  if (new RegExp(`\\.${last}\\b|\\b${last}(: \\w+)?[,} ].*= \\w+Text`).test(code)) return true
  return path.some((name) => new RegExp(`\\.${name}(\\[|\\b(?!\\.|[\`\\w]))`).test(code))
}

describe.each(chunksOf('en'))('the texts of %s', (chunk) => {
  it('are all used', () => {
    const users = sources.filter((code) => code.includes(`'texts/${chunk}'`)).join('\n')
    // Codes of problems come from the server; problem.spec.ts holds the words to them.
    const keys = chunk.endsWith('problems') ? [] : Object.keys(readChunk('en', chunk))

    expect(keys.filter((key) => !isUsed(key, users))).toEqual([])
  })

  it('describe existing messages only', () => {
    const entries = JSON.parse(readFileSync(fileOf('en', chunk), 'utf8'))
    const described = Object.keys(entries).filter((key) => /^@[^@]/.test(key))

    expect(described.filter((key) => !(key.slice(1) in entries))).toEqual([])
  })
})

// There is only English today; this holds for the first translation.
describe.each(languages().filter((language) => language !== 'en'))('the translation %s', (language) => {
  it('has no chunk, key, parameter or tag that English lacks', () => {
    for (const chunk of chunksOf(language)) {
      const english = readChunk('en', chunk)
      for (const [key, message] of Object.entries(readChunk(language, chunk))) {
        const source = english[key]
        expect(source, `${language}/${chunk}: ${key}`).toBeDefined()
        if (source) expect(isStructurallySame(source, message).success, `${chunk}: ${key}`).toBe(true)
      }
    }
  })
})

describe('the compiler', () => {
  const file = `${SRC}/locales/de/play.arb`
  const compile = (messages) => catalogueModule(JSON.stringify(messages), file, '')

  it('generates texts, functions and lists of parts', () => {
    const made = compile({ a: 'Los', 'b.c': 'Hallo {name}', d: 'Siehe <link>hier</link>.' })

    expect(made).toContain('"a": "Los"')
    expect(made).toContain('"b": { "c": (p) => ("Hallo " + p.name) }')
    expect(made).toContain('"d": ["Siehe ", { tag: "link", text: "hier" }, "."]')
    expect(made).toContain('translate("play"')
  })

  it.each([
    ['{count, plural, one {x}}', 'an unfinished plural'],
    ['{name', 'a brace'],
    ['{when, date, short}', 'a date, which locale.ts writes'],
    ['{count, number, money}', 'a format that there is not'],
    ['{count, plural, other {<b>x</b>}}', 'a tag in a plural'],
    ['{count} of {count, number}', 'a parameter of two types'],
  ])('refuses %s: %s', (text) => {
    expect(() => compile({ key: text })).toThrow(/de\/play\.arb: key: /)
  })

  it('refuses a key that is a message and a group', () => {
    expect(() => compile({ a: 'x', 'a.b': 'y' })).toThrow('a.b')
    expect(() => compile({ 'a.b': 'y', a: 'x' })).toThrow('a')
  })
})

describe('a pseudo-locale', () => {
  const english = readCatalogue('{"a": "{count, plural, one {# question} other {# questions}} for {name}"}', 'x')

  it('accents, lengthens and brackets each message, and leaves its parameters', () => {
    const message = pseudoMessages(english, 'en-XA')['a'] ?? []

    expect(isStructurallySame(english['a'] ?? [], message).success).toBe(true)
    expect(JSON.stringify(message)).toContain('ɋúúééšťííóóñš')
    expect(message.at(0)).toMatchObject({ value: '⟦' })
    expect(message.at(-1)).toMatchObject({ value: '⟧' })
  })

  it('is not in a production build', () => {
    expect(languagesModule(true)).toContain('en-XA')
    expect(languagesModule(false)).not.toMatch(/XA|XB/)
  })
})
