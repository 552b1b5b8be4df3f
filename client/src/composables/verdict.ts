// Plays a sound for a verdict, and announces it to screen readers.
import verdictText from 'texts/verdict'
import type { Verdict } from '../api/client'
import { sentences } from '../locales/locale'
import { announce } from './announce'
import { play } from './sound'

export type Mood = 'good' | 'partly' | 'wrong'

/** The kind of outcome; null if nothing was right or wrong. */
export function moodOf(verdict: Pick<Verdict, 'credit' | 'key'>): Mood | null {
  if (verdict.key === null) return null
  return verdict.credit >= 1 ? 'good' : verdict.credit > 0 ? 'partly' : 'wrong'
}

/** `worth`: the points for full credit. */
export function react(verdict: Verdict, worth: number): void {
  const mood = moodOf(verdict)
  if (verdict.wat) play('stamp')
  if (mood) play(mood === 'good' ? 'right' : 'wrong')
  const news = mood
    ? verdictText.said({ line: verdictText[mood][1], points: verdict.points, worth })
    : verdictText.thanks
  announce(sentences(news, verdict.wat ? verdictText.wat : ''))
}
