// Props and events of every question component, and its keyboard methods.
import type { Question, Response } from '../api/client'

type View = Question['view']
export type QuestionOf<Type extends View['type']> = Question & {
  view: Extract<View, { type: Type }>
}

export interface QuestionProps<Type extends View['type']> {
  question: QuestionOf<Type>
  disabled: boolean
}

export type QuestionEmits = { answer: [response: Response] }

export interface QuestionKeys {
  /** A digit or a letter was pressed, counted from 0. */
  choose: (index: number) => void
  /** Another letter was pressed; returns whether it has a meaning. */
  letter?: (letter: string) => boolean
  /** Enter was pressed. */
  submit: () => void
}
