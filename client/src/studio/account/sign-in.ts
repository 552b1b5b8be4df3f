// Signing in and out.
import type { RouteLocationNormalized, RouteLocationRaw, Router } from 'vue-router'
import { forget, recall, remember } from '../../composables/storage'
import { api } from '../api/client'
import { anonymous, loadSession, session } from '../api/session'

const WAY_BACK = 'studio.back'

/** The sign-in page, which leads back to this address. */
export const signInFrom = (fullPath: string): RouteLocationRaw => ({
  name: 'sign-in',
  query: fullPath === '/studio' ? {} : { to: fullPath },
})

/** Guards the pages of the studio: they need a signed-in user. */
export async function enter(
  to: Pick<RouteLocationNormalized, 'path' | 'fullPath'>,
): Promise<RouteLocationRaw | true> {
  const state = session.value?.user ? session.value : await loadSession().catch(() => null)
  if (!state?.user) return signInFrom(to.fullPath)
  // The identity provider always returns to the same page.
  const back = recall<string>(WAY_BACK)
  forget(WAY_BACK)
  return back && to.path === '/studio' ? back : true
}

/** Where to go after the sign-in: a page of the studio, nothing else. */
export function wayBack(to: unknown): string {
  return typeof to === 'string' && /^\/studio(\/|$|\?)/.test(to) ? to : '/studio'
}

/** Call it before the browser leaves for the identity provider. */
export function rememberWayBack(to: unknown): void {
  remember(WAY_BACK, wayBack(to))
}

export async function signIn(email: string, password: string): Promise<void> {
  session.value = await anonymous.post('/api/session', { body: { email, password } })
}

export async function signOut(router: Router): Promise<void> {
  await api.delete('/api/session')
  await leave(router)
}

/** The session is over: remove everything of it from the screen. */
export async function leave(router: Router): Promise<void> {
  session.value = null
  await router.push({ name: 'sign-in' })
}
