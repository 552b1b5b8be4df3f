// The modules that the build generates from src/locales, for webpack and for vite (the tests).
import { chunksOf, languages, LOCALES, placeOf, SOURCE } from './files.js'
import { readCatalogue } from './catalogue.js'
import { compile } from './compile.js'
import { PSEUDO, pseudoMessages } from './pseudo.js'

/** The module of a catalogue; `pseudo` is the pseudo-locale that it is wanted in, or empty. */
export function catalogueModule(source, file, pseudo) {
  const { language, chunk } = placeOf(file)
  const messages = readCatalogue(source, file)
  return compile(pseudo ? pseudoMessages(messages, pseudo) : messages, chunk, {
    isSource: language === SOURCE && !pseudo,
    locales: LOCALES,
  })
}

// A language is loaded in two files: for players, and for the studio.
const roomOf = (chunk) => (chunk.startsWith('studio/') ? 'studio' : 'players')

function languageCode(name, folder, query) {
  const rooms = {}
  for (const chunk of chunksOf(folder)) (rooms[roomOf(chunk)] ??= []).push(chunk)
  const imported = (chunk, room) =>
    `import(/* webpackChunkName: "${name}-${room}" */ './${folder}/${chunk}.arb${query}')`
  const loaders = Object.entries(rooms).map(
    ([room, chunks]) =>
      `${room}: () => Promise.all([${chunks.map((chunk) => imported(chunk, room)).join(', ')}])`,
  )
  return `${JSON.stringify(name)}: { ${loaders.join(', ')} }`
}

/** The module of src/locales/languages.ts: how to load each language but English. */
export function languagesModule(withPseudo) {
  const entries = languages()
    .filter((name) => name !== SOURCE)
    .map((name) => languageCode(name, name, ''))
  if (withPseudo) entries.push(...PSEUDO.map((name) => languageCode(name, SOURCE, `?${name}`)))
  return `export const languages = { ${entries.join(',\n')} }\n`
}
