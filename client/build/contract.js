// Writes TypeScript types from the API contract on standard input. In a request, a field with a default
// may be left out; every response has it.
import { writeFile } from 'node:fs/promises'
import { json } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript'

const [file = fileURLToPath(new URL('../src/api/schema.gen.ts', import.meta.url))] =
  process.argv.slice(2)
const contract = await json(process.stdin)
const { schemas } = contract.components
const answered = new Set()

function complete(part) {
  if (typeof part !== 'object' || part === null) return
  const name = part.$ref?.split('/').at(-1)
  if (name && !answered.has(name)) {
    answered.add(name)
    complete(schemas[name])
  }
  if (part.properties) part.required = Object.keys(part.properties)
  Object.values(part).forEach(complete)
}

for (const path of Object.values(contract.paths)) {
  for (const { responses } of Object.values(path)) complete(responses)
}
const types = await openapiTS(contract, { defaultNonNullable: false })
await writeFile(file, COMMENT_HEADER + astToString(types))
