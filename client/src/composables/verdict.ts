// A verdict is news: it is heard, and told to those who do not see it.
import type { Verdict } from '../api/client'
import { later } from '../locales/later'
import { announce } from './announce'
import { play } from './sound'

export type Mood = 'good' | 'partly' | 'wrong'

/** How it went; null where nothing was right or wrong. */
export function moodOf(verdict: Verdict): Mood | null {
  if (verdict.key === null) return null
  return verdict.credit >= 1 ? 'good' : verdict.credit > 0 ? 'partly' : 'wrong'
}

/** `worth`: what full credit would have earned. */
export function tell(verdict: Verdict, worth: number): void {
  const words = later.verdict
  const mood = moodOf(verdict)
  if (verdict.wat) play('stamp')
  if (mood) play(mood === 'good' ? 'right' : 'wrong')
  const news = mood ? `${words[mood][0]} ${words.earned(verdict.points, worth)}.` : words.thanks
  announce(verdict.wat ? `${news} ${words.wat}` : news)
}
