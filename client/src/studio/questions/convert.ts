// A body as another type has it: what fits is kept, and what does not is named.
import { fieldsOf, flagOf, listOf, numberOf, textOf, textsOf, type Json } from '../draft/body'
import { choicesOf, rightOf, type WrittenChoice } from '../fields/choices'
import type { Type } from './index'

/** What types have in common. */
interface Common {
  choices: WrittenChoice[]
  /** Ids of choices. */
  right: string[]
  shuffle?: boolean | undefined
}

export interface Converted {
  body: Json
  /** The texts that the new type has no place for. */
  dropped: string[]
  /** What was right is not known any more. */
  keyLost: boolean
}

const lettered = (texts: readonly string[]): WrittenChoice[] => choicesOf([...texts])
const shuffleOf = ({ shuffle }: Json) => (shuffle === undefined ? undefined : flagOf(shuffle, true))

function commonOf(type: string, body: Json): Common {
  const items = (texts: string[], right: string[] = []) => {
    const choices = lettered(texts.filter((text) => text !== ''))
    return { choices, right: choices.filter(({ text }) => right.includes(text)).map(({ id }) => id) }
  }
  switch (type) {
    case 'text': {
      const accepted = listOf(body['accept']).map((one) =>
        typeof one === 'object' ? textOf(fieldsOf(one)['text']) : textOf(one),
      )
      return items(accepted, accepted.slice(0, 1))
    }
    case 'number': {
      const key = textOf(body['key'])
      return items([key], [key])
    }
    case 'ordering':
      return items(textsOf(body['items']))
    case 'matching':
      return items(listOf(body['pairs']).map((pair) => textOf(fieldsOf(pair)['left'])))
    case 'categorise':
      return items(listOf(body['categories']).flatMap((one) => textsOf(fieldsOf(one)['items'])))
    default: // those with choices; of others, nothing is found
      return { choices: choicesOf(body['choices']), right: rightOf(body['key']), shuffle: shuffleOf(body) }
  }
}

type Write = (common: Common) => Json

const rightTexts = ({ choices, right }: Common) =>
  choices.filter(({ id }) => right.includes(id)).map(({ text }) => text)
const texts = ({ choices }: Common) => choices.map(({ text }) => text)
const withChoices = ({ choices, shuffle }: Common): Json => ({
  ...(choices.length > 0 && { choices }),
  ...(shuffle !== undefined && { shuffle }),
})

const WRITE: Partial<Record<Type, Write>> = {
  single: (common) => ({
    ...withChoices(common),
    ...(common.right.length === 1 && { key: common.right[0] }),
  }),
  multiple: (common) => ({
    ...withChoices(common),
    ...(common.right.length > 0 && { key: common.right }),
  }),
  poll: withChoices,
  text: (common) => ({ accept: rightTexts(common) }),
  number(common) {
    const number = numberOf(Number(rightTexts(common)[0] ?? Number.NaN))
    return number === null ? {} : { key: number }
  },
  ordering: (common) => ({ items: texts(common) }),
  matching: (common) => ({ pairs: texts(common).map((left) => ({ left, right: '' })) }),
}

/** `from` to `to`: both are types of questions. */
export function converted(from: string, to: Type, body: unknown): Converted {
  const common = commonOf(from, fieldsOf(body))
  const made = WRITE[to]?.(common) ?? {}
  const kept = JSON.stringify(made)
  const lost = [...new Set(texts(common))].filter((text) => text && !kept.includes(JSON.stringify(text)))
  const dropped = to === 'number' && 'key' in made ? lost.filter((text) => Number(text) !== made['key']) : lost
  const had = common.right.length > 0 || typeof fieldsOf(body)['key'] === 'boolean'
  const hasKey = 'key' in made || (to === 'text' && rightTexts(common).length > 0)
  return { body: made, dropped, keyLost: had && !hasKey }
}
