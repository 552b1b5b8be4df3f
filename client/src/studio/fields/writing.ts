// A textarea in which Markdown is written: its keys, and files that are dropped or pasted into it.
import { ref, type Ref } from 'vue'
import {
  commandOf,
  inserted,
  replacement,
  type Command,
  type Replacement,
  type Selected,
} from './markdown'
import { isMedia } from './upload'

type Area = Readonly<Ref<HTMLTextAreaElement | null>>

export function useWriting(area: Area) {
  /** The file that is about to be put into the text. */
  const file = ref<File | null>(null)
  // Where it goes: a browser may forget the place while a dialog has the focus.
  let place = { start: 0, end: 0 }

  const selected = (field: HTMLTextAreaElement): Selected => ({
    text: field.value,
    start: field.selectionStart,
    end: field.selectionEnd,
  })

  function replace({ from, to, insert, select }: Replacement): void {
    const field = area.value
    if (!field) return
    field.focus()
    field.setSelectionRange(from, to)
    write(field, insert)
    field.setSelectionRange(from + select[0], from + select[1])
  }

  function run(command: Command): void {
    if (area.value) replace(replacement(command, selected(area.value)))
  }

  function insert(text: string): void {
    if (area.value) replace(inserted(selected(area.value), text))
  }

  function offer(offered: File): void {
    if (area.value) place = selected(area.value)
    file.value = offered
  }

  function put(markdown: string): void {
    file.value = null
    if (area.value) replace(inserted({ ...place, text: area.value.value }, markdown))
  }

  function onKeydown(event: KeyboardEvent): void {
    const command = commandOf(event)
    if (!command) return
    event.preventDefault()
    run(command)
  }

  function take(event: Event, data: DataTransfer | null): void {
    const found = [...(data?.files ?? [])].find(isMedia)
    if (!found) return
    event.preventDefault()
    offer(found)
  }
  const onPaste = (event: ClipboardEvent) => take(event, event.clipboardData)
  const onDrop = (event: DragEvent) => take(event, event.dataTransfer)

  return { file, run, insert, offer, put, on: { keydown: onKeydown, paste: onPaste, drop: onDrop } }
}

// The one way that leaves the browser's own undo as it is; deprecated, and without a successor.
function write(field: HTMLTextAreaElement, text: string): void {
  const done = text === '' ? document.execCommand?.('delete') : document.execCommand?.('insertText', false, text)
  if (done) return
  field.setRangeText(text)
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
