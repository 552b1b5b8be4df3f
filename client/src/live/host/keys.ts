// The keys of a host's screen. A clicker sends page down or the right arrow.
import { onScopeDispose, ref, watch } from 'vue'
import { recall, remember } from '../../composables/storage'

export const ACTIONS = ['step', 'extend', 'pause', 'skip', 'void', 'lock', 'mute', 'full', 'help'] as const
export type Action = (typeof ACTIONS)[number]

/** The keys as they are written in the list. */
export const WRITTEN: Record<Action, readonly string[]> = {
  step: ['Space', '→', 'Page Down'],
  extend: ['+'],
  pause: ['P'],
  skip: ['S'],
  void: ['V'],
  lock: ['L'],
  mute: ['M'],
  full: ['F'],
  help: ['?'],
}

const STEPS = [' ', 'ArrowRight', 'PageDown']
const LETTERS: Record<string, Action> = {
  '+': 'extend',
  '=': 'extend', // the same key without Shift
  p: 'pause',
  s: 'skip',
  v: 'void',
  l: 'lock',
  m: 'mute',
  f: 'full',
  '?': 'help',
}

/** Whether keys with a letter or sign do something: speech input presses them by accident. */
export const lettersOn = ref(recall<boolean>('live.keys') ?? true)
watch(lettersOn, (on) => remember('live.keys', on))

/** What a key does; null: nothing, or something of the element that has the focus. */
export function actionOf(event: KeyboardEvent): Action | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return null
  const at = event.target instanceof Element ? event.target : null
  if (at?.closest('input, select, textarea, dialog, [role="menu"], audio, video')) return null
  if (STEPS.includes(event.key)) {
    return event.key === ' ' && at?.closest('button, a, summary') ? null : 'step'
  }
  return lettersOn.value ? (LETTERS[event.key.toLowerCase()] ?? null) : null
}

export function useKeys(act: (action: Action) => void): void {
  const pressed = (event: KeyboardEvent) => {
    const action = actionOf(event)
    if (!action) return
    event.preventDefault()
    act(action)
  }
  document.addEventListener('keydown', pressed)
  onScopeDispose(() => document.removeEventListener('keydown', pressed))
}
