// Fails the build when the JavaScript that stands between a player and the first question is too
// large. index.html loads all of it at once, so that is every script it names.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const LIMIT = 50_000 // bytes, gzip

const dist = new URL('../dist/', import.meta.url)
const html = readFileSync(new URL('index.html', dist), 'utf8')
const scripts = [...html.matchAll(/<script[^>]+src="\/([^"]+)"/g)].map((match) => match[1])
if (scripts.length === 0) throw new Error('index.html names no script')
let total = 0
for (const script of scripts) {
  const size = gzipSync(readFileSync(new URL(script, dist)), { level: 9 }).length
  console.log(`${script}: ${(size / 1000).toFixed(1)} kB gzip`)
  total += size
}
console.log(`JavaScript until the first question: ${(total / 1000).toFixed(1)} of ${LIMIT / 1000} kB`)
if (total > LIMIT) {
  console.error('Too much JavaScript: see build/check-size.js')
  process.exit(1)
}
