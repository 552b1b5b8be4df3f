// One component per type of question. A type that the API has and this list has not fails to compile.
import type { Component } from 'vue'
import type { Question } from '../api/client'
import MultipleQuestion from './MultipleQuestion.vue'
import NumberQuestion from './NumberQuestion.vue'
import SingleQuestion from './SingleQuestion.vue'
import TextQuestion from './TextQuestion.vue'

export const questionComponents: Record<Question['view']['type'], Component> = {
  single: SingleQuestion,
  text: TextQuestion,
  multiple: MultipleQuestion,
  number: NumberQuestion,
}
