// `npm run texts` writes the types of all messages; with --check it fails if they are not up to date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { LOCALES } from './files.js'
import { typesOfTexts } from './types.js'

const file = `${LOCALES}/texts.gen.d.ts`
const types = typesOfTexts()
if (process.argv.includes('--check')) {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== types) {
    console.error('The types of the texts are out of date: run `npm run texts`')
    process.exit(1)
  }
} else writeFileSync(file, types)
