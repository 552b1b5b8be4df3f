// The service worker: it keeps this release of the players' client on the device, so that a page opens
// without a network, too. docs/decisions.md says why it is our own.
//
// A release is never mixed with another: the cache of a release has its page and all that the page may
// load, or is thrown away. A page comes from the network while there is one, and names its own files,
// which have a hash in their names.

interface Lasting extends Event {
  waitUntil: (work: Promise<unknown>) => void
}

interface Fetched extends Lasting {
  readonly request: Request
  readonly preloadResponse: Promise<Response | undefined>
  respondWith: (answer: Promise<Response>) => void
}

interface Scope {
  addEventListener: ((type: 'install' | 'activate', react: (event: Lasting) => void) => void) &
    ((type: 'fetch', react: (event: Fetched) => void) => void)
  skipWaiting: () => Promise<void>
  readonly clients: { claim: () => Promise<void> }
  readonly registration: { navigationPreload?: { enable: () => Promise<void> } }
}

// build/precache.js puts it in.
declare const __RELEASE__: { name: string; scripts: string[]; files: string[] }
export {} // a module: its names are its own

const scope = self as unknown as Scope
const { name, scripts, files } = __RELEASE__
const OURS = 'client-'
const RELEASE = OURS + name
const PATIENCE = 6000 // ms; for a page, then the kept one is shown
// What players open. Authors' pages need the server, and everything else is none of ours.
const PAGES = /^\/($|(quiz|play|result|check|join|game|host|screen)(\/|$)|what-is-a-wat$)/
const SHEET = '/api/site/style.css' // the site's colour; its query names it

scope.addEventListener('install', (event) => {
  event.waitUntil(keepRelease().then(() => scope.skipWaiting()))
})

scope.addEventListener('activate', (event) => event.waitUntil(takeOver()))

scope.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== location.origin) return
  if (mode === 'navigate') {
    if (PAGES.test(pathname)) event.respondWith(page(event))
  } else if (/^\/(assets|api\/media)\//.test(pathname)) event.respondWith(unchanging(event.request))
  else if (pathname === SHEET) event.respondWith(newest(event.request))
})

async function keepRelease(): Promise<void> {
  try {
    const page = await fetch('/', { cache: 'no-cache' })
    const html = await page.clone().text()
    if (!page.ok || page.redirected || !scripts.every((script) => html.includes(script))) {
      throw new Error('The server has another release by now.') // whose own worker comes next
    }
    const cache = await caches.open(RELEASE)
    await cache.addAll(files)
    await cache.put('/', page)
  } catch (error) {
    await caches.delete(RELEASE)
    throw error
  }
}

/** Tabs that play the release before may still need its files: they stay until the one after this. */
async function takeOver(): Promise<void> {
  const others = (await caches.keys()).filter((key) => key.startsWith(OURS) && key !== RELEASE)
  await Promise.all(others.slice(0, -1).map((key) => caches.delete(key)))
  // The browser asks for a page while it starts this worker, not after.
  await scope.registration.navigationPreload?.enable()
  await scope.clients.claim()
}

async function page(event: Fetched): Promise<Response> {
  const asked = event.preloadResponse.then((answer) => answer ?? fetch(event.request))
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE))
  const found = await Promise.race([asked, late]).catch(() => undefined)
  return found ?? (await (await caches.open(RELEASE)).match('/')) ?? asked
}

/** Its name has the hash of its content, so any copy is the right one. */
async function unchanging(request: Request): Promise<Response> {
  const found = await caches.match(request, { ignoreVary: true })
  return found ? part(request, found) : fetch(request)
}

/** The part of a sound that a player asks for: Safari plays nothing without. */
async function part(request: Request, whole: Response): Promise<Response> {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('Range') ?? '')
  if (!range) return whole
  const content = await whole.blob()
  const first = Number(range[1])
  const last = Math.min(range[2] ? Number(range[2]) : Infinity, content.size - 1)
  if (first > last) return new Response(null, { status: 416 })
  const headers = new Headers(whole.headers)
  headers.set('Content-Range', `bytes ${first}-${last}/${content.size}`)
  headers.set('Content-Length', String(last - first + 1))
  return new Response(content.slice(first, last + 1), { status: 206, headers })
}

async function newest(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request)
    if (answer.ok) await (await caches.open(RELEASE)).put(request, answer.clone())
    return answer
  } catch (error) {
    const found = await caches.match(request)
    if (found) return found
    throw error
  }
}
