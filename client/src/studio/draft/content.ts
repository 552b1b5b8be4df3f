// A question as a draft has it. It may be unfinished or wrong in any way, so nothing is taken for
// granted.
import type { Schemas } from '../../api/client'
import { fieldsOf, textOf } from './body'

export type QuizInfo = Schemas['StudioQuiz']
export type Visibility = NonNullable<Schemas['QuizChange']['visibility']>
export type DraftView = Schemas['DraftView']
export type QuestionView = Schemas['QuestionDraftView']
export type Content = QuestionView['content']

/** An image or a sound in Markdown; of it, only the description can be read. */
const MEDIA = /!\[((?:\\.|[^\]\\])*)\]\(media:[^)]*\)/g

/** What a new question of a type begins as: its author writes everything in it. */
export const blankOf = (type: string): Content => ({ type, prompt: '', body: {} })

/** Nothing is written in it yet, so nothing is lost with it. */
export const isBlank = (content: Content): boolean =>
  !isWritten(content['prompt']) && !isWritten(content['explanation']) && !isWritten(content['body'])

function isWritten(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== ''
  if (typeof value === 'number') return true
  if (Array.isArray(value)) return value.some(isWritten)
  return Object.entries(fieldsOf(value)).some(([name, inner]) => {
    if (name === 'key') return typeof inner === 'boolean' || typeof inner === 'number'
    return name !== 'id' && isWritten(inner)
  })
}

/** The first words of the prompt, without the marks of Markdown. */
export function firstWords(content: Content): string {
  const line = textOf(content['prompt'])
    .replace(MEDIA, '$1')
    .split('\n')
    .find((candidate) => /\w/u.test(candidate) || /\p{L}/u.test(candidate))
  return (line ?? '').replace(/[*_`#>]/g, '').trim().slice(0, 80)
}

/** The same for equal values; nothing is like an empty text. */
function written(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(sorted(value))
}

// The database keeps no order of names.
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  )
}

export const same = (one: unknown, other: unknown): boolean => written(one) === written(other)
