// What differs between two versions of a question, word by word, with the key.
import { diffArrays } from 'diff'
import editorText from 'texts/studio/editor'
import { exact, percent } from '../../locales/locale'
import { fieldsOf, listOf, textOf, type Json } from '../draft/body'
import type { Content } from '../draft/content'
import { omitted } from '../draft/order'

const words = editorText.history
type Field = keyof typeof words.fields

export interface Piece {
  text: string
  kind: 'same' | 'added' | 'removed'
}
export interface Changed {
  label: string
  pieces: Piece[]
}
/** Where two versions differ, and what each has there, in words. */
export interface Difference {
  label: string
  one: string
  other: string
}

/** An image or sound of a Markdown text, or the id of one. */
export const MEDIA = /!\[((?:\\.|[^\]\\])*)\]\(media:([0-9a-f]{64})\)|\b([0-9a-f]{64})\b/g
/** Words in any script, spaces, and other characters; an image or sound is one word. */
const WORD = new RegExp(`${MEDIA.source}|[\\p{L}\\p{M}\\p{N}_]+|\\s+|.`, 'gsu')
const LABELS: Readonly<Record<string, string>> = words.labels
const TOP = ['prompt', 'body', 'hint', 'explanation', 'points', 'seconds', 'tags', 'difficulty'] as const

/** Where two versions of a question differ; empty if nowhere that players could notice. */
export function differences(first: Content, second: Content): Difference[] {
  return TOP.flatMap((name) => {
    const [one, other] =
      name === 'body' ? bodies(fieldsOf(first[name]), fieldsOf(second[name])) : [said(first[name]), said(second[name])]
    return one === other ? [] : [{ label: words.fields[name satisfies Field], one, other }]
  })
}

/** The same, word by word, from the older to the newer version. */
export const changesOf = (older: Content, newer: Content): Changed[] =>
  differences(older, newer).map(({ label, one, other }) => ({ label, pieces: diff(one, other) }))

/** Lines that stand in the place of others are compared by their words. */
function diff(before: string, after: string): Piece[] {
  const parts = diffArrays(before.split('\n'), after.split('\n'))
  const found: Piece[][] = []
  let removed: string[] = []
  for (const { value, ...part } of parts) {
    if (part.removed) removed = value
    else if (part.added) {
      found.push(...value.map((line, at) => wordsOf(removed[at], line)))
      removed = removed.slice(value.length)
    } else {
      found.push(...removed.map((line) => wordsOf(line, undefined)))
      found.push(...value.map((line): Piece[] => [{ text: line, kind: 'same' }]))
      removed = []
    }
  }
  found.push(...removed.map((line) => wordsOf(line, undefined)))
  return found.flatMap((line, at): Piece[] => (at === 0 ? line : [{ text: '\n', kind: 'same' }, ...line]))
}

/** Less than this share of the longer line in common, and one line took the place of the other. */
const LEAST_COMMON = 0.3

function wordsOf(before: string | undefined, after: string | undefined): Piece[] {
  const pieces = wordDiff(before, after)
  if (!before || !after) return pieces
  const common = pieces.filter(({ kind }) => kind === 'same').reduce((sum, { text }) => sum + lettersOf(text), 0)
  if (common >= LEAST_COMMON * Math.max(lettersOf(before), lettersOf(after))) return pieces
  return [
    { text: before, kind: 'removed' },
    { text: after, kind: 'added' },
  ]
}

const lettersOf = (text: string): number => text.replace(/\s/g, '').length

function wordDiff(before: string | undefined, after: string | undefined): Piece[] {
  return diffArrays(before?.match(WORD) ?? [], after?.match(WORD) ?? []).map(({ value, added, removed }) => ({
    text: value.join(''),
    kind: added ? 'added' : removed ? 'removed' : 'same',
  }))
}

/** Both answers as lines. A field that only one of them names counts unless it has its default. */
function bodies(older: Json, newer: Json): [string, string] {
  const names = [...new Set([...Object.keys(newer), ...Object.keys(older)])]
  const named = names.filter((name) => {
    const missing = older[name] === undefined || newer[name] === undefined
    return !(missing && isDefault(name, older[name] ?? newer[name]))
  })
  return [lines(older, named), lines(newer, named)]
}

const isDefault = (name: string, value: unknown): boolean =>
  name === 'shuffle' ? value === true : !value || (Array.isArray(value) && value.length === 0)

function lines(body: Json, names: string[]): string {
  const choices = listOf(body['choices']).map(fieldsOf)
  const hasIds = choices.some((choice) => 'id' in choice)
  const keys = listOf(body['key']).concat(typeof body['key'] === 'string' ? [body['key']] : [])
  return names
    .filter((name) => body[name] !== undefined && !(name === 'key' && hasIds))
    .map((name) =>
      name === 'choices' && hasIds
        ? choices.map((choice) => choiceLine(choice, keys.includes(choice['id']))).join('\n')
        : `${labelOf(name)}: ${said(body[name])}`,
    )
    .join('\n')
}

function choiceLine(choice: Json, isKey: boolean): string {
  const { text, ...others } = omitted(choice, 'id')
  const more = Object.entries(others).filter(([, value]) => value !== null && value !== '')
  const notes = [...(isKey ? [words.correct] : []), ...more.map(([name, value]) => `${labelOf(name)}: ${said(value)}`)]
  return notes.length > 0 ? `${said(text)} (${notes.join('; ')})` : said(text)
}

const labelOf = (name: string): string => LABELS[name] ?? name.replaceAll('_', ' ')

/** A value in words; items of a list are on lines of their own. */
function said(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? words.on : words.off
  if (typeof value === 'number') return exact(value)
  if (typeof value === 'string') return value
  if (Array.isArray(value)) {
    const items = value.map(said)
    return value.some((item) => typeof item === 'object') ? `\n${items.join('\n')}` : items.join(', ')
  }
  return pair(fieldsOf(value))
}

function pair(value: Json): string {
  const { left, right, text, credit, ...others } = omitted(value, 'id')
  if (left !== undefined && right !== undefined) return `${textOf(left)} = ${textOf(right)}`
  const own = text === undefined ? [] : [said(text) + (typeof credit === 'number' ? ` (${percent(credit)})` : '')]
  const more = Object.entries(others)
    .filter(([, other]) => other !== null && other !== undefined && other !== '')
    .map(([name, other]) => `${labelOf(name)}: ${said(other)}`)
  return [...own, ...more].join('; ')
}
