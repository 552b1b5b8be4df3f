// Short news at the foot of the page, with a way to undo what it reports. ToastBar shows it.
import { ref } from 'vue'

export interface Toast {
  text: string
  action?: { label: string; act: () => unknown }
}

/** The one that is shown: a newer one takes its place. */
export const shown = ref<Toast | null>(null)

/** Says that something has happened, for ten seconds or until it is put away. */
export function toast(text: string, action?: Toast['action']): void {
  shown.value = { text, ...(action && { action }) }
}
