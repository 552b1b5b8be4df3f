// What a player does with an attempt besides answering: flags, the place, the time spent. It is kept on the
// device, since it is a note to oneself: it works without a network, and says nothing to an author.
import { onScopeDispose, ref, type Ref } from 'vue'
import type { Question } from '../../api/client'
import { marksOf } from '../../composables/attempt'
import type { Store } from '../../composables/storage'

export interface Marks {
  /** The question that is open, by its id. */
  place: number | 'review'
  flags: number[]
  /** How often each answer was given, changed or cleared: both tabs of a browser count on. */
  revisions: Record<number, number>
  /** Milliseconds at each question, on earlier visits. */
  spent: Record<number, number>
  handedIn: boolean
}

const NONE: Marks = { place: 0, flags: [], revisions: {}, spent: {}, handedIn: false }

export interface MarkStore {
  marks: Ref<Marks>
  /** Change these, and keep what another tab has changed meanwhile. */
  put: (change: (now: Marks) => Partial<Marks>) => void
  flag: (question: number) => void
  /** Counts a change of an answer, and returns its revision. */
  count: (question: Question) => number
}

export function useMarks(attempt: string, store: Store): MarkStore {
  const name = marksOf(attempt)
  const read = (): Marks => ({ ...NONE, ...store.recall<Partial<Marks>>(name) })
  const marks = ref(read())

  function put(change: (now: Marks) => Partial<Marks>): void {
    const now = read()
    marks.value = { ...now, ...change(now) }
    store.remember(name, marks.value)
  }

  const toggled = (flags: number[], id: number) =>
    flags.includes(id) ? flags.filter((other) => other !== id) : [...flags, id]

  function count(question: Question): number {
    const next = Math.max(question.revision ?? 0, read().revisions[question.id] ?? 0) + 1
    put(({ revisions }) => ({ revisions: { ...revisions, [question.id]: next } }))
    return next
  }

  // Another tab.
  const reread = ({ key }: StorageEvent) => {
    if (key?.endsWith(name)) marks.value = read()
  }
  window.addEventListener('storage', reread)
  onScopeDispose(() => window.removeEventListener('storage', reread))

  return {
    marks,
    put,
    flag: (question) => put(({ flags }) => ({ flags: toggled(flags, question) })),
    count,
  }
}
