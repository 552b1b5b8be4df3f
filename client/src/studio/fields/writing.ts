// A textarea in which Markdown is written: what its buttons and keys do.
import type { Ref } from 'vue'
import {
  commandOf,
  endsLine,
  inserted,
  replacement,
  type Command,
  type Replacement,
  type Selected,
} from './markdown'

type Area = Readonly<Ref<HTMLTextAreaElement | null>>

const selected = (field: HTMLTextAreaElement): Selected => ({
  text: field.value,
  start: field.selectionStart,
  end: field.selectionEnd,
})

export function useWriting(area: Area) {
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

  function keydown(event: KeyboardEvent): void {
    const command = commandOf(event)
    if (!command) return
    event.preventDefault()
    run(command)
  }

  /** Whether it is Enter where a line may end the text. */
  const isEnd = (event: KeyboardEvent): boolean =>
    event.key === 'Enter' &&
    !(event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) &&
    area.value !== null &&
    endsLine(selected(area.value))

  return { run, insert, keydown, endsLine: isEnd }
}

// The one way that leaves the browser's own undo as it is; deprecated, and without a successor.
function write(field: HTMLTextAreaElement, text: string): void {
  const done = text === '' ? document.execCommand?.('delete') : document.execCommand?.('insertText', false, text)
  if (done) return
  field.setRangeText(text)
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
