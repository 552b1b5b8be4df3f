// How each type of question looks on paper, and how its key reads. A type that the API has and
// these lists have not fails to compile.
import type { Component } from 'vue'
import printText from 'texts/studio/print'
import type { Schemas } from '../../../api/client'
import { letter, type KeyPart, type Printed, type PrintedOf } from '../handout'
import BlanksSheet from './BlanksSheet.vue'
import ChoiceSheet from './ChoiceSheet.vue'
import ImageSheet from './ImageSheet.vue'
import LineSheet from './LineSheet.vue'
import NumberSheet from './NumberSheet.vue'
import OrderingSheet from './OrderingSheet.vue'
import PlacesSheet from './PlacesSheet.vue'
import TrueFalseSheet from './TrueFalseSheet.vue'

type Type = Printed['view']['type']
type Choice = Schemas['ChoiceView']

const sheets: Record<Type, Component> = {
  single: ChoiceSheet,
  multiple: ChoiceSheet,
  poll: ChoiceSheet,
  truefalse: TrueFalseSheet,
  text: LineSheet,
  number: NumberSheet,
  wordcloud: LineSheet,
  blanks: BlanksSheet,
  matching: PlacesSheet,
  categorise: PlacesSheet,
  ordering: OrderingSheet,
  image: ImageSheet,
}

export const sheetOf = (type: Type): Component => sheets[type]

/** The choices with these ids, by their letters on the sheet. */
const chosen = (choices: readonly Choice[], ids: readonly string[]): KeyPart[] =>
  choices.flatMap(({ id, html }, index) => (ids.includes(id) ? [{ mark: letter(index), html }] : []))

function placed(items: readonly Choice[], places: readonly Choice[], key: Record<string, string>): KeyPart[] {
  return items.map((item, index) => {
    const at = places.findIndex(({ id }) => id === key[item.id])
    return { mark: `${index + 1} ${at < 0 ? '–' : letter(at)}` }
  })
}

type Key<T extends Type> = (
  view: PrintedOf<T>['view'],
  key: NonNullable<Printed['key']>,
) => KeyPart[]

const keys: { [T in Type]: Key<T> } = {
  single: (view, key) => ('choice' in key ? chosen(view.choices, [key.choice]) : []),
  multiple: (view, key) => ('choices' in key ? chosen(view.choices, key.choices) : []),
  poll: () => [],
  wordcloud: () => [],
  truefalse: (_view, key) =>
    'answer' in key ? [{ text: key.answer ? printText.isTrue : printText.isFalse }] : [],
  text: (_view, key) => ('text' in key ? [{ text: key.text }] : []),
  number: (view, key) => ('number' in key ? [{ text: `${key.number} ${view.unit}`.trim() }] : []),
  blanks: (view, key) =>
    'gaps' in key
      ? view.gaps.map((gap, index) => {
          const value = key.gaps[gap.name]
          const text =
            gap.kind === 'choice' ? gap.choices.find(({ id }) => id === value)?.text : value
          return { mark: `(${index + 1})`, text: `${text ?? '–'}` }
        })
      : [],
  matching: (view, key) => ('pairs' in key ? placed(view.lefts, view.rights, key.pairs) : []),
  categorise: (view, key) => ('places' in key ? placed(view.items, view.categories, key.places) : []),
  ordering: (view, key) =>
    'order' in key
      ? view.items.map(({ id, html }) => ({ mark: `${key.order.indexOf(id) + 1}`, html }))
      : [],
  image: (view, key) =>
    'outlines' in key && key.areas
      ? (view.areas ?? []).flatMap(({ id, html }, index) =>
          key.areas?.includes(id) ? [{ mark: letter(index), html }] : [],
        )
      : [],
}

/** What is right, in the order of the sheet; nothing for what is not graded, or is drawn. */
export function keyOf({ view, key }: Printed): KeyPart[] {
  return key ? (keys[view.type] as Key<Type>)(view, key) : []
}
