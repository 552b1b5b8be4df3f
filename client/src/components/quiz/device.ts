// What this device knows of its games at each quiz, and what the server says about its attempts.
import startProblems from 'texts/start-problems'
import { api, ApiProblem, improper, reached, type Attempt, type Quiz, type Schemas } from '../../api/client'
import { isFree, isOpen, marksOf, unfinished } from '../../composables/attempt'
import { addProblemTexts } from '../../composables/problem'
import { personal } from '../../composables/start'
import { recall, remember } from '../../composables/storage'

addProblemTexts(startProblems)

const TIMEOUT = 25_000 // ms; as in api/client.ts
const KEPT = 50 // quizzes

type Standing = Schemas['Standing']

async function post<T>(path: string, body: unknown): Promise<T> {
  const answer = await reached(`/api${path}`, TIMEOUT, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  try {
    return (await answer.json()) as T
  } catch {
    throw improper(0)
  }
}

/** The names to choose from. Raises ApiProblem. */
export const namesOf = async (slug: string, code: string): Promise<string[]> =>
  (await post<Schemas['NameList']>(`/quizzes/${slug}/names`, { code: code || null })).names

/** Identifies this browser where attempts are limited. Created once, sent only to this server. */
export function playerKey(): string {
  const known = recall<string>('player')
  if (known) return known
  const random = crypto.getRandomValues(new Uint8Array(16))
  const key = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  remember('player', key)
  return key
}

/** The attempts that this device has left. Raises ApiProblem. */
export async function standingAt({ slug, rules }: Quiz): Promise<Standing> {
  const key = recall<string>('player')
  const link = personal[slug] ?? null
  const allowed = rules?.attempts ?? null
  if (allowed === null || (key === null && link === null)) return { attempts_left: allowed, running: null }
  return post<Standing>(`/quizzes/${slug}/standing`, { player_key: key, accommodation: link })
}

// Kept by link name, the newest last.
function put<T>(store: string, slug: string, value: T): void {
  const others = Object.entries(recall<Record<string, T>>(store) ?? {}).filter(([name]) => name !== slug)
  remember(store, Object.fromEntries([...others, [slug, value]].slice(-KEPT)))
}
const get = <T>(store: string, slug: string): T | null => recall<Record<string, T>>(store)?.[slug] ?? null

/** Notes the attempt that has just been started at a quiz. */
export function noteStart(slug: string): void {
  const started = unfinished.get()
  if (started) put('games', slug, started.id)
}

export interface Running {
  id: string
  /** The question that comes next, from 1. */
  number: number
  total: number
}

/** The attempt at this quiz that is in progress on this device, if any. `known`: by the server. */
export async function runningAt(slug: string, known: string | null): Promise<Running | null> {
  const ids = new Set([known, get<string>('games', slug), unfinished.get()?.id])
  for (const id of ids) {
    if (!id) continue
    try {
      const attempt = await api.attempt(id)
      if (attempt.practice_of) continue // the game would not count
      if (attempt.quiz.slug === slug && inProgress(attempt)) return { id, ...placeIn(attempt) }
    } catch (problem) {
      // It was deleted, or there is no connection: a start will say so.
      if (!(problem instanceof ApiProblem)) throw problem
    }
  }
  return null
}

const inProgress = ({ finished_at, deadline, now }: Attempt): boolean =>
  finished_at === null && !(deadline && now && deadline <= now)

function placeIn(attempt: Attempt): { number: number; total: number } {
  const { questions, unasked } = attempt
  const total = questions.length + unasked.length
  if (isFree(attempt)) {
    const place = recall<{ place: unknown }>(marksOf(attempt.id))?.place
    if (place === 'review') return { number: total, total }
    const known = questions.findIndex(({ id }) => id === place)
    if (known >= 0) return { number: known + 1, total }
  }
  const done = questions.filter((question) => !isOpen(question)).length
  return { number: Math.min(done + 1, total), total }
}

export interface Outcome {
  id: string
  /** Null while results are withheld. */
  score: number | null
  max: number
}

export interface Past {
  last: Outcome
  best: Outcome
}

/** The results of this device at this quiz. */
export const pastAt = (slug: string): Past | null => get<Past>('results', slug)

const share = ({ score, max }: Outcome): number => (score ?? -1) / max

/**
 * Notes a result: a new one of this device, or one that it knows and that may have changed. Practice is no
 * result. Returns whether it is new and better than all before it.
 */
export function noteResult(attempt: Attempt, played: boolean): boolean {
  const { id, score, max_score: max, quiz } = attempt
  const past = pastAt(quiz.slug)
  const known = past !== null && (past.last.id === id || past.best.id === id)
  if (max === 0 || attempt.practice_of || !(played || known)) return false
  const now: Outcome = { id, score, max }
  const last = played || past?.last.id === id ? now : (past?.last ?? now)
  const best = !past || past.best.id === id || share(now) > share(past.best) ? now : past.best
  put<Past>('results', quiz.slug, { last, best })
  return played && best === now && past !== null && past.best.id !== id && past.best.score !== null
}
