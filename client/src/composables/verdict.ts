// Plays a sound for a verdict, and announces it to screen readers.
import verdictText from 'texts/verdict'
import type { Verdict } from '../api/client'
import { sentences } from '../locales/locale'
import { announce } from './announce'

export type Mood = 'good' | 'partly' | 'wrong'

/** The kind of outcome; null if nothing was right or wrong. */
export function moodOf(verdict: Verdict): Mood | null {
  if (verdict.key === null) return null
  return verdict.credit >= 1 ? 'good' : verdict.credit > 0 ? 'partly' : 'wrong'
}

/** Sounds come after the first answer, so they are in the chunk of what comes later. */
async function sound(mood: Mood | null, wat: boolean): Promise<void> {
  const found = await import(/* webpackChunkName: "later" */ './sound').catch(() => null)
  if (wat) found?.play('stamp')
  if (mood) found?.play(mood === 'good' ? 'right' : 'wrong')
}

/** `worth`: the points for full credit. */
export function react(verdict: Verdict, worth: number): void {
  const mood = moodOf(verdict)
  void sound(mood, verdict.wat)
  const news = mood
    ? verdictText.said({ line: verdictText[mood][1], points: verdict.points, worth })
    : verdictText.thanks
  announce(sentences(news, verdict.wat ? verdictText.wat : ''))
}
