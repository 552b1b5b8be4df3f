// The API for the signed-in user. Every change carries the CSRF token.
import { ApiProblem, reached } from '../../api/client'
import { callsOf } from './calls'
import { loadSession, session, type Session } from './session'

const UPLOAD_TIMEOUT = 120_000 // ms

let openSignIn: () => Promise<unknown> = async () => undefined

/** Sets what happens when the session is over: the sign-in page opens. */
export function onSignedOut(open: () => Promise<unknown>): void {
  openSignIn = open
}

export const api = callsOf((request) => send(request))

/** For slow uploads: pass it to a call as its `fetch`. */
export const patiently = (request: Request): Promise<Response> => send(request, UPLOAD_TIMEOUT)

async function send(request: Request, timeout?: number): Promise<Response> {
  const before = session.value
  try {
    return await withToken(request, timeout)
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 401) await endSession(before)
    throw problem
  }
}

/** The first refused request of a session opens the sign-in page; those after it find it open. */
async function endSession(ended: Session | null): Promise<void> {
  if (session.value !== ended || ended?.user === null) return
  if (ended) session.value = { ...ended, user: null, csrf_token: null }
  await openSignIn()
}

async function withToken(request: Request, timeout?: number): Promise<Response> {
  if (request.method === 'GET') return reached(request, timeout)
  const before = session.value?.csrf_token
  const sendCopy = () => {
    const copy = request.clone()
    copy.headers.set('X-CSRF-Token', session.value?.csrf_token ?? '')
    return reached(copy, timeout)
  }
  try {
    return await sendCopy()
  } catch (problem) {
    if (!(problem instanceof ApiProblem) || problem.status !== 403) throw problem
    // Another tab has signed in since, or the server has a new key: once more.
    if ((await loadSession()).csrf_token === before) throw problem
    return sendCopy()
  }
}
