// The session as this page knows it.
import { computed, shallowRef } from 'vue'
import { reached, type Schemas } from '../../api/client'
import { callsOf } from './calls'

export type Session = Schemas['SessionState']
export type User = Schemas['UserView']

/** Null until it was asked for. */
export const session = shallowRef<Session | null>(null)
export const user = computed(() => session.value?.user ?? null)
export const isAdmin = computed(() => user.value?.role === 'admin')

/** Calls that need no session, or begin one. */
export const anonymous = callsOf((request) => reached(request))

export async function loadSession(): Promise<Session> {
  const before = session.value
  const found = await anonymous.get('/api/session')
  // A session that began or ended meanwhile is newer than what was asked for.
  if (session.value === before) session.value = found
  return session.value ?? found
}
