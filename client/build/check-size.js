// Fails the build when the JavaScript needed before the first question is too
// large: every script that index.html names, and the largest type of question.
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const LIMIT = 60_000 // bytes, gzip

const dist = new URL('../dist/', import.meta.url)
const html = readFileSync(new URL('index.html', dist), 'utf8')
const scripts = [...html.matchAll(/<script[^>]+src="\/([^"]+)"/g)].map((match) => match[1])
if (scripts.length === 0) throw new Error('index.html names no script')
const size = (script) => {
  const bytes = gzipSync(readFileSync(new URL(script, dist)), { level: 9 }).length
  console.log(`${script}: ${(bytes / 1000).toFixed(1)} kB gzip`)
  return bytes
}
const types = readdirSync(new URL('assets/', dist)).filter((name) => /^question-.*\.js$/.test(name))
const total =
  scripts.reduce((sum, script) => sum + size(script), 0) +
  Math.max(0, ...types.map((name) => size(`assets/${name}`)))
console.log(`JavaScript until the first question: ${(total / 1000).toFixed(1)} of ${LIMIT / 1000} kB`)
if (total > LIMIT) {
  console.error('Too much JavaScript: see build/check-size.js')
  process.exit(1)
}
