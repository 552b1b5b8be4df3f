// A trial of a draft. The server plays it and keeps nothing: this page has its state, and sends it
// with each move.
import type { Attempt, Schemas } from '../../api/client'
import type { Player } from '../../composables/attempt'
import { inMemory } from '../../composables/storage'
import { api } from '../api/client'

type State = Schemas['TrialState']

export function newTrial(quizId: number): Player {
  const params = { path: { quiz_id: quizId } }
  let state: State | null = null
  let last: Promise<unknown> = Promise.resolve()

  /** One move after the other, since each needs the state that the one before left. */
  function inTurn<T>(move: () => Promise<T>): Promise<T> {
    const done = last.then(move, move)
    last = done
    return done
  }

  function take({ attempt, trial }: Schemas['Played']): Attempt {
    state = trial
    return attempt
  }

  function begun(): State {
    if (!state) throw new Error('the trial has not begun')
    return state
  }

  return {
    storage: inMemory(),
    attempt: () =>
      inTurn(async () =>
        take(
          state
            ? await api.post('/api/studio/quizzes/{quiz_id}/trial/read', { params, body: { trial: state } })
            : await api.post('/api/studio/quizzes/{quiz_id}/trial/start', { params, body: {} }),
        ),
      ),
    ask: (question) =>
      inTurn(async () =>
        take(
          await api.post('/api/studio/quizzes/{quiz_id}/trial/ask', {
            params,
            body: { trial: begun(), question },
          }),
        ),
      ),
    answer: ({ question, response, revision }) =>
      inTurn(async () => {
        const { answer, trial } = await api.post('/api/studio/quizzes/{quiz_id}/trial/answer', {
          params,
          body: { trial: begun(), question, response },
        })
        state = trial
        return revision ? { ...answer, revision } : answer
      }),
    hint: (question) =>
      inTurn(async () => {
        const attempt = take(
          await api.post('/api/studio/quizzes/{quiz_id}/trial/hint', {
            params,
            body: { trial: begun(), question },
          }),
        )
        const hint = attempt.questions.find(({ id }) => id === question)?.hint
        if (!hint) throw new Error('a hint that was asked for was not sent')
        return hint
      }),
    finish: () =>
      inTurn(async () =>
        take(
          await api.post('/api/studio/quizzes/{quiz_id}/trial/finish', {
            params,
            body: { trial: begun() },
          }),
        ),
      ),
  }
}
