// The draft of the quiz on this page, for all that is on it.
import { inject, type InjectionKey } from 'vue'
import type { Draft } from './draft'

export const draftKey: InjectionKey<Draft> = Symbol('draft')

export function theDraft(): Draft {
  const draft = inject(draftKey)
  if (!draft) throw new Error('no draft on this page')
  return draft
}
