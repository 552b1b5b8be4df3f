// The words and the slots of a Markdown text, and files on their way into it.
import { computed, ref, shallowRef, toRaw, watch, type Ref } from 'vue'
import { problemText } from '../../composables/problem'
import { ApiProblem } from '../../api/client'
import { joined, partsOf, type Parts, type Slot } from './media'
import { isMedia, upload } from './upload'
import { useUploads } from '../api/uploads'

/** A file that is being stored, or could not be. */
export interface Coming {
  key: number
  file: File
  /** Why it could not be stored. */
  failure: string
  /** The slot whose place it takes. */
  instead: string | null
}

export function useSlots(text: Ref<string>, gap: string) {
  const parts = shallowRef<Parts>(partsOf(text.value))
  const coming = ref<Coming[]>([])
  const uploads = useUploads()
  let last = 0

  // What is typed is taken as it is, even if it could be read in another way.
  watch(text, (now) => {
    if (now !== joined(parts.value, gap)) parts.value = partsOf(now)
  })

  function set(now: Partial<Parts>): void {
    parts.value = { ...parts.value, ...now }
    text.value = joined(parts.value, gap)
  }

  const words = computed({ get: () => parts.value.words, set: (words) => set({ words }) })
  const slots = computed(() => parts.value.slots)
  const change = (at: number, changes: Partial<Slot>) =>
    set({ slots: slots.value.map((slot, index) => (index === at ? { ...slot, ...changes } : slot)) })
  const remove = (at: number) => set({ slots: slots.value.filter((_, index) => index !== at) })
  const leave = (key: number) => (coming.value = coming.value.filter((one) => one.key !== key))

  function drop(key: number): void {
    const one = coming.value.find((known) => known.key === key)
    if (one) uploads.drop(toRaw(one))
    leave(key)
  }

  const store = (one: Coming): Promise<void> => uploads.track(toRaw(one), () => putIn(one))

  async function putIn(one: Coming): Promise<boolean> {
    one.failure = ''
    try {
      const { id } = await upload(one.file)
      leave(one.key)
      const at = slots.value.findIndex((slot) => slot.id === one.instead)
      if (at >= 0) change(at, { id })
      else set({ slots: [...slots.value, { id, alt: '', gap: '' }] })
      return true
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      const failed = coming.value.find(({ key }) => key === one.key)
      if (failed) failed.failure = problemText(problem)
      return false
    }
  }

  function take(file: File, instead: string | null = null): void {
    coming.value = [...coming.value, { key: ++last, file, failure: '', instead }]
    const one = coming.value.at(-1)
    if (one) void store(one)
  }

  /** Of what is pasted or dropped, the images and sounds. */
  function receive(event: Event, data: DataTransfer | null): void {
    const files = [...(data?.files ?? [])].filter(isMedia)
    if (files.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    for (const file of files) take(file)
  }
  const on = {
    paste: (event: ClipboardEvent) => receive(event, event.clipboardData),
    drop: (event: DragEvent) => receive(event, event.dataTransfer),
    dragover: (event: DragEvent) => event.preventDefault(),
  }

  return { words, slots, coming, change, remove, drop, store, take, on }
}
