// The keys of the studio, and whether their list is shown.
import { ref } from 'vue'

/**
 * Publishes the draft. No browser and no screen reader takes it, and on no keyboard it writes a
 * character, as Ctrl+Alt or Alt+Shift with a letter do.
 */
export const PUBLISH_KEY = 'F8'

export const shortcutsShown = ref(false)

/** Shows the list for the key `?`, outside of fields and dialogs. */
export function askForShortcuts(event: KeyboardEvent): void {
  const { target } = event
  const isTyping = target instanceof HTMLElement && target.matches('input, textarea, select')
  if (event.key !== '?' || isTyping || document.querySelector('dialog[open]')) return
  event.preventDefault()
  shortcutsShown.value = true
}
