// Follows a game: asks for its document again and again, and keeps time by it. What is announced happens
// by the clock, so that everyone sees it at the same instant and no request has to be in time.
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { ApiProblem, improper, reached } from '../api/client'
import type { GameState } from './api'
import { Clock } from './clock'

/**
 * A request that takes longer is given up and sent again, ms: soon, or one that got lost would cost the
 * 3 s by which a question is announced; later on a slow network.
 */
const PATIENCE = 1000
const MOST_PATIENCE = 8000
const AGAIN = 100 // ms until a request that got lost is sent again; without a network it is longer
const JITTER = 0.2
const TICK = 100 // ms
/** Without a tick for so long, the device slept, ms. Pages in the background have one every second. */
const ASLEEP = 3000
const GRACE = 1500 // ms; as in backend/games/phase.py
/** A copy may be two seconds old. An older version after so long: the game was restored from a backup, ms. */
const SET_BACK = 3000
/** While a question closes within so long, everyone asks as often as usual, ms. */
const SOON = 4000

export type Phase = GameState['phase']

/**
 * `fetchState` is given for a host, who asks for another document. Raises ApiProblem.
 *
 * @param steady Whether an open round will not close without notice: then asking half as often is enough.
 */
export function useFollow(
  gameId: string,
  fetchState: (clock: Clock, patience: number) => Promise<GameState | null> = stateOf(gameId),
  steady: (state: GameState) => boolean = () => false,
) {
  const state = shallowRef<GameState | null>(null)
  const failure = shallowRef<ApiProblem | null>(null)
  /** The last requests got no answer: one may get lost. */
  const offline = ref(false)
  let lost = 0
  let taken = 0 // when the newest version was last received, by performance.now()
  let patience = PATIENCE
  const clock = new Clock()
  const now = ref(clock.now())
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0
  let closed = false

  /** Ask now. */
  async function look(): Promise<void> {
    const mine = ++turn
    clearTimeout(timer)
    const sent = performance.now()
    try {
      const found = await fetchState(clock, patience)
      if (closed || mine !== turn) return
      if (found) take(found, sent)
      patience = Math.min(MOST_PATIENCE, Math.max(PATIENCE, 4 * (performance.now() - sent)))
      lost = 0
      offline.value = false
      failure.value = null
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      if (closed || mine !== turn) return
      if (!problem.transient) {
        failure.value = problem
        return // the game is gone
      }
      patience = Math.min(MOST_PATIENCE, 2 * patience)
      offline.value = ++lost > 1
    }
    now.value = clock.now()
    timer = setTimeout(look, pause())
  }

  function take(found: GameState, sent: number): void {
    if (found.version < (state.value?.version ?? 0) && sent < taken + SET_BACK) return
    taken = performance.now()
    state.value = found
  }

  function pause(): number {
    const usual = (state.value?.poll_ms ?? 1000) * (atEase.value ? 2 : 1)
    const wait = offline.value ? 1000 : lost ? AGAIN : usual
    return wait * (1 + JITTER * (2 * Math.random() - 1))
  }

  // The document says when a round opens and closes; the clock says that it has.
  const phase = computed<Phase | null>(() => {
    const found = state.value
    if (!found) return null
    if (!['announced', 'open', 'grace'].includes(found.phase)) return found.phase
    if (!found.opens_at || now.value < Date.parse(found.opens_at)) return 'announced'
    return !found.closes_at || now.value < Date.parse(found.closes_at) ? 'open' : 'grace'
  })
  /** Milliseconds until the question opens, or closes; null if the host decides. */
  const left = computed(() => {
    const until = phase.value === 'announced' ? state.value?.opens_at : state.value?.closes_at
    return until ? Math.max(0, Date.parse(until) - now.value) : null
  })

  const atEase = computed(() => {
    const found = state.value
    return found !== null && phase.value === 'open' && (left.value ?? Infinity) > SOON && steady(found)
  })
  watch(atEase, (is) => is || (timer = restart(pause())))

  /** Milliseconds until the question is shown: everyone begins to read it at once. Null if the host decides. */
  const hidden = computed(() => {
    if (phase.value !== 'announced') return 0
    return left.value === null ? null : Math.max(0, left.value - 1000 * (state.value?.reading_seconds ?? 0))
  })

  function tick(): void {
    const before = phase.value
    now.value = clock.now()
    // The result is there as soon as the grace is over.
    if (before === 'open' && phase.value === 'grace') timer = restart(GRACE + 150 * Math.random())
  }
  let ticked = Date.now()
  const ticking = setInterval(() => {
    // Not every device that sleeps says so: a closed lid, a frozen page.
    if (Date.now() - ticked > ASLEEP) woken()
    ticked = Date.now()
    tick()
    // What comes before the next tick comes on time.
    const next = hidden.value || left.value
    if (next && next < TICK) setTimeout(tick, next)
  }, TICK)

  function restart(wait: number): ReturnType<typeof setTimeout> {
    clearTimeout(timer)
    return setTimeout(look, wait)
  }

  const woken = () => void (document.visibilityState === 'hidden' || look())
  document.addEventListener('visibilitychange', woken)
  window.addEventListener('pageshow', woken)
  window.addEventListener('online', woken)
  onScopeDispose(() => {
    closed = true
    clearTimeout(timer)
    clearInterval(ticking)
    document.removeEventListener('visibilitychange', woken)
    window.removeEventListener('pageshow', woken)
    window.removeEventListener('online', woken)
  })
  void look()

  return { state, phase, left, hidden, failure, offline, now, clock, look }
}

/** Asks for the document of all players; null: it has not changed. */
function stateOf(gameId: string): (clock: Clock, patience: number) => Promise<GameState | null> {
  return async (clock, patience) => {
    const sent = performance.now()
    // The browser keeps the document and its ETag: what has not changed is a few bytes on the wire.
    const answer = await reached(`/api/games/${gameId}/state`, patience, { cache: 'no-cache' })
    noteTime(clock, answer, sent)
    try {
      return (await answer.json()) as GameState
    } catch {
      throw improper(0)
    }
  }
}

/** Note the server's time that came with an answer. */
export function noteTime(clock: Clock, answer: globalThis.Response, sent: number): void {
  const time = Number(answer.headers.get('X-Time'))
  if (time) clock.note(time * 1000, sent, performance.now())
}
