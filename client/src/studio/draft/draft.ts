// The draft of a quiz in this page: its questions and what it says of the quiz, each saving itself.
import { computed, onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'
import { ApiProblem, type Schemas } from '../../api/client'
import { read, user, write } from '../session'
import { firstWords, type Content } from './content'
import { makeItem, type Item, type Saved } from './item'
import { Shelf, type Kept } from './kept'
import { inserted, omitted, without } from './order'

export type QuizInfo = Schemas['StudioQuiz']
type DraftView = Schemas['DraftView']
type QuestionView = Schemas['QuestionDraftView']

export interface Entry {
  item: Item
  /** The published question that it began as. */
  questionId: number | null
}

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

  async function add(content: Content, before: string | null = null): Promise<string | null> {
    let id: string | null = null
    await act(async () => {
      const made = await write<QuestionView>('POST', `${path}/questions`, { content, before })
      insert(made, before)
      id = made.id
    })
    return id
  }

  function insert(view: QuestionView, before: string | null): void {
    const at = entries.value.findIndex(({ item }) => item.id === before)
    const entry = { item: questionItem(view), questionId: view.question_id }
    entries.value = inserted(entries.value, at < 0 ? entries.value.length : at, entry)
    changed.value = true
  }

  const nextOf = (id: string): string | null =>
    entries.value[entries.value.findIndex(({ item }) => item.id === id) + 1]?.item.id ?? null

  async function duplicate(id: string): Promise<string | null> {
    const found = entryOf(id)
    if (!found) return null
    return add(omitted(found.item.content, 'id'), nextOf(id))
  }

  /** Take a question out; what brings it back. */
  async function remove(id: string): Promise<(() => Promise<string | null>) | null> {
    const entry = entryOf(id)
    if (!entry) return null
    const before = nextOf(id)
    await entry.item.flush()
    const done = await act(async () => {
      await write('DELETE', `${path}/questions/${id}?version=${entry.item.version()}`)
      entries.value = entries.value.filter((other) => other !== entry)
      changed.value = true
    })
    if (!done) return null
    return () => revive(entry, entryOf(before ?? '') ? before : null)
  }

  // A published one comes back as itself, so that its history goes on.
  async function revive({ item, questionId }: Entry, before: string | null): Promise<string | null> {
    if (questionId === null) return add(item.content, before)
    let id: string | null = null
    await act(async () => {
      const back = await write<QuestionView>('POST', `${path}/restore`, { question_id: questionId })
      const content = { ...item.content }
      const body = { version: back.version, content }
      await write<QuestionView>('PUT', `${path}/questions/${back.id}`, body)
      show(await write<DraftView>('POST', `${path}/questions/${back.id}/move`, { before }))
      id = back.id
    })
    return id
  }

  // One after the other; of several in a row, only the last answer is shown.
  let moves = 0
  let lastMove: Promise<unknown> = Promise.resolve()

  async function move(from: number, to: number): Promise<void> {
    const moved = entries.value[from]
    if (!moved || from === to) return
    const others = without(entries.value, from)
    const before = others[to]?.item.id ?? null
    entries.value = inserted(others, to, moved)
    const mine = ++moves
    const done = (lastMove = lastMove.then(() =>
      act(async () => {
        const address = `${path}/questions/${moved.item.id}/move`
        const view = await write<DraftView>('POST', address, { before })
        if (mine === moves) show(view)
      }),
    ))
    if (!(await done)) await read<DraftView>(path).then(show, () => undefined)
  }

  async function restore(id: string, questionId: number): Promise<boolean> {
    const item = entryOf(id)?.item
    if (!item) return false
    await item.flush()
    return act(async () => {
      const body = { question_id: questionId, into: id, version: item.version() }
      item.replace(await write<QuestionView>('POST', `${path}/restore`, body))
      changed.value = true
    })
  }

  const items = (): Item[] => [
    ...(fields.value ? [fields.value] : []),
    ...entries.value.map(({ item }) => item),
  ]

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
    if (await add(content)) dropOrphan(id)
  }

  const nameOf = (id: string) => firstWords((orphans.value[id]?.value ?? {}) as Content)

  // What others did meanwhile is seen when one comes back to the page.
  function awake(): void {
    if (document.visibilityState === 'hidden') void flush()
    else if (quiz.value && !readonly.value) void refresh()
  }
  const online = () => void flush()
  onMounted(() => {
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
    load, refresh, add, duplicate, remove, move, restore, flush, publish, discard,
    adoptOrphan, dropOrphan, nameOf, act,
  }
}
