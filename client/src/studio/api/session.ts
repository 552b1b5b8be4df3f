// The session as this page knows it.
import { computed, shallowRef } from 'vue'
import { request, type Schemas } from '../../api/client'

export type Session = Schemas['SessionState']
export type User = Schemas['UserView']

/** Null until it was asked for. */
export const session = shallowRef<Session | null>(null)
export const user = computed(() => session.value?.user ?? null)
export const isAdmin = computed(() => user.value?.role === 'admin')

export async function loadSession(): Promise<Session> {
  return (session.value = await request<Session>('/session'))
}
