// The answers of a question that has choices, key included, as far as they are written.
import type { Schemas } from '../../api/client'
import { fieldsOf, textOf } from '../draft/body'

export interface AnswerLine {
  text: string
  correct: boolean
}

export function answersOf(content: Schemas['BankQuestion']['content']): AnswerLine[] {
  const body = fieldsOf(content['body'])
  const choices = Array.isArray(body['choices']) ? body['choices'].map(fieldsOf) : []
  const key = Array.isArray(body['key']) ? body['key'] : [body['key']]
  return choices
    .map((choice) => ({ text: textOf(choice['text']), correct: key.includes(choice['id']) }))
    .filter(({ text }) => text !== '')
}
