// Choices in a draft, with ids that stay while they are written and moved.
import { fieldsOf, listOf, textOf, textsOf, type Json } from '../draft/body'

export interface WrittenChoice {
  id: string
  text: string
  /** What players read when they have chosen it; undefined: nothing is meant to be there. */
  feedback?: string | undefined
}

const ID = /^[a-z0-9]{1,8}$/
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']

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
    typeof entry === 'string' ? { id: '', text: entry } : choiceOf(fieldsOf(entry)),
  )
  const taken: string[] = found.map(({ id }) => id)
  return found.map((choice, index) => {
    if (ID.test(choice.id) && taken.indexOf(choice.id) === index) return choice
    const id = freshId(taken)
    taken[index] = id
    return { ...choice, id }
  })
}

function choiceOf({ id, text, feedback }: Json): WrittenChoice {
  const choice = { id: textOf(id), text: textOf(text) }
  return feedback === undefined ? choice : { ...choice, feedback: textOf(feedback) }
}

export const isBlank = ({ text, feedback }: WrittenChoice): boolean => text === '' && !feedback

/** What a choice is called: A, B, C … */
export const letterOf = (at: number): string => (LETTERS[at] ?? String(at + 1)).toUpperCase()

/** The ids of the right ones, as any type with choices keeps them. */
export const rightOf = (key: unknown): string[] => (typeof key === 'string' ? [key] : textsOf(key))
