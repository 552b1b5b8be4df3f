// What is done to the questions of a draft as a whole: added, copied, taken out, moved, restored.
import type { Ref, ShallowRef } from 'vue'
import type { Schemas } from '../../api/client'
import { api } from '../api/client'
import { freshUuid } from './uuid'
import { type Content, type DraftView, type QuestionView } from './content'
import type { Item } from './item'
import { moved, omitted, spliced } from './order'

export interface Entry {
  item: Item
  /** The published question that it began as. */
  questionId: number | null
}

interface State {
  quizId: number
  read: () => Promise<DraftView>
  entries: ShallowRef<Entry[]>
  changed: Ref<boolean>
  /** Do something; whether it worked. */
  act: (what: () => Promise<void>) => Promise<boolean>
  show: (view: DraftView) => void
  questionItem: (view: QuestionView) => Item
}

/** Replaces a question of a draft, if it still has this version. */
export const putQuestion = (
  path: { quiz_id: number; draft_id: string },
  body: { version: number; content: Content },
): Promise<QuestionView> =>
  api.put('/api/studio/quizzes/{quiz_id}/draft/questions/{draft_id}', {
    params: { path },
    body,
  })

/** The questions that the server has, and in their places those that it does not have yet. */
export function withUnsent(listed: Entry[], shown: readonly Entry[]): Entry[] {
  return shown.reduce((all, entry, index) => {
    const id = entry.item.id
    if (entry.item.version() > 0 || all.some(({ item }) => item.id === id)) return all
    const previous = shown[index - 1]?.item.id
    return spliced(all, all.findIndex(({ item }) => item.id === previous) + 1, 0, entry)
  }, listed)
}

export function questionActions({ quizId, read, entries, changed, act, show, questionItem }: State) {
  const params = { path: { quiz_id: quizId } }
  const paramsOf = (draft_id: string) => ({ path: { ...params.path, draft_id } })
  const entryOf = (id: string) => entries.value.find(({ item }) => item.id === id)

  const bringBack = (body: Schemas['Restoration']) =>
    api.post('/api/studio/quizzes/{quiz_id}/draft/restore', { params, body })

  const place = (id: string, before: string | null) =>
    api.post('/api/studio/quizzes/{quiz_id}/draft/questions/{draft_id}/move', {
      params: paramsOf(id),
      body: { before },
    })

  /** Add a question before that one, or at the end; its id. It is there at once, and saves itself. */
  function add(content: Content, before: string | null = null, id = freshUuid()): string {
    const view = { id, content, version: 0, problems: [], edited_by: null, edited_at: '', question_id: null, origin: null }
    const entry = { item: questionItem(view), questionId: null }
    const at = entries.value.findIndex(({ item }) => item.id === before)
    entries.value = spliced(entries.value, at < 0 ? entries.value.length : at, 0, entry)
    changed.value = true
    entry.item.begin()
    return id
  }

  /** Send a question for the first time, or again as long as there was no answer. */
  function create(id: string, content: Content): Promise<QuestionView> {
    const at = entries.value.findIndex(({ item }) => item.id === id)
    const before = entries.value.slice(at + 1).find(({ item }) => item.version() > 0)?.item.id ?? null
    return api.post('/api/studio/quizzes/{quiz_id}/draft/questions', { params, body: { id, content, before } })
  }

  const nextOf = (id: string): string | null =>
    entries.value[entries.value.findIndex(({ item }) => item.id === id) + 1]?.item.id ?? null

  function duplicate(id: string): string | null {
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
      const version = entry.item.version()
      if (version > 0) {
        await api.delete('/api/studio/quizzes/{quiz_id}/draft/questions/{draft_id}', {
          params: { ...paramsOf(id), query: { version } },
        })
      } else entry.item.replace({ version, content: entry.item.content, problems: [], edited_by: null })
      entry.item.close()
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
      const back = await bringBack({ question_id: questionId })
      const body = { version: back.version, content: { ...item.content } }
      await putQuestion(paramsOf(back.id).path, body)
      show(await place(back.id, before))
      id = back.id
    })
    return id
  }

  // One after the other; of several in a row, only the last answer is shown.
  let moves = 0
  let lastMove: Promise<unknown> = Promise.resolve()

  async function move(from: number, to: number): Promise<void> {
    const id = entries.value[from]?.item.id
    if (id === undefined || from === to) return
    entries.value = moved(entries.value, from, to)
    const before = entries.value[to + 1]?.item.id ?? null
    const mine = ++moves
    const done = (lastMove = lastMove.then(() =>
      act(async () => {
        await Promise.all([entryOf(id)?.item.flush(), entryOf(before ?? '')?.item.flush()])
        const view = await place(id, before)
        if (mine === moves) show(view)
      }),
    ))
    if (!(await done)) await read().then(show, () => undefined)
  }

  async function restore(id: string, questionId: number): Promise<boolean> {
    const item = entryOf(id)?.item
    if (!item) return false
    await item.flush()
    return act(async () => {
      item.replace(await bringBack({ question_id: questionId, into: id, version: item.version() }))
      changed.value = true
    })
  }

  return { add, create, duplicate, remove, move, restore }
}
