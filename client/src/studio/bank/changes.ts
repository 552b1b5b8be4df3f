// What is done with several questions at once. Either all of them are changed, or none.
import bankText from 'texts/studio/bank'
import { ApiProblem, type Schemas } from '../../api/client'
import { toast } from '../../components/controls/toast'
import { problemText } from '../../composables/problem'
import { api } from '../api/client'
import { whichOf, type BankQuestion } from './questions'

export type Fields = Schemas['Fields']
export interface Target {
  id: number
  title: string
}

/** Whether the list is no longer what the server has, and has to be loaded again. */
const isStale = (problem: ApiProblem): boolean => problem.status === 404 || problem.status === 409

/**
 * `changed` is called with what is different: the questions as they are now (after a change), or null
 * where the list has to be loaded again.
 */
export function useChanges(
  changed: (now: BankQuestion[] | null) => void,
  failed: (text: string) => void,
) {
  async function attempt(act: () => Promise<void>): Promise<void> {
    failed('')
    try {
      await act()
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      const text = problemText(problem)
      if (isStale(problem)) changed(null)
      failed(isStale(problem) ? bankText.stale({ problem: text }) : text)
    }
  }

  const undoWith = (act: () => Promise<void>) => ({
    label: bankText.undo,
    act: () =>
      void attempt(async () => {
        await act()
        toast(bankText.did.undo)
      }),
  })

  const send = async (changes: Schemas['FieldsOf'][]): Promise<BankQuestion[]> =>
    (await api.post('/api/studio/bank/change', { body: { changes } })).questions

  /** `fields` are those to set, from each question as it is. */
  const change = (questions: BankQuestion[], fields: (question: BankQuestion) => Fields) =>
    attempt(async () => {
      const wanted = questions.map((question) => fields(question))
      const now = await send(
        questions.map((question, at) => ({ question: whichOf(question), fields: wanted[at] ?? {} })),
      )
      changed(now)
      const before = now.map((question, at) => ({
        question: whichOf(question),
        // What was not there is removed again.
        fields: Object.fromEntries(
          Object.keys(wanted[at] ?? {}).map((name) => [name, questions[at]?.content[name] ?? null]),
        ),
      }))
      toast(
        bankText.did.change({ count: now.length }),
        undoWith(async () => changed(await send(before))),
      )
    })

  const copy = (questions: BankQuestion[], { id: into, title: quiz }: Target) =>
    attempt(async () => {
      const body = { questions: questions.map(whichOf), into, before: null }
      const made = await api.post('/api/studio/bank/copy', { body })
      const copies = { questions: made.questions.map(whichOf) }
      changed(null)
      toast(
        bankText.did.copy({ count: questions.length, quiz }),
        undoWith(async () => {
          await api.post('/api/studio/bank/delete', { body: copies })
          changed(null)
        }),
      )
    })

  const move = (questions: BankQuestion[], { id: into, title: quiz }: Target) =>
    attempt(async () => {
      const coming = questions.filter((question) => question.quiz_id !== into)
      if (!coming.length) return
      const body = { questions: coming.map(whichOf), into }
      const moved = (await api.post('/api/studio/bank/move', { body })).questions
      changed(null)
      toast(
        bankText.did.move({ count: coming.length, quiz }),
        undoWith(async () => {
          for (const home of new Set(coming.map((question) => question.quiz_id))) {
            const back = moved.filter((_question, at) => coming[at]?.quiz_id === home).map(whichOf)
            await api.post('/api/studio/bank/move', { body: { questions: back, into: home } })
          }
          changed(null)
        }),
      )
    })

  const remove = (questions: BankQuestion[]) =>
    attempt(async () => {
      await api.post('/api/studio/bank/delete', { body: { questions: questions.map(whichOf) } })
      changed(null)
      toast(bankText.did.delete({ count: questions.length }))
    })

  return { change, copy, move, remove }
}
