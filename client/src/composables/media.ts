// The images and sounds of questions that come later, fetched before the tunnel. The service worker looks
// for them in this cache; without it, the browser's own cache has them.
import type { Question } from '../api/client'

const CACHE = 'media'
const LIMIT = 30_000_000 // bytes in one visit
const NAME = /(?:\/api\/media\/|"media":")([0-9a-f]{64})/g

const asked = new Set<string>()
let room = LIMIT
let busy = false

const sparing = (): boolean =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true

export async function keepMedia(questions: Question[]): Promise<void> {
  if (sparing()) return
  for (const [, name] of JSON.stringify(questions).matchAll(NAME)) asked.add(`/api/media/${name}`)
  if (busy) return
  busy = true
  const cache = await openCache()
  // One after the other, and more may be added meanwhile.
  for (const address of asked) {
    if (room <= 0 || !(await fetchOne(address, cache))) break
    asked.delete(address)
  }
  busy = false
}

/** False if there is no network: what is missing is asked for again with the next answer. */
async function fetchOne(address: string, cache: Cache | null): Promise<boolean> {
  try {
    if (await cache?.match(address)) return true
    const found = await fetch(address, { priority: 'low' })
    room -= (await found.clone().blob()).size
    if (found.ok) await cache?.put(address, found)
    return true
  } catch {
    return false
  }
}

export async function removeMedia(): Promise<void> {
  asked.clear()
  if ('caches' in window) await caches.delete(CACHE).catch(() => false)
}

const openCache = async (): Promise<Cache | null> =>
  'caches' in window ? caches.open(CACHE).catch(() => null) : null
