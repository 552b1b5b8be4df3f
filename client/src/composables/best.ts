// The best result of this device, for each quiz. Nothing of it leaves the browser.
import type { Attempt } from '../api/client'
import { recall, remember } from './storage'

export interface Best {
  /** The attempt that it is of. */
  id: string
  score: number
  max: number
  /** It was better than one before. */
  isNew: boolean
}

const share = ({ score, max }: Pick<Best, 'score' | 'max'>): number => score / max

/** Keeps this result if it is the best one, and returns the best; null where nothing counts. */
export function keepBest({ id, quiz, score, max_score: max, practice_of }: Attempt): Best | null {
  if (score === null || max === 0 || practice_of) return null
  const key = `best.${quiz.slug}`
  const before = recall<Best>(key)
  if (before && (before.id === id || share(before) >= score / max)) return before
  const best = { id, score, max, isNew: before !== null }
  remember(key, best)
  return best
}

/** Whether this attempt is to be celebrated: true once, even if the page is opened again. */
export function celebrateOnce(id: string): boolean {
  if (recall<string>('celebrated') === id) return false
  remember('celebrated', id)
  return true
}
