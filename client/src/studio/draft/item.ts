// One item that saves itself while it is edited: a question, or the draft's quiz fields.
import { markRaw, reactive } from 'vue'
import { problemText } from '../../composables/problem'
import type { ApiProblem } from '../../api/client'
import { isBlank, same, type Content } from './content'
import { Past } from './past'
import { untouched, type DraftProblem } from './problems'
import { Saver, type SaveState } from './saver'
import { makeUploads, type Uploads } from '../api/uploads'
import type { Shelf } from './shelf'

export interface Saved {
  version: number
  content: Content
  problems: DraftProblem[]
  edited_by: string | null
}

export interface Item {
  id: string
  content: Content
  problems: DraftProblem[]
  state: SaveState
  /** Why it is not saved. */
  message: string
  /** The current version, if another author was faster. */
  conflict: Saved | null
  canUndo: boolean
  canRedo: boolean
  /** Its errors are shown: the author has left it once, or wants to publish. */
  revealed: boolean
  /** Counts what came from elsewhere than the form: undone, restored, taken over. */
  edition: number
  /** Images and sounds on their way into it. */
  uploads: Uploads
  change: (content: Content) => void
  /** Like `change`, but undone by itself and shown anew. */
  rewrite: (content: Content) => void
  undo: () => void
  redo: () => void
  flush: () => Promise<void>
  isClean: () => boolean
  follow: (now: Saved) => void
  /** Use the server's version, and discard what was written here. */
  replace: (now: Saved) => void
  takeMine: () => Promise<void>
  takeTheirs: () => void
  /** 0 until the server has it. */
  version: () => number
  /** Save it for the first time. */
  begin: () => void
  close: () => void
}

interface Options {
  id: string
  shelf: Shelf
  now: Saved
  send: (content: Content, version: number) => Promise<Saved>
  /** What is there now, of an answer of status 409. */
  current: (problem: ApiProblem) => Saved | null
  /** Called with every change. */
  written?: () => void
}

export function makeItem({ id, shelf, now, send, current, written }: Options): Item {
  const past = new Past<Content>(now.content)
  let version = now.version
  const saver = new Saver<Content, Saved>({
    id,
    shelf,
    version,
    send,
    saved(answer) {
      version = answer.version
      item.problems = answer.problems
    },
    state(state, problem) {
      item.state = state
      item.message = problem ? problemText(problem) : ''
      item.conflict = state === 'conflict' && problem ? current(problem) : null
    },
  })

  function show(content: Content): void {
    item.problems = untouched(item.problems, item.content, content)
    item.content = content
    item.canUndo = past.canUndo
    item.canRedo = past.canRedo
  }
  function step(content: Content): void {
    show(content)
    item.edition++
    saver.change(content)
    written?.()
  }
  function take(now: Saved): void {
    version = now.version
    if (!same(now.content, item.content)) {
      past.record(now.content, true)
      show(now.content)
      item.edition++
    }
    item.problems = now.problems
  }

  const item: Item = reactive({
    id,
    content: now.content,
    problems: now.problems,
    state: 'saved' as SaveState,
    message: '',
    conflict: null,
    canUndo: false,
    canRedo: false,
    revealed: !isBlank(now.content),
    edition: 0,
    uploads: markRaw(makeUploads()),
    change(content: Content) {
      past.record(content)
      show(content)
      saver.change(content)
      written?.()
    },
    rewrite(content: Content) {
      past.record(content, true)
      step(content)
    },
    undo: () => step(past.undo()),
    redo: () => step(past.redo()),
    flush: () => saver.flush(),
    isClean: () => saver.clean,
    follow(now: Saved) {
      // A response from before the last saved change is outdated.
      if (!saver.clean || now.version < version) return
      saver.follow(now.version)
      take(now)
    },
    replace(now: Saved) {
      saver.drop(now.version)
      take(now)
    },
    async takeMine() {
      if (item.conflict) await saver.takeMine(item.conflict)
    },
    takeTheirs() {
      if (item.conflict) item.replace(item.conflict)
    },
    version: () => version,
    begin: () => saver.begin(item.content),
    close: () => saver.close(),
  })

  const kept = shelf.all()[id]
  if (kept && same(kept.value, now.content)) shelf.drop(id)
  else if (kept) {
    past.record(kept.value as Content, true)
    show(kept.value as Content)
    saver.resume(kept.value as Content, kept.version)
  }
  return item
}
