// One editor per type of question. Its model is the type's body, which may be unfinished or of
// another type. A type that the API has and this list has not fails to compile.
import type { Component } from 'vue'
import questionsText from 'texts/studio/questions'
import type { Question } from '../../api/client'
import BlanksEditor from './BlanksEditor.vue'
import CategoriseEditor from './CategoriseEditor.vue'
import ImageEditor from './ImageEditor.vue'
import MatchingEditor from './MatchingEditor.vue'
import MultipleEditor from './MultipleEditor.vue'
import NumberEditor from './NumberEditor.vue'
import OrderingEditor from './OrderingEditor.vue'
import PollEditor from './PollEditor.vue'
import SingleEditor from './SingleEditor.vue'
import TextEditor from './TextEditor.vue'
import TrueFalseEditor from './TrueFalseEditor.vue'
import WordcloudEditor from './WordcloudEditor.vue'

export type { Problem } from '../draft/problems'

export type Type = Question['view']['type']

// In the order in which they are offered.
const editors: Record<Type, Component> = {
  single: SingleEditor,
  multiple: MultipleEditor,
  truefalse: TrueFalseEditor,
  text: TextEditor,
  number: NumberEditor,
  blanks: BlanksEditor,
  ordering: OrderingEditor,
  matching: MatchingEditor,
  categorise: CategoriseEditor,
  image: ImageEditor,
  poll: PollEditor,
  wordcloud: WordcloudEditor,
}

export const editorTypes = Object.keys(editors) as Type[]

export const isType = (type: string): type is Type => Object.hasOwn(editors, type)

/** Nothing for a type that only a newer release knows. */
export const editorOf = (type: string): Component | undefined =>
  isType(type) ? editors[type] : undefined

export const typeLabels: Record<Type, string> = questionsText.types
