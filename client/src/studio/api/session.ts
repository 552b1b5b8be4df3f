// Who is signed in, and requests in their name. Whatever they change carries the CSRF token.
import { computed, shallowRef } from 'vue'
import type { RouteLocationNormalized, RouteLocationRaw } from 'vue-router'
import { ApiProblem, request, type Schemas } from '../../api/client'
import { forget, recall, remember } from '../../composables/storage'
import { router } from '../../router'

export type Session = Schemas['SessionState']
export type User = Schemas['UserView']

/** Null until it was asked for. */
export const session = shallowRef<Session | null>(null)
export const user = computed(() => session.value?.user ?? null)
export const isAdmin = computed(() => user.value?.role === 'admin')

const WAY_BACK = 'studio.back'
const UPLOAD_TIMEOUT = 120_000 // ms

export async function loadSession(): Promise<Session> {
  return (session.value = await request<Session>('/session'))
}

/** Read something that is only for who is signed in. */
export const read = <T>(path: string): Promise<T> => watched(() => request<T>(path))

/** Change something. Without a body for DELETE; a file is sent as it is. */
export function write<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  const file = body instanceof Blob
  const send = () =>
    request<T>(path, body, {
      method,
      ...(file ? { body, signal: AbortSignal.timeout(UPLOAD_TIMEOUT) } : {}),
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': file ? body.type : 'application/json' }),
        'X-CSRF-Token': session.value?.csrf_token ?? '',
      },
    })
  return watched(async () => {
    try {
      return await send()
    } catch (problem) {
      if (!(problem instanceof ApiProblem) || problem.status !== 403) throw problem
      // Signed in anew in another tab, or the server has another key by now: once more.
      const before = session.value?.csrf_token
      if ((await loadSession()).csrf_token === before) throw problem
      return send()
    }
  })
}

// Whoever is not signed in any more comes to the sign-in, and from there back to where they were.
async function watched<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 401) {
      if (session.value) session.value = { ...session.value, user: null, csrf_token: null }
      await router.push(signInFrom(router.currentRoute.value.fullPath))
    }
    throw problem
  }
}

const signInFrom = (fullPath: string): RouteLocationRaw => ({
  name: 'sign-in',
  query: fullPath === '/studio' ? {} : { to: fullPath },
})

/** Before the studio's pages: only for who is signed in. */
export async function enter(
  to: Pick<RouteLocationNormalized, 'path' | 'fullPath'>,
): Promise<RouteLocationRaw | true> {
  const state = session.value?.user ? session.value : await loadSession().catch(() => null)
  if (!state?.user) return signInFrom(to.fullPath)
  // The identity provider sends everybody to the same page.
  const back = recall<string>(WAY_BACK)
  forget(WAY_BACK)
  return back && to.path === '/studio' ? back : true
}

/** Where to go after the sign-in: a page of the studio, nothing else. */
export function wayBack(to: unknown): string {
  return typeof to === 'string' && /^\/studio(\/|$|\?)/.test(to) ? to : '/studio'
}

/** Before the browser leaves for the identity provider. */
export function rememberWayBack(to: unknown): void {
  remember(WAY_BACK, wayBack(to))
}

export async function signIn(email: string, password: string): Promise<void> {
  session.value = await request<Session>('/session', { email, password })
}

export async function signOut(): Promise<void> {
  await write('DELETE', '/session')
  await leave()
}

/** The session is over: nothing of it stays on the screen. */
export async function leave(): Promise<void> {
  session.value = null
  await router.push({ name: 'sign-in' })
}
