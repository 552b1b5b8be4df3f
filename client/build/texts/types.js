// The types of all messages, in one file: a missing, misspelt or wrong parameter fails vue-tsc.
import { TYPE } from '@formatjs/icu-messageformat-parser'
import { grouped, isTagged, objectCode, parameters } from './catalogue.js'
import { chunksOf, readChunk } from './files.js'

function messageType(elements) {
  const tags = elements.filter(({ type }) => type === TYPE.tag).map(({ value }) => `'${value}'`)
  const result = isTagged(elements)
    ? `import('./texts').TextPart<${[...new Set(tags)].join(' | ')}>[]`
    : 'string'
  const types = Object.entries(parameters(elements)).map(([name, type]) => `${name}: ${type}`)
  return types.length > 0 ? `(p: { ${types.join('; ')} }) => ${result}` : result
}

function chunkTypes(chunk) {
  const types = Object.fromEntries(
    Object.entries(readChunk('en', chunk)).map(([key, elements]) => [key, messageType(elements)]),
  )
  return `declare module 'texts/${chunk}' {
  const messages: ${objectCode(grouped(types), '\n')}
  export default messages
}
`
}

/** The expected content of src/locales/texts.gen.d.ts. */
export const typesOfTexts = () =>
  `// Written by \`npm run texts\` from the catalogues in en/. Do not edit.\n${chunksOf('en').map(chunkTypes).join('')}`
