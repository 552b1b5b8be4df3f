// Gaps follow their markers in the text: they come, go and are renamed with them.
import { fieldsOf, type Json } from '../draft/body'

export type GapKind = 'text' | 'number' | 'choice'

export const KINDS: readonly GapKind[] = ['text', 'number', 'choice']
const MARKER = /\[\[([a-z][a-z0-9-]{0,29})\]\]/g

/** The names of the gaps that the text marks, in its order. */
export const markedIn = (text: string): string[] => [
  ...new Set([...text.matchAll(MARKER)].map(([, name = '']) => name)),
]

export function kindOf(gap: unknown): GapKind {
  const fields = fieldsOf(gap)
  if ('choices' in fields) return 'choice'
  return 'key' in fields ? 'number' : 'text'
}

const BEGIN: Record<GapKind, () => Json> = {
  text: () => ({ accept: [] }),
  number: () => ({ key: null }),
  choice: () => ({ choices: [], key: '' }),
}

/** What a new gap begins as. */
export const newGap = (kind: GapKind): Json => BEGIN[kind]()

/** The first name of the form `gap-1` that is free. */
export function freeName(names: readonly string[]): string {
  let number = 1
  while (names.includes(`gap-${number}`)) number++
  return `gap-${number}`
}

/** The gaps of a text that was changed. `gone` keeps what vanished, in case it comes back. */
export function gapsOf(text: string, before: string, gaps: Json, gone: Map<string, unknown>): Json {
  const old = markedIn(before)
  const now = markedIn(text)
  const lost = old.filter((name) => !now.includes(name))
  const found = now.filter((name) => !old.includes(name))
  const [from, to] = [lost[0], found[0]]
  const renamed = lost.length === 1 && found.length === 1
  for (const name of lost) if (name in gaps) gone.set(name, gaps[name])
  return Object.fromEntries(
    now.map((name) => {
      const kept = renamed && name === to ? gaps[from ?? ''] : (gaps[name] ?? gone.get(name))
      return [name, kept ?? newGap('text')]
    }),
  )
}
