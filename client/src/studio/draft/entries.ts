// What is done to the questions of a draft as a whole: added, copied, taken out, moved, restored.
import type { Ref, ShallowRef } from 'vue'
import { read, write } from '../api/request'
import type { Content, DraftView, QuestionView } from './content'
import type { Item } from './item'
import { inserted, omitted, without } from './order'

export interface Entry {
  item: Item
  /** The published question that it began as. */
  questionId: number | null
}

interface State {
  /** Of the draft in the API. */
  path: string
  entries: ShallowRef<Entry[]>
  changed: Ref<boolean>
  /** Do something; whether it worked. */
  act: (what: () => Promise<void>) => Promise<boolean>
  show: (view: DraftView) => void
  questionItem: (view: QuestionView) => Item
}

export function questionActions({ path, entries, changed, act, show, questionItem }: State) {
  const entryOf = (id: string) => entries.value.find(({ item }) => item.id === id)

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

  return { add, duplicate, remove, move, restore }
}
