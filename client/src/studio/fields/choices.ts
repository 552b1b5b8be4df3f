// Choices in a draft, with ids that stay while they are written and moved.
import { fieldsOf, listOf, textOf, textsOf } from '../draft/body'

export interface WrittenChoice {
  id: string
  text: string
  /** For players who pick it. */
  feedback?: string
}

const ID = /^[a-z0-9]{1,8}$/
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']

const feedbackOf = (value: unknown): { feedback?: string } =>
  typeof value === 'string' && value !== '' ? { feedback: value } : {}

/** An id that no other choice has. */
export function freshId(taken: readonly string[]): string {
  const free = LETTERS.find((letter) => !taken.includes(letter))
  if (free) return free
  let number = 1
  while (taken.includes(`c${number}`)) number++
  return `c${number}`
}

/** What is there, each with an id of its own. */
export function choicesOf(value: unknown): WrittenChoice[] {
  const found = listOf(value).map((entry) =>
    typeof entry === 'string'
      ? { id: '', text: entry }
      : {
          id: textOf(fieldsOf(entry)['id']),
          text: textOf(fieldsOf(entry)['text']),
          ...feedbackOf(fieldsOf(entry)['feedback']),
        },
  )
  const taken: string[] = found.map(({ id }) => id)
  return found.map((choice, index) => {
    if (ID.test(choice.id) && taken.indexOf(choice.id) === index) return choice
    const id = freshId(taken)
    taken[index] = id
    return { ...choice, id }
  })
}

/** The ids of the right ones, as any type with choices keeps them. */
export const rightOf = (key: unknown): string[] => (typeof key === 'string' ? [key] : textsOf(key))
