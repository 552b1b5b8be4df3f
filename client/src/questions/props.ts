// What every type's component is given, what it tells, and what the keyboard may ask of it.
import type { Question, Response } from '../api/client'

export interface QuestionProps {
  question: Question
  disabled: boolean
}

export type QuestionEmits = { answer: [response: Response] }

export interface QuestionKeys {
  /** A digit or a letter was pressed, counted from 0. */
  choose: (index: number) => void
  /** Enter was pressed. */
  submit: () => void
}
