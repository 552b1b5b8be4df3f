// Answers that can be changed until the attempt is handed in: a question starts from the answer that
// stands, and reports each change instead of being checked.
import { inject, type InjectionKey } from 'vue'
import type { Response } from '../api/client'

export interface Changing {
  /** The answer that stands; null: there is none. */
  readonly given: Response | null
  /** Save this whenever it changes; `often`: a moment after the last of several changes. */
  keep: (answer: () => Response | null, often?: boolean) => void
}

export const CHANGING: InjectionKey<Changing | null> = Symbol()

/** Null where an answer is checked, and then final. */
export const useChanging = (): Changing | null => inject(CHANGING, null)
