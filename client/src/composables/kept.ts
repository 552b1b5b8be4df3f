// What this device keeps of attempts in progress, so that they are played without a network, too: the
// questions as they came, what was answered, and which answers the server did not accept.
import { ApiProblem, type Answer, type Attempt, type Question, type Reason } from '../api/client'
import { keeper } from './keeper'
import { keepMedia, removeMedia } from './media'
import type { Letter } from './outbox'
import { forget, recall, remember } from './storage'

interface Copy {
  attempt: Attempt
  /** When the attempt came, by this device's clock. */
  at: number
  /** The player has reached the end. */
  ended: boolean
}

const KEPT = 2 // attempts, besides those that have something to hand in
const LARGEST = 1_000_000 // characters; browsers keep about 5 million, and answers need some
const PATIENCE = 4000 // ms; then the copy is shown
const REFUSED = 20 // attempts

const ids = (): string[] => recall<string[]>('copies') ?? []
const copyOf = (id: string): Copy | null => recall<Copy>(`copy.${id}`)
const lettersOf = (id: string): Letter[] => recall<Letter[]>(`outbox.${id}`) ?? []

function put(id: string, copy: Copy): void {
  if (JSON.stringify(copy).length > LARGEST) drop(id)
  else remember(`copy.${id}`, copy)
}

/** Its attempt is finished, or no longer exists. */
export function drop(id: string): void {
  forget(`copy.${id}`)
  const left = ids().filter((other) => other !== id)
  if (left.length > 0) remember('copies', left)
  else {
    forget('copies')
    void removeMedia()
  }
}

/** Copies the attempt, or removes its copy once it is finished. */
function keep(attempt: Attempt): void {
  const { id } = attempt
  if (attempt.finished_at) {
    if (ids().includes(id)) drop(id)
    return
  }
  const before = copyOf(id)
  const sending = new Set(lettersOf(id).map(({ question }) => question))
  // The outbox has what is being sent: the copy has what the server knows.
  const known = (question: Question): Question =>
    before?.attempt.questions.find((other) => other.id === question.id) ?? {
      ...question,
      response: null,
      revision: 0,
    }
  const questions = attempt.questions.map((question) =>
    sending.has(question.id) ? known(question) : question,
  )
  put(id, {
    attempt: { ...attempt, questions, player_name: null },
    at: before && before.attempt.now === attempt.now ? before.at : Date.now(),
    ended: before?.ended ?? false,
  })
  remember('copies', [...ids().filter((other) => other !== id), id])
  for (const old of ids().filter((other) => !isLeft(other)).slice(0, -KEPT)) drop(old)
  void keepMedia(attempt.questions)
}

/** It has something to hand in. */
const isLeft = (id: string): boolean => lettersOf(id).length > 0 || copyOf(id)?.ended === true

/** The attempt that was asked for; its copy when that takes long or fails. Raises ApiProblem. */
export async function orCopy(id: string, asked: Promise<Attempt>): Promise<Attempt> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE))
  try {
    const found = await Promise.race([asked, late])
    if (found) return found
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem
    if (problem.status === 404) drop(id)
    if (!problem.transient) throw problem
  }
  const copy = copyOf(id)
  if (!copy) return asked
  // The server's clock has gone on as this device's has.
  const { attempt, at } = copy
  const now = attempt.now && Date.parse(attempt.now) + Math.max(0, Date.now() - at)
  return { ...attempt, now: now ? new Date(now).toISOString() : null }
}

/** The player has reached the end: what is not handed in yet will be. */
export function end(id: string): void {
  const copy = copyOf(id)
  if (!copy) return
  put(id, { ...copy, ended: true })
  // The home page offers no game that has ended. (As in attempt.ts, which fetches this module.)
  if (recall<{ id: string }>('attempt')?.id === id) forget('attempt')
}

/** The answer has arrived while its game was not on the screen. */
export function amend(id: string, { question, response, verdict, revision }: Answer): void {
  const copy = copyOf(id)
  if (!copy) return
  const questions = copy.attempt.questions.map((one) =>
    one.id === question ? { ...one, response, verdict, revision: revision ?? one.revision } : one,
  )
  put(id, { ...copy, attempt: { ...copy.attempt, questions } })
}

export interface Left {
  id: string
  title: string
  /** How many answers are not handed in. */
  answers: number
  /** The player has reached the end. */
  ended: boolean
}

/** The attempts with something to hand in. */
export const left = (): Left[] =>
  ids()
    .filter(isLeft)
    .flatMap((id) => {
      const copy = copyOf(id)
      const answers = lettersOf(id).length
      return copy ? [{ id, title: copy.attempt.quiz.title, answers, ended: copy.ended }] : []
    })

export interface Refused {
  question: number
  reason: Reason
}

/** The answers of this attempt that the server did not accept. */
export const refusedIn = (id: string): Refused[] =>
  recall<Record<string, Refused[]>>('refused')?.[id] ?? []

export function noteRefused(id: string, { question }: Letter, { code, params }: ApiProblem): void {
  const all = recall<Record<string, Refused[]>>('refused') ?? {}
  const others = Object.entries(all).filter(([other]) => other !== id)
  const here = [...refusedIn(id).filter((one) => one.question !== question), { question, reason: { code, params } }]
  remember('refused', Object.fromEntries([...others, [id, here]].slice(-REFUSED)))
}

keeper.value = keep
