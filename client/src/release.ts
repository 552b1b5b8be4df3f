// A tab may stay open for days. When the server has a newer client, the next page is loaded from
// there, but never during a game.
import type { Router } from 'vue-router'

const EVERY = 60_000 // ms between two looks
const GAME = ['play', 'result']

// index.html is short and never cached; its script's name holds a hash of the content.
async function offered(): Promise<string | undefined> {
  const page = await fetch('/', { signal: AbortSignal.timeout(2000) })
  return /src="(\/assets\/[^"]+\.js)"/.exec(page.ok ? await page.text() : '')?.[1]
}

export function followReleases(router: Router): void {
  const mine = document.querySelector('script[src^="/assets/"]')?.getAttribute('src')
  let looked = Date.now()
  let another = false

  async function look(): Promise<boolean> {
    looked = Date.now()
    const found = await offered().catch(() => undefined)
    return found !== undefined && found !== mine
  }

  router.afterEach(async () => {
    if (mine && !another && Date.now() - looked > EVERY) another = await look()
  })
  // A chunk of this client could not be fetched: the server has another client by now.
  router.onError((_error, to) => {
    if (performance.now() > EVERY / 6) location.assign(to.fullPath)
  })
  router.beforeEach(async (to) => {
    // Check again: without a network, this client is better than none.
    if (!another || GAME.includes(String(to.name)) || !(await look())) return
    location.assign(to.fullPath)
    await new Promise(() => {}) // the page goes
  })
}
