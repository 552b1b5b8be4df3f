// A body in a draft: JSON that may be unfinished, or of another type. Editors must not rely on any of
// it, and after a change only fields of its type remain.
import type { Ref } from 'vue'

export type Json = Record<string, unknown>

export const fieldsOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
export const textsOf = (value: unknown): string[] => listOf(value).map(textOf)
export const flagOf = (value: unknown, otherwise: boolean): boolean =>
  typeof value === 'boolean' ? value : otherwise

/** Nothing, where a number is not one. */
export const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null

/** The body with some fields changed; what is undefined is left out. */
export function changed(body: unknown, names: readonly string[], changes: Json): Json {
  const all = { ...fieldsOf(body), ...changes }
  return Object.fromEntries(
    names.filter((name) => all[name] !== undefined).map((name) => [name, all[name]]),
  )
}

/** Changes fields of the body in this model, which are those of its type. */
export const changing =
  (body: Ref<unknown>, names: readonly string[]) =>
  (changes: Json): void => {
    body.value = changed(body.value, names, changes)
  }
