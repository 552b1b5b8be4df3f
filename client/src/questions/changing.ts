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

/** In a live game, what the button says that sends an answer: it is checked with those of all others. */
export const SENDS: InjectionKey<string> = Symbol()

/** Empty where an answer is checked at once. */
export const useSends = (): string => inject(SENDS, '')

/** Null where an answer is checked, and then final. */
export const useChanging = (): Changing | null => inject(CHANGING, null)
