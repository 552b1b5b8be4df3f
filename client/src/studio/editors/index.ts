// One editor per type of question.
import type { Component } from 'vue'
import type { Question } from '../../api/client'
import { typeNames } from '../../questions'
import JsonEditor from './JsonEditor.vue'

export type Type = Question['view']['type']

export const editorOf = (type: string): Component | undefined =>
  type in typeLabels ? JsonEditor : undefined

export const typeLabels = Object.fromEntries(
  typeNames.map((name) => [name, name[0]?.toUpperCase() + name.slice(1)]),
) as Record<Type, string>
