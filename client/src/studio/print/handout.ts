// What is printed: the API's handout, by type of question.
import type { Schemas } from '../../api/client'

export type Handout = Schemas['Handout']
export type Printed = Schemas['HandoutQuestion']
type View = Printed['view']
export type PrintedOf<Type extends View['type']> = Printed & {
  view: Extract<View, { type: Type }>
}

export const letter = (index: number): string => String.fromCharCode(65 + index)

/** A part of a key: a letter or a number as on the sheet, and what it stands for, as HTML or as text. */
export interface KeyPart {
  mark?: string
  html?: string
  text?: string
}
