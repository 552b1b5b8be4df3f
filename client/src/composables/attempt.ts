// An attempt in progress: loading, answering, keeping in sync with the server.
import { computed, onScopeDispose, ref, watch } from 'vue'
import playText from 'texts/play'
import {
  api,
  ApiProblem,
  persistently,
  type Answer,
  type Attempt,
  type Hint,
  type Question,
  type Response,
} from '../api/client'
import { keeper } from './keeper'
import { Outbox, type Letter } from './outbox'
import { forget, recall, remember, stored, type Store } from './storage'
import { refusalText } from './refusal'

export interface Remembered {
  id: string
  title: string
}

/** The attempt that this browser has not finished yet. */
export const unfinished = {
  get: () => recall<Remembered>('attempt'),
  set: (attempt: Attempt) => remember('attempt', { id: attempt.id, title: attempt.quiz.title }),
  clear: (id: string) => {
    if (recall<Remembered>('attempt')?.id === id) forget('attempt')
    forget(marksOf(id))
  },
}

/** Where what the player does with a free attempt is kept on this device. */
export const marksOf = (id: string): string => `exam.${id}`

/** Answers can be changed until it is handed in. */
export const isFree = (attempt: Attempt | null): boolean => attempt?.rules?.navigation === 'free'

const fetchKept = () => import(/* webpackChunkName: "later" */ './kept').catch(() => null)

type Type = Question['view']['type']

/** It can still be answered. */
export const isOpen = (question: Question): boolean =>
  question.response === null && !question.closed

/** What plays an attempt: the server for players, or a trial that nothing is kept of. */
export interface Player {
  attempt: () => Promise<Attempt>
  ask: (question: number) => Promise<Attempt>
  answer: (letter: Letter) => Promise<Answer>
  hint: (question: number) => Promise<Hint>
  finish: (name?: string) => Promise<Attempt>
  /** Where answers are kept while they are sent. */
  storage: Store
}

/** The server. */
export const served = (id: string): Player => ({
  attempt: async () => {
    const asked = api.attempt(id)
    asked.catch(() => undefined) // it is awaited later, if at all
    return recall(`copy.${id}`) ? ((await fetchKept())?.orCopy(id, asked) ?? asked) : asked
  },
  ask: (question) => api.ask(id, question),
  answer: ({ question, response, elapsed, revision }) =>
    response
      ? api.answer(id, question, response, elapsed, revision)
      : api.clear(id, question, revision),
  hint: (question) => api.hint(id, question),
  finish: (name) => api.finish(id, name),
  storage: stored,
})

