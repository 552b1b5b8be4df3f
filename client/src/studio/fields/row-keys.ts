// The keys of a list whose rows are written: Enter goes on, Backspace in an empty row removes it, Alt
// and an arrow move it, Ctrl+Enter marks it, Ctrl+. opens its menu.
import type questionsText from 'texts/studio/questions'
import { isShortcut } from './markdown'

/** What a row is: it has words of its own. */
export type RowKind = keyof typeof questionsText.rows

export type RowKey = 'on' | 'remove' | 'up' | 'down' | 'mark' | 'menu'

/** What a key asks for in a field of a row; nothing, if it just writes. */
export function rowKey(event: KeyboardEvent, empty: boolean): RowKey | null {
  if (event.isComposing) return null // it ends a word of an input method
  const { key, altKey, shiftKey } = event
  const control = event.ctrlKey || event.metaKey
  if (key === 'Enter' && !altKey && !shiftKey) return control ? 'mark' : 'on'
  if (key === 'Backspace' && empty && !event.repeat) return 'remove'
  if (key === '.' && isShortcut(event)) return 'menu'
  if (altKey && !control && key === 'ArrowUp') return 'up'
  if (altKey && !control && key === 'ArrowDown') return 'down'
  return null
}
