// The editor of a type of question, mounted with a body as a page holds it.
import { mount, type VueWrapper } from '@vue/test-utils'
import { vi } from 'vitest'
import type { Component } from 'vue'
import { routerKey, type Router } from 'vue-router'
import { editorOf, type Problem, type Type } from '../src/studio/questions'

// As the server gives them (tests/api/test_studio_types.py).
export const shape = { x: 0.25, y: 0.5, r: 0.15 }
export const choices = [
  { id: 'a', text: 'First' },
  { id: 'b', text: 'Second' },
]
export const bodies: Record<Type, Record<string, unknown>> = {
  single: { choices, key: 'a' },
  multiple: { choices, key: ['a'] },
  truefalse: { key: true },
  text: { accept: ['Answer'] },
  number: { key: 42 },
  blanks: { text: 'A [[word]].', gaps: { word: { accept: ['blank'] } } },
  ordering: { items: ['One', 'Two'], top: 'first', bottom: 'last' },
  matching: { pairs: [{ left: 'L', right: 'R' }], distractors: ['D'] },
  categorise: { categories: [{ title: 'C', items: ['I', 'J'] }] },
  image: {
    media: 'a'.repeat(64),
    alt: 'A map',
    areas: [
      { id: 'a', shape },
      { id: 'b', shape: { polygon: [[0, 0], [1, 0], [1, 1]] } },
    ],
    key: ['a'],
  },
  poll: { choices },
  wordcloud: { entries: 2, hidden: ['spam'] },
}

export function edit(type: Type, body: unknown = bodies[type], problems: Problem[] = []) {
  const wrapper: VueWrapper = mount(editorOf(type) as Component, {
    attachTo: document.body,
    global: { provide: { [routerKey as symbol]: { push: vi.fn<Router['push']>() } } },
    props: {
      modelValue: body,
      problems,
      'onUpdate:modelValue': (modelValue: unknown) => void wrapper.setProps({ modelValue }),
    },
  })
  return wrapper
}

export const bodyOf = (wrapper: VueWrapper) => wrapper.props('modelValue' as never) as unknown
export const labelled = (wrapper: VueWrapper, label: string) => wrapper.get(`[aria-label="${label}"]`)
/** The field that a visible or hidden label names. */
export function field(wrapper: VueWrapper, name: string) {
  const label = wrapper.findAll('label').find((found) => found.text().startsWith(name))
  return wrapper.get(`[id="${label?.attributes('for')}"]`)
}
/** Do something with a row through its menu. */
export async function choose(wrapper: VueWrapper, row: string, action: string) {
  await labelled(wrapper, `More actions for ${row}`).trigger('click')
  await wrapper.vm.$nextTick()
  await wrapper.findAll('[role^=menuitem]').find((item) => item.text() === action)?.trigger('click')
}
