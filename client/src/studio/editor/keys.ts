// Keys of the editor that several parts name. F8 is free: no browser and no screen reader takes it, and
// on no keyboard it writes a character, as Ctrl+Alt or Alt+Shift with a letter do.
export const PUBLISH_KEY = 'F8'

/** Whether this asks for it, and nothing more urgent is open. */
export function asksToPublish(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey, shiftKey, repeat } = event
  const held = ctrlKey || metaKey || altKey || shiftKey
  return key === PUBLISH_KEY && !held && !repeat && !document.querySelector('dialog[open]')
}
