import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { questionComponents } from '../src/questions'
import MultipleQuestion from '../src/questions/MultipleQuestion.vue'
import type { QuestionKeys } from '../src/questions/props'
import SingleQuestion from '../src/questions/SingleQuestion.vue'
import { multiple, single, verdict } from './fixtures'

const keys = (wrapper: { vm: unknown }) => wrapper.vm as QuestionKeys

describe('a single-choice question', () => {
  it('is answered by one click', async () => {
    const wrapper = mount(SingleQuestion, { props: { question: single(1), disabled: false } })

    await wrapper.findAll('button')[1]?.trigger('click')

    expect(wrapper.emitted('answer')).toEqual([[{ choice: 'b' }]])
  })

  it('is answered by one key, and ignores keys that stand for nothing', () => {
    const wrapper = mount(SingleQuestion, { props: { question: single(1), disabled: false } })

    keys(wrapper).choose(7)
    keys(wrapper).choose(2)

    expect(wrapper.emitted('answer')).toEqual([[{ choice: 'c' }]])
  })

  it('takes nothing once it is answered', async () => {
    const question = single(1, { response: { choice: 'b' } })
    const wrapper = mount(SingleQuestion, { props: { question, disabled: true } })

    keys(wrapper).choose(0)
    await wrapper.find('button').trigger('click')

    expect(wrapper.emitted('answer')).toBeUndefined()
  })

  it('tells right and wrong in words, not only in colour', () => {
    const question = single(1, { response: { choice: 'b' }, verdict: verdict({ credit: 0 }) })
    const wrapper = mount(SingleQuestion, { props: { question, disabled: true } })

    const [right, wrong, other] = wrapper.findAll('button').map((button) => button.text())
    expect(right).toContain('(right answer)')
    expect(wrong).toContain('(your answer, wrong)')
    expect(other).not.toContain('(')
  })
})

describe('a multiple-choice question', () => {
  it('is sent only when it is checked, with everything that is ticked', async () => {
    const wrapper = mount(MultipleQuestion, { props: { question: multiple(1), disabled: false } })

    keys(wrapper).submit() // nothing is ticked yet
    keys(wrapper).choose(0)
    keys(wrapper).choose(1)
    keys(wrapper).choose(1)
    keys(wrapper).choose(2)
    await wrapper.vm.$nextTick()
    await wrapper.get('.check button').trigger('click')

    expect(wrapper.emitted('answer')).toEqual([[{ choices: ['a', 'c'] }]])
  })

  it('says what is ticked, and what was missed', async () => {
    const wrapper = mount(MultipleQuestion, { props: { question: multiple(1), disabled: false } })
    keys(wrapper).choose(1)
    await wrapper.vm.$nextTick()
    expect(wrapper.findAll('.choice')[1]?.attributes('aria-pressed')).toBe('true')

    const answered = multiple(1, {
      response: { choices: ['b'] },
      verdict: verdict({ credit: 0, key: { choices: ['a'] } }),
    })
    await wrapper.setProps({ question: answered, disabled: true })

    expect(wrapper.findAll('.choice')[0]?.text()).toContain('right, but not picked')
    expect(wrapper.findAll('.choice')[1]?.text()).toContain('your answer, wrong')
  })
})

it('every type of the contract has a component', () => {
  expect(Object.keys(questionComponents).sort()).toEqual(['multiple', 'single'])
})
