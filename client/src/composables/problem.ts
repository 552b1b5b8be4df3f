// Reasons for refusals in the reader's language: the server sends a code and parameters.
import problemsText from 'texts/problems'
import type { Reason } from '../api/client'

type Texts = Record<string, string | ((parameters: never) => string)>

type Params = Readonly<Record<string, unknown>>

const texts: Texts = { ...problemsText }
/** Writes parameters for the reader. The texts that come with the code have none: see refusals.ts. */
let worded = (params: Params): Params => params

export function wordParams(write: (params: Params) => Params): void {
  worded = write
}

/** Adds the texts of codes that occur in one room only. */
export function addProblemTexts(more: Texts): void {
  Object.assign(texts, more)
}

/**
 * The sentence of a code. A field may have one of its own, and so may a parameter that is not known:
 * `missing-key`, `changed-meanwhile-without-by`.
 */
export function problemText({ code = '', params = {}, field = '', faults = [] }: Reason): string {
  if (code === 'invalid-request' && faults[0]) return problemText(faults[0])
  const last = field.split('.').reverse().find((name) => !/^\d+$/.test(name))
  const unknown = Object.keys(params).find((name) => params[name] === null)
  const key = [`${code}-${last}`, `${code}-without-${unknown}`, code].find((one) =>
    Object.hasOwn(texts, one),
  )
  const text = key ? texts[key] : undefined
  if (text === undefined) return problemsText.other
  return typeof text === 'string' ? text : text(worded(params) as never)
}
