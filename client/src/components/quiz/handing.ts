// Hands in what was played without a network, on whatever page the player is: on arrival, when the
// connection is back, and every half a minute while something is left.
import { shallowRef } from 'vue'
import type { Router } from 'vue-router'
import { ApiProblem } from '../../api/client'
import { served, unfinished } from '../../composables/attempt'
import * as kept from '../../composables/kept'
import { Outbox } from '../../composables/outbox'
import { noteResult } from './device'

const EVERY = 30_000 // ms

/** What is not handed in yet, of games that are not on this page. */
export const left = shallowRef<kept.Left[]>([])
/** The attempt that was handed in last. */
export const handedIn = shallowRef<{ id: string; title: string } | null>(null)

/** The attempt that this page plays, whose own outbox sends. */
let mine = ''
let busy = false

export function handIn(router: Router): void {
  const arrive = (id: unknown) => {
    mine = typeof id === 'string' ? id : ''
    claim(mine)
    if (handedIn.value?.id === mine) handedIn.value = null
    void handInAll()
  }
  router.afterEach(({ params }) => arrive(params['attemptId']))
  arrive(router.currentRoute.value.params['attemptId'])
  window.addEventListener('online', () => void handInAll())
  document.addEventListener('visibilitychange', () => void handInAll())
  setInterval(() => void handInAll(), EVERY)
}

export async function handInAll(): Promise<void> {
  const list = () => (left.value = kept.left().filter(({ id }) => id !== mine))
  list()
  if (busy || document.visibilityState === 'hidden') return
  busy = true
  try {
    for (const one of left.value) await alone(one.id, () => handInOne(one))
  } finally {
    busy = false
    list()
  }
}

async function handInOne({ id, title }: kept.Left): Promise<void> {
  if (!(await send(id)) || !kept.left().find((one) => one.id === id)?.ended) return
  try {
    const attempt = await served(id).finish()
    remove(id)
    noteResult(attempt, true)
    handedIn.value = { id, title }
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem
    if (problem.status === 404) remove(id)
  }
}

function remove(id: string): void {
  kept.drop(id)
  unfinished.clear(id)
}

/** Send its answers once; false if there is no connection. */
async function send(id: string): Promise<boolean> {
  let arrived = true
  const outbox = new Outbox(id, served(id).answer, {
    delivered: (answer) => kept.amend(id, answer),
    refused: (letter, problem) => kept.noteRefused(id, letter, problem),
    waiting: (isWaiting) => {
      if (!isWaiting) return
      arrived = false
      outbox.close()
    },
  })
  await outbox.flush()
  return arrived
}

// Of several tabs, the one that plays the attempt sends its answers, or else any one. Sent twice they do
// no harm, but the page that plays would wait for answers that have left its outbox.
const { locks } = navigator as { locks?: LockManager | null } // none without HTTPS
let leave = (): void => undefined

function claim(id: string): void {
  leave()
  if (id && locks) {
    const left = new Promise<void>((resolve) => (leave = resolve))
    void locks.request(`popquiz.${id}`, { mode: 'shared' }, () => left)
  }
}

async function alone(id: string, act: () => Promise<void>): Promise<void> {
  if (!locks) return act()
  await locks.request(`popquiz.${id}`, { ifAvailable: true }, (lock) => lock ? act() : undefined)
}