/** `loadTypes` fetches the components of these question types. Raises ApiProblem. */
export function useAttempt(
  id: string,
  loadTypes: (types: Type[]) => Promise<void>,
  player: Player = served(id),
) {
  const kept = player.storage === stored
  const attempt = ref<Attempt | null>(null)
  const failure = ref<ApiProblem | null>(null)
  /** Why an answer was not accepted. */
  const notice = ref('')
  /** An answer is waiting for the connection to come back. */
  const waiting = ref(false)
  /** The player has handed in a free attempt, which may not have arrived. */
  const handedIn = ref(player.storage.recall<{ handedIn?: boolean }>(marksOf(id))?.handedIn ?? false)
  /** Questions whose answers are being sent. */
  const pending = ref(new Set<number>())

  /** The deadline has passed. */
  const over = ref(false)
  // The server's time at performance.now() 0, since this device's clock may be wrong.
  let clock = 0
  let asking = false
  /** How often something has arrived: an attempt that was requested before the last time is old. */
  let arrived = 0

  const listener = {
    delivered(answer: Answer) {
      if (outbox.letters().some(({ question }) => question === answer.question)) return // a newer one follows
      arrived += 1
      pending.value.delete(answer.question)
      const question = attempt.value?.questions.find(({ id }) => id === answer.question)
      const { response, verdict, revision } = answer
      if (question) Object.assign(question, { response, verdict, revision })
    },
    async refused(letter: Letter, problem: ApiProblem) {
      pending.value.delete(letter.question)
      if (kept) (await fetchKept())?.noteRefused(id, letter, problem)
      void load()
      notice.value = playText.refused({ why: await refusalText(problem) })
    },
    waiting(isWaiting: boolean) {
      waiting.value = isWaiting
    },
  }
  const outbox = new Outbox(id, player.answer, listener, player.storage)
  if (kept) watch([attempt, keeper], () => attempt.value && keeper.value?.(attempt.value), { deep: true })

  async function load(): Promise<void> {
    failure.value = null
    try {
      const before = arrived
      const found = await persistently(player.attempt)
      const types = found.questions.map(({ view }) => view.type)
      const first = found.questions.find(isOpen)
      await loadTypes(first ? [first.view.type] : types)
      void loadTypes(types).catch(() => undefined) // fetched again when needed
      if (before !== arrived) return await load()
      show(found)
      if (found.finished_at) unfinished.clear(id)
      else if (kept) unfinished.set(found)
      void outbox.flush()
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      if (problem.status === 404) unfinished.clear(id)
      failure.value = problem
    }
  }

  function show(found: Attempt): void {
    arrived += 1
    // Answers that are still being sent show as given.
    for (const letter of outbox.letters()) {
      const question = found.questions.find((candidate) => candidate.id === letter.question)
      if (question && (letter.revision ? letter.revision > question.revision : question.response === null)) {
        Object.assign(question, { response: letter.response, revision: letter.revision })
        pending.value.add(letter.question)
      }
    }
    if (found.now) clock = Date.parse(found.now) - performance.now()
    over.value = found.deadline !== null && left(found.deadline) <= 0
    attempt.value = found
  }

  /** Milliseconds until that moment, by the server's clock. */
  const left = (moment: string): number => Date.parse(moment) - clock - performance.now()

  /** Request the next question; false if that failed. */
  async function ask(): Promise<boolean> {
    const next = attempt.value?.unasked[0]
    if (!next || asking) return false
    asking = true
    notice.value = ''
    const before = arrived
    const tell = async (problem: ApiProblem) => {
      notice.value = problem.status === 0 ? playText.needsConnection : await refusalText(problem)
    }
    try {
      const found = await persistently(() =>
        player.ask(next).catch(async (problem) => {
          if (problem instanceof ApiProblem) await tell(problem)
          throw problem
        }),
      )
      notice.value = ''
      await loadTypes(found.questions.map(({ view }) => view.type))
      if (before === arrived) show(found)
      else await load()
      return true
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      await tell(problem)
      if (!problem.transient) void load()
      return false
    } finally {
      asking = false
    }
  }

  /** Have the hint of a question shown, which the server notes. */
  async function askHint(questionId: number): Promise<void> {
    notice.value = ''
    try {
      const hint = await persistently(() => player.hint(questionId))
      const question = attempt.value?.questions.find((candidate) => candidate.id === questionId)
      arrived += 1
      if (question) question.hint = hint
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      notice.value = await refusalText(problem)
      if (!problem.transient) void load()
    }
  }

  function answer(questionId: number, response: Response, elapsed: number): void {
    const question = attempt.value?.questions.find((candidate) => candidate.id === questionId)
    if (!question || !isOpen(question)) return
    notice.value = ''
    question.response = response
    pending.value.add(questionId)
    outbox.post({ question: questionId, response, elapsed: Math.min(Math.round(elapsed), 86_400_000) })
  }

  /** Answer again, or clear the answer (null), in a free attempt. */
  function change(question: Question, response: Response | null, elapsed: number, revision: number): void {
    notice.value = ''
    Object.assign(question, { response, revision })
    pending.value.add(question.id)
    outbox.post({ question: question.id, response, elapsed: Math.round(elapsed), revision })
  }

  /** Hand in a free attempt: noted on the device first, it is finished once all answers have arrived. */
  function handIn(): void {
    player.storage.remember(marksOf(id), { ...player.storage.recall<object>(marksOf(id)), handedIn: true })
    handedIn.value = true
  }

  async function finish(playerName?: string): Promise<void> {
    attempt.value = await persistently(() => player.finish(playerName))
    arrived += 1
    unfinished.clear(id)
  }

  const complete = computed(
    () =>
      attempt.value !== null &&
      (isFree(attempt.value)
        ? handedIn.value
        : attempt.value.unasked.length === 0 && !attempt.value.questions.some(isOpen)),
  )
  const settled = computed(() => (complete.value || over.value) && pending.value.size === 0)
  const score = computed(() =>
    Math.max(
      0,
      (attempt.value?.questions ?? []).reduce((sum, { verdict }) => sum + (verdict?.points ?? 0), 0),
    ),
  )

  /** The connection or the focus is back: another tab may have continued. */
  function resync(): void {
    if (document.visibilityState === 'hidden') return
    if (outbox.letters().length > 0) void outbox.flush()
    else if (attempt.value && !attempt.value.finished_at) void refresh()
  }

  async function refresh(): Promise<void> {
    const before = arrived
    try {
      const found = await player.attempt()
      if (before !== arrived || outbox.letters().length > 0) return
      pending.value.clear() // another tab may have sent them
      show(found)
    } catch (problem) {
      // The screen is still right; the next answer will show otherwise.
      if (!(problem instanceof ApiProblem)) throw problem
    }
  }

  window.addEventListener('online', resync)
  document.addEventListener('visibilitychange', resync)
  onScopeDispose(() => {
    window.removeEventListener('online', resync)
    document.removeEventListener('visibilitychange', resync)
    outbox.close()
  })

  return {
    ...{ attempt, failure, notice, waiting, pending, complete, over, settled, score },
    ...{ load, refresh, resync, answer, change, askHint, handIn, finish, ask, left },
    storage: player.storage,
  }
}

export type Game = ReturnType<typeof useAttempt>
