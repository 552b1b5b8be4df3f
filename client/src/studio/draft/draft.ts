// The draft of a quiz in this page: its questions and what it says of the quiz, each saving itself.
import { computed, onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'
import { ApiProblem } from '../../api/client'
import { read, write } from '../api/request'
import { user } from '../api/session'
import { firstWords, type Content, type DraftView, type QuestionView, type QuizInfo } from './content'
import { questionActions, type Entry } from './entries'
import { makeItem, type Item, type Saved } from './item'
import { Shelf, type Kept } from './shelf'
import { omitted } from './order'

/** Of each draft, what ends the saving of the page that had it last. */
const running = new Map<string, () => void>()
const QUIZ = 'quiz'
const fieldsOf = (view: DraftView): Saved => ({ ...view, content: { ...view.fields } })

export type Draft = ReturnType<typeof useDraft>

export function useDraft(quizId: number) {
  const base = `/studio/quizzes/${quizId}`
  const path = `${base}/draft`
  const shelf = new Shelf(user.value?.id ?? 0, quizId)
  const quiz = ref<QuizInfo | null>(null)
  const fields = shallowRef<Item | null>(null)
  const entries = shallowRef<Entry[]>([])
  const changed = ref(false)
  /** Why the draft cannot be shown. */
  const failure = ref('')
  /** Why something that was asked for did not happen. */
  const notice = ref('')
  /** Written here, of questions that are no more. */
  const orphans = ref<Record<string, Kept>>({})
  const readonly = computed(() => quiz.value?.may === 'view')

  const entryOf = (id: string) => entries.value.find(({ item }) => item.id === id)

  function questionItem(view: QuestionView): Item {
    return makeItem({
      id: view.id,
      shelf,
      now: view,
      send: (content, version) =>
        write<QuestionView>('PUT', `${path}/questions/${view.id}`, { version, content }),
      current: (problem) => (problem.current as QuestionView | undefined) ?? null,
    })
  }

  function fieldsItem(view: DraftView): Item {
    return makeItem({
      id: QUIZ,
      shelf,
      now: fieldsOf(view),
      send: async (content, version) =>
        fieldsOf(await write<DraftView>('PATCH', path, { version, ...content })),
      current: (problem) =>
        problem.current ? fieldsOf({ ...(problem.current as DraftView), questions: [] }) : null,
    })
  }

  /** Show what the server has; what is being written here stays. */
  function show(view: DraftView): void {
    changed.value = view.changed
    if (fields.value) fields.value.follow(fieldsOf(view))
    else fields.value = fieldsItem(view)
    entries.value = view.questions.map((question) => {
      const known = entryOf(question.id)
      known?.item.follow(question)
      return { item: known?.item ?? questionItem(question), questionId: question.question_id }
    })
    const known = new Set([QUIZ, ...view.questions.map(({ id }) => id)])
    orphans.value = Object.fromEntries(Object.entries(shelf.all()).filter(([id]) => !known.has(id)))
  }

  async function load(): Promise<void> {
    failure.value = ''
    try {
      const found = await read<QuizInfo>(base)
      show(
        found.may === 'view' ? await read<DraftView>(path) : await write<DraftView>('POST', path, {}),
      )
      quiz.value = found
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      failure.value = problem.message
    }
  }

  /** Do something to the draft; whether it worked. */
  async function act(what: () => Promise<void>): Promise<boolean> {
    notice.value = ''
    try {
      await what()
      return true
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      notice.value = problem.message
      return false
    }
  }

  const refresh = () => act(async () => show(await read<DraftView>(path)))

  const questions = questionActions({ path, entries, changed, act, show, questionItem })

  const items = (): Item[] => [
    ...(fields.value ? [fields.value] : []),
    ...entries.value.map(({ item }) => item),
  ]

  const close = () => items().forEach((item) => item.close())

  /** Save all; whether all is saved. */
  async function flush(): Promise<boolean> {
    await Promise.all(items().map((item) => item.flush()))
    return items().every((item) => item.state === 'saved')
  }

  async function publish(visibility: QuizInfo['visibility'] | null): Promise<boolean> {
    if (!(await flush())) return false
    const done = await act(async () => {
      show(await write<DraftView>('POST', `${path}/publish`, visibility ? { visibility } : {}))
      quiz.value = await read<QuizInfo>(base)
    })
    if (!done) await read<DraftView>(path).then(show, () => undefined)
    return done
  }

  /** Throw the draft away, and begin anew with what is published. */
  async function discard(): Promise<boolean> {
    await flush()
    return act(async () => {
      await write('DELETE', path)
      close()
      for (const id of Object.keys(shelf.all())) shelf.drop(id)
      fields.value = null
      entries.value = []
      show(await write<DraftView>('POST', path, {}))
    })
  }

  function dropOrphan(id: string): void {
    shelf.drop(id)
    orphans.value = omitted(orphans.value, id)
  }

  async function adoptOrphan(id: string): Promise<void> {
    const content = omitted(orphans.value[id]?.value as Content, 'id')
    if (await questions.add(content)) dropOrphan(id)
  }

  const nameOf = (id: string) => firstWords((orphans.value[id]?.value ?? {}) as Content)

  // What others did meanwhile is seen when one comes back to the page.
  function awake(): void {
    if (document.visibilityState === 'hidden') void flush()
    else if (quiz.value && !readonly.value) void refresh()
  }
  const online = () => void flush()
  onMounted(() => {
    // The page before may still be trying: this one goes on with what it has kept.
    running.get(path)?.()
    running.set(path, close)
    document.addEventListener('visibilitychange', awake)
    window.addEventListener('online', online)
    void load()
  })
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', awake)
    window.removeEventListener('online', online)
    void flush()
  })

  return {
    quizId, base, quiz, fields, entries, changed, failure, notice, orphans, readonly,
    load, refresh, flush, publish, discard,
    adoptOrphan, dropOrphan, nameOf, act, ...questions,
  }
}
