// Requests in the name of the signed-in user. Every change carries the CSRF token.
import { ApiProblem, request } from '../../api/client'
import { loadSession, session } from './session'

const UPLOAD_TIMEOUT = 120_000 // ms

let openSignIn: () => Promise<unknown> = async () => undefined

/** Sets what a request does when the session is over: it opens the sign-in page. */
export function onSignedOut(open: () => Promise<unknown>): void {
  openSignIn = open
}

/** Reads what only a signed-in user may see. */
export const read = <T>(path: string): Promise<T> => watched(() => request<T>(path))

/** Changes something. Without a body for DELETE; a file is sent as it is. */
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
      // Another tab has signed in since, or the server has a new key: once more.
      const before = session.value?.csrf_token
      if ((await loadSession()).csrf_token === before) throw problem
      return send()
    }
  })
}

async function watched<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 401) {
      if (session.value) session.value = { ...session.value, user: null, csrf_token: null }
      await openSignIn()
    }
    throw problem
  }
}
