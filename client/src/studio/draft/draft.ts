// The draft of a quiz in this page: its questions and what it says of the quiz, each saving itself.
import { computed, onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'
import { problemText } from '../../composables/problem'
import { ApiProblem } from '../../api/client'
import { api } from '../api/client'
import { user } from '../api/session'
import { firstWords, type Content, type DraftView, type QuestionView, type QuizInfo, type Visibility } from './content'
import { putQuestion, questionActions, withUnsent, type Entry } from './entries'
import { makeItem, type Item, type Saved } from './item'
import { Shelf, type Kept } from './shelf'
import { omitted } from './order'

/** Of each draft, what ends the saving of the page that had it last. */
const running = new Map<number, () => void>()
const QUIZ = 'quiz'
const fieldsOf = (view: DraftView): Saved => ({ ...view, content: { ...view.fields } })

export type Draft = ReturnType<typeof useDraft>

export function useDraft(quizId: number) {
  const params = { path: { quiz_id: quizId } }
  const shelf = new Shelf(user.value?.id ?? 0, quizId)
  const quiz = ref<QuizInfo | null>(null)
  const fields = shallowRef<Item | null>(null)
  const entries = shallowRef<Entry[]>([])
  const changed = ref(false)
  /** Why the draft cannot be shown. */
  const failure = ref('')
  /** Why the last action failed. */
  const notice = ref('')
  /** Texts written here of questions that were removed. */
  const orphans = ref<Record<string, Kept>>({})
  const readonly = computed(() => quiz.value?.may === 'view')

  const entryOf = (id: string) => entries.value.find(({ item }) => item.id === id)

  const written = () => (changed.value = true)

  function questionItem(view: QuestionView): Item {
    return makeItem({
      id: view.id,
      shelf,
      now: view,
      written,
      send: (content, version) =>
        version === 0
          ? questions.create(view.id, content)
          : putQuestion({ ...params.path, draft_id: view.id }, { version, content }),
      current: (problem) => (problem.current as QuestionView | undefined) ?? null,
    })
  }

  function fieldsItem(view: DraftView): Item {
    return makeItem({
      id: QUIZ,
      shelf,
      written,
      now: fieldsOf(view),
      send: async (content, version) => {
        const view = await api.patch('/api/studio/quizzes/{quiz_id}/draft', {
          params,
          body: { version, ...content },
        })
        // Settings can cause problems of questions, or solve them.
        for (const question of view.questions) entryOf(question.id)?.item.follow(question)
        return fieldsOf(view)
      },
      current: (problem) =>
        problem.current ? fieldsOf({ ...(problem.current as DraftView), questions: [] }) : null,
    })
  }

  /** Show what the server has; what is being written here stays. */
  function show(view: DraftView): void {
    changed.value = view.changed
    if (fields.value) fields.value.follow(fieldsOf(view))
    else fields.value = fieldsItem(view)
    const listed = view.questions.map((question) => {
      const known = entryOf(question.id)
      known?.item.follow(question)
      return { item: known?.item ?? questionItem(question), questionId: question.question_id }
    })
    entries.value = withUnsent(listed, entries.value)
    const known = new Set([QUIZ, ...entries.value.map(({ item }) => item.id)])
    const kept = Object.entries(shelf.all()).filter(([id]) => !known.has(id))
    orphans.value = Object.fromEntries(kept.filter(([, { version }]) => version > 0))
    // What an earlier page added, but could not send.
    for (const [id, { value, version }] of kept) {
      if (version === 0) questions.add(value as Content, null, id)
    }
  }

  const readQuiz = () => api.get('/api/studio/quizzes/{quiz_id}', { params })
  const read = () => api.get('/api/studio/quizzes/{quiz_id}/draft', { params })
  /** The draft; a new one if there is none. */
  const open = () => api.post('/api/studio/quizzes/{quiz_id}/draft', { params, body: {} })

  async function load(): Promise<void> {
    failure.value = ''
    try {
      const found = await readQuiz()
      show(await (found.may === 'view' ? read() : open()))
      quiz.value = found
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      failure.value = problemText(problem)
    }
  }

  /** Change the draft; returns whether it worked. */
  async function act(what: () => Promise<void>): Promise<boolean> {
    notice.value = ''
    try {
      await what()
      return true
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      notice.value = problemText(problem)
      return false
    }
  }

  const refresh = () => act(async () => show(await read()))

  const questions = questionActions({ quizId, read, entries, changed, act, show, questionItem })

  const items = (): Item[] => [
    ...(fields.value ? [fields.value] : []),
    ...entries.value.map(({ item }) => item),
  ]

  const close = () => items().forEach((item) => item.close())

  /** Save everything; returns whether that worked. */
  async function flush(): Promise<boolean> {
    await Promise.all(items().map((item) => item.flush()))
    return items().every((item) => item.state === 'saved')
  }

  async function publish(visibility: Visibility | null): Promise<boolean> {
    if (!(await flush())) return false
    const done = await act(async () => {
      const body = { visibility }
      show(await api.post('/api/studio/quizzes/{quiz_id}/draft/publish', { params, body }))
      quiz.value = await readQuiz()
    })
    if (!done) await read().then(show, () => undefined)
    return done
  }

  /** Discard the draft, and start again from the published version. */
  async function discard(): Promise<boolean> {
    await flush()
    return act(async () => {
      await api.delete('/api/studio/quizzes/{quiz_id}/draft', { params })
      close()
      for (const id of Object.keys(shelf.all())) shelf.drop(id)
      fields.value = null
      entries.value = []
      show(await open())
    })
  }

  function dropOrphan(id: string): void {
    shelf.drop(id)
    orphans.value = omitted(orphans.value, id)
  }

  function adoptOrphan(id: string): void {
    questions.add(omitted(orphans.value[id]?.value as Content, 'id'))
    dropOrphan(id)
  }

  const nameOf = (id: string) => firstWords((orphans.value[id]?.value ?? {}) as Content)

  // Others' changes are shown on returning to the page.
  function awake(): void {
    if (document.visibilityState === 'hidden') void flush()
    else if (quiz.value && !readonly.value) void refresh()
  }
  const online = () => void flush()
  onMounted(() => {
    // The page before may still be trying: this one goes on with what it has kept.
    running.get(quizId)?.()
    running.set(quizId, close)
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
    quizId, params, quiz, fields, entries, changed, failure, notice, orphans, readonly,
    load, refresh, flush, publish, discard,
    adoptOrphan, dropOrphan, nameOf, act, ...questions,
  }
}
