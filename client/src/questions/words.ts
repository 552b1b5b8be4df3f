// An answer in a few words, for lists in which every choice would be too much. The pieces are HTML from the
// server, or plain text. Compilation fails if a type of the API is missing here.
import imageText from 'texts/questions/image'
import opinionsText from 'texts/questions/opinions'
import type { Choice, Question, Response } from '../api/client'
import { measured } from './number'

export interface Piece {
  html?: string | undefined
  text?: string | undefined
  /** What belongs to it: the place of an item. */
  to?: { html: string } | undefined
}
type View = Question['view']
type Words<Type extends View['type']> = (view: Extract<View, { type: Type }>, given: Response) => Piece[]

const html = (choices: readonly Choice[], ids: readonly string[]): Piece[] =>
  choices.filter(({ id }) => ids.includes(id)).map((choice) => ({ html: choice.html }))

const inOrder = (choices: readonly Choice[], ids: readonly string[]): Piece[] =>
  ids.flatMap((id) => html(choices, [id]))

const placed = (items: readonly Choice[], places: readonly Choice[], at: Record<string, string>): Piece[] =>
  items.flatMap((item) => {
    const to = places.find(({ id }) => id === at[item.id])
    return to ? [{ html: item.html, to }] : []
  })

const letter = (index: number): string => String.fromCharCode(65 + index)
const whole = (share: number): number => Math.round(100 * share) / 100

const types: { [Type in View['type']]: Words<Type> } = {
  single: ({ choices }, given) => ('choice' in given ? html(choices, [given.choice]) : []),
  multiple: ({ choices }, given) => ('choices' in given ? html(choices, given.choices) : []),
  poll: ({ choices }, given) => ('votes' in given ? html(choices, given.votes) : []),
  truefalse: (_view, given) =>
    'answer' in given ? [{ text: opinionsText.truth[given.answer ? 'true' : 'false'] }] : [],
  text: (_view, given) => ('text' in given ? [{ text: given.text }] : []),
  number: ({ unit }, given) => ('number' in given ? [{ text: measured(given.number, unit) }] : []),
  wordcloud: (_view, given) => ('words' in given ? given.words.map((text) => ({ text })) : []),
  ordering: ({ items }, given) => ('order' in given ? inOrder(items, given.order) : []),
  matching: ({ lefts, rights }, given) => ('pairs' in given ? placed(lefts, rights, given.pairs) : []),
  categorise: ({ items, categories }, given) =>
    'places' in given ? placed(items, categories, given.places) : [],
  blanks: ({ gaps }, given) => {
    const filled = 'gaps' in given ? new Map(Object.entries(given.gaps)) : new Map<string, string | number>()
    return gaps.flatMap((gap) => {
      const value = filled.get(gap.name)
      if (value === undefined) return []
      if (gap.kind === 'choice') return [{ text: gap.choices.find(({ id }) => id === value)?.text ?? '' }]
      return [{ text: gap.kind === 'number' ? measured(value, gap.unit) : String(value) }]
    })
  },
  image: ({ areas }, given) => {
    if (!('outlines' in given)) return []
    if (given.point) {
      return [{ text: imageText.spot({ x: whole(given.point.x), y: whole(given.point.y) }) }]
    }
    const picked = (areas ?? []).flatMap((area, index) =>
      given.areas?.includes(area.id)
        ? [{ html: area.html || undefined, text: area.html ? undefined : imageText.area({ letter: letter(index) }) }]
        : [],
    )
    return picked.length > 0 || !given.outlines ? picked : [{ text: imageText.outlined }]
  },
}

/** Nothing: no answer, or an empty one. */
export function wordsOf(view: View, given: Response | null): Piece[] {
  return given ? (types[view.type] as Words<View['type']>)(view as never, given) : []
}
