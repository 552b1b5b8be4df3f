// Where the catalogues are: src/locales/<language>/<chunk>.arb. English is the source of all others.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCatalogue } from './catalogue.js'

export const LOCALES = join(import.meta.dirname, '../../src/locales')
export const SOURCE = 'en'

export const fileOf = (language, chunk) => `${LOCALES}/${language}/${chunk}.arb`

/** The chunks of a language, such as `play` and `studio/results`. */
export const chunksOf = (language) =>
  readdirSync(`${LOCALES}/${language}`, { recursive: true })
    .filter((name) => name.endsWith('.arb'))
    .map((name) => name.slice(0, -'.arb'.length).replaceAll('\\', '/'))
    .sort()

/** All languages with a folder. */
export const languages = () =>
  readdirSync(LOCALES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()

export const readChunk = (language, chunk) => {
  const file = fileOf(language, chunk)
  return existsSync(file) ? readCatalogue(readFileSync(file, 'utf8'), file) : {}
}

/** The language and the chunk of a file. */
export function placeOf(file) {
  const [, language, chunk] = /\/locales\/([^/]+)\/(.+)\.arb$/.exec(file.replaceAll('\\', '/')) ?? []
  return { language, chunk }
}
