// What of a question has a letter, and what players are asked to do with the rest.
import imageText from 'texts/questions/image'
import opinionsText from 'texts/questions/opinions'
import hostText from 'texts/live/host'
import { exact } from '../../locales/locale'
import type { GameState, Outcome } from '../api'
import { letterOf } from '../parts/letters'

export type View = NonNullable<GameState['question']>['view']
export interface Lettered {
  id: string
  html?: string | undefined
  text: string
}

const { asks } = hostText

/** The choices, in the order of their letters; null for what is answered without. */
export function letteredOf(view: View): Lettered[] | null {
  if ('choices' in view) return view.choices
  if (view.type === 'truefalse') {
    return (['true', 'false'] as const).map((id) => ({ id, text: opinionsText.truth[id] }))
  }
  if (view.type !== 'image' || !view.areas) return null
  return view.areas.map(({ id, html }, index) => ({
    id,
    html: html || undefined,
    text: imageText.area({ letter: letterOf(index) }),
  }))
}

/** How many characters of the author's Markdown are read: those of an image's address are not. */
export const readable = (text: string): number => text.replace(/!\[[^\]]*\]\([^)]*\)/g, '').length

/** What to do; empty where that is plain. Compilation fails if a type of the API is missing here. */
export function askOf(view: View): string {
  switch (view.type) {
    case 'single':
    case 'truefalse':
      return ''
    case 'multiple':
      return asks.several
    case 'poll':
      return view.several ? asks.votes : ''
    case 'text':
      return asks.text
    case 'number': {
      const { slider, unit } = view
      if (slider) return asks.slider({ from: exact(slider.from), to: `${exact(slider.to)} ${unit}`.trim() })
      return unit ? asks.numberIn({ unit }) : asks.number
    }
    case 'wordcloud':
      return asks.words({ entries: view.entries })
    case 'ordering':
      return asks.order
    case 'matching':
      return asks.match
    case 'categorise':
      return asks.place
    case 'blanks':
      return asks.blanks
    case 'image':
      return view.areas ? asks.areas : asks.point
  }
}

/** How many players gave each answer, by the id of a choice or the words. */
export function countsOf({ bars, others }: Outcome): Map<string, number> {
  return new Map([...bars, ...(others?.answers ?? [])].map(({ label, count }) => [label, count]))
}
