// The words and the slots of a Markdown text, and files on their way into it.
import { computed, shallowRef, watch, type Ref } from 'vue'
import { useComing } from './coming'
import { joined, partsOf, type Parts, type Slot } from './media'
import { isMedia } from './upload'

/** `place` names the field in its form. */
export function useSlots(text: Ref<string>, gap: string, place: () => string) {
  const parts = shallowRef<Parts>(partsOf(text.value))

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

  const { coming, take, store, drop } = useComing(place, ({ id }, instead) => {
    const at = slots.value.findIndex((slot) => slot.id === instead)
    if (at >= 0) change(at, { id })
    else set({ slots: [...slots.value, { id, alt: '', gap: '' }] })
  })

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
