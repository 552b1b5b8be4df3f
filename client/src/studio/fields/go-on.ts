// Where Enter goes on when a field or a list is done: to what comes after it in the form.
import type { InjectionKey } from 'vue'

/** `from` is what is done. */
export const goOnKey: InjectionKey<(from: HTMLElement) => void> = Symbol('go on')

const TEXTS = 'textarea:not(:disabled, [data-note]), input[type=text]:not(:disabled)'

/** The first field to write in, or to choose in where nothing is written; not one that is folded. */
export function firstField(form: HTMLElement): HTMLElement | null {
  const open = (selector: string) =>
    [...form.querySelectorAll<HTMLElement>(selector)].find((one) => !one.closest('details:not([open])'))
  return (
    open(TEXTS) ??
    open('input:not(:disabled, [type=file]), select:not(:disabled), button:not(:disabled)') ??
    null
  )
}

/** Puts the caret at the end of a field. */
export function focusEnd(field: HTMLElement): void {
  field.focus()
  if (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === 'text')) {
    field.setSelectionRange(field.value.length, field.value.length)
  }
}
