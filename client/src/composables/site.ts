// What the operator says about the site. This browser remembers it, so that only a first visit waits.
import { computed, shallowRef } from 'vue'
import { api, type Site } from '../api/client'
import { recall, remember } from './storage'

/** The product's own name; the site's until it has another. */
export const PRODUCT = 'Popquiz'

/** Null until it is known; empty if it cannot be asked for: pages show what the product comes with. */
export const site = shallowRef<Partial<Site> | null>(recall<Site>('site'))

export const siteName = computed(() => site.value?.name ?? PRODUCT)

/** Shows these settings on every page from now on. */
export function putSite(found: Site): void {
  site.value = found
  remember('site', found)
  paint(found.accent)
}

export async function loadSite(): Promise<void> {
  paint(site.value?.accent)
  try {
    putSite(await api.site())
  } catch {
    site.value ??= {}
  }
}

// The accent is a style sheet from the server. The query is for the browser: another colour is
// another sheet.
const sheet = document.createElement('link')
sheet.rel = 'stylesheet'
let painted = ''
function paint(accent: string | null | undefined): void {
  const href = accent ? `/api/site/style.css?accent=${accent.slice(1)}` : ''
  if (href === painted) return
  painted = sheet.href = href
  if (href) document.head.append(sheet)
  else sheet.remove()
}
