// The list of errors says where each is, in the words of the form.
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { ref, shallowRef } from 'vue'
import { draftKey } from '../src/studio/draft/injection'
import ProblemList from '../src/studio/editor/ProblemList.vue'

it.each([
  ['choices.2.text', 'missing', 'Choice 3: Enter the text.'],
  ['accept.0', 'empty', 'Answer 1: Required.'],
  ['categories.1.title', 'bad-format', 'Category 2: Enter a title in one line.'],
  ['gaps.city.number.key', 'missing', 'Blank “city”: Give the correct answer.'],
  ['items.0', 'bad-format', 'Item 1: Enter a text for this item.'],
  ['hint', 'too-long', 'Hint: Use at most 5 characters.'],
  ['key', 'missing', 'Answer: Give the correct answer.'],
])('an error of %s', (field, code, said) => {
  const problem = { field, code, severity: 'error', question: null, params: { limit: 5 } }
  const draft = {
    fields: shallowRef(null),
    entries: ref([{ item: { id: 'a', problems: [problem] }, questionId: null }]),
  }

  const wrapper = mount(ProblemList, { global: { provide: { [draftKey as symbol]: draft } } })

  expect(wrapper.get('.errors span').text()).toBe(said)
})
