import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import BlanksQuestion from '../src/questions/BlanksQuestion.vue'
import type { QuestionKeys } from '../src/questions/props'
import { blanks, verdict } from './fixtures'

let wrapper: VueWrapper
const keys = () => wrapper.vm as unknown as QuestionKeys
const field = (name: string) => wrapper.get(`[data-gap=${name}] :is(input, select)`)
const focused = () => document.activeElement?.closest('.gap')?.getAttribute('data-gap')
const check = () => wrapper.get('button')

function open(changes: Parameters<typeof blanks>[1] = {}): void {
  const props = { question: blanks(1, changes), disabled: changes?.response !== undefined }
  wrapper = mount(BlanksQuestion, { props, attachTo: document.body })
}
afterEach(() => wrapper.unmount())

describe('a question with gaps', () => {
  it('has a field in each gap, wherever it stands, named by its number', () => {
    open()

    expect(wrapper.findAll('.gap').map((gap) => gap.find('input, select').attributes('aria-label'))).toEqual(
      ['Blank 1 of 3', 'Blank 2 of 3, in m', 'Blank 3 of 3'],
    )
    expect(wrapper.get('li code input').element).toBe(field('height').element)
    expect(field('last').findAll('option').map((option) => option.text())).toEqual(
      ['Choose …', 'sep', 'end'],
    )
  })

  it('sends what is filled in and leaves out what is not', async () => {
    open()
    expect(check().attributes('disabled')).toBeDefined()

    await field('height').setValue(' 2,228 ')
    await field('last').setValue('a')
    await wrapper.get('form').trigger('submit')

    expect(wrapper.emitted('answer')).toEqual([[{ gaps: { height: '2,228', last: 'a' } }]])
  })

  it('says how it understands a number, and sends nothing while it does not', async () => {
    open()
    await field('city').setValue('  New   York ')
    await field('height').setValue('high')
    expect(wrapper.get('[role=status]').text()).toBe('Blank 2 of 3: Enter a number.')
    expect(field('height').attributes('aria-invalid')).toBe('true')
    keys().submit()
    expect(wrapper.emitted('answer')).toBeUndefined()
    expect(focused()).toBe('height')

    await field('height').setValue('1e3')
    expect(wrapper.get('[role=status]').text()).toBe('Blank 2 of 3: Read as 1\u202f000 m.')
    keys().submit()
    expect(wrapper.emitted('answer')).toEqual([[{ gaps: { city: 'New York', height: 1000 } }]])
  })

  it('moves to the next empty gap on Enter, and is checked when there is none', async () => {
    open()
    await field('last').setValue('b')
    await field('city').setValue('x')
    await field('city').trigger('keydown', { key: 'Enter' })
    expect(focused()).toBe('height')
    expect(wrapper.emitted('answer')).toBeUndefined()

    await field('height').trigger('keydown', { key: 'Enter' }) // it is not known
    expect(wrapper.emitted('answer')).toEqual([[{ gaps: { city: 'x', last: 'b' } }]])
  })

  it('ignores the Enter that ends a word of an input method', async () => {
    open()
    await field('city').setValue('とうきょう')
    await field('city').trigger('keydown', { key: 'Enter', isComposing: true })

    expect(focused()).toBeUndefined()
    expect(wrapper.emitted('answer')).toBeUndefined()
  })

  it('takes a key as the number of a gap', () => {
    open()
    keys().choose(2)
    expect(focused()).toBe('last')
    keys().choose(9)
    expect(focused()).toBe('last')
  })

  it('shows the filling, its verdict and the correct answer in each gap', () => {
    const key = { gaps: { city: '<b>x</b>', height: 2228, last: 'a' } }
    open({
      response: { gaps: { city: '<i>y</i>', last: 'a' } },
      verdict: verdict({ credit: 0.5, key, parts: { city: 0.5, height: 0, last: 1 } }),
    })

    expect(wrapper.findAll('.gap').map((gap) => gap.text())).toEqual([
      'Blank 1 of 3: <i>y</i>(your answer, partly correct)<b>x</b>(correct answer)',
      'Blank 2 of 3: left blank(your answer, wrong)2\u202f228 m(correct answer)',
      'Blank 3 of 3: end(your answer, correct)',
    ])
    expect(wrapper.findAll('input, select, button, .check')).toEqual([])
  })

  it('hides the key until the verdict', () => {
    open({ response: { gaps: { height: 7 } } })

    expect(wrapper.findAll('.gap').map((gap) => gap.text())).toEqual([
      'Blank 1 of 3: left blank',
      'Blank 2 of 3: 7 m',
      'Blank 3 of 3: left blank',
    ])
    expect(wrapper.find('svg').exists()).toBe(false)
  })

  it('replaces fields with answers when they arrive', async () => {
    open()
    await field('city').setValue('Sydney')
    await wrapper.setProps({ question: blanks(1, { response: { gaps: { city: 'Sydney' } } }) })

    expect(wrapper.get('[data-gap=city]').text()).toBe('Blank 1 of 3: Sydney')
    expect(wrapper.find('input').exists()).toBe(false)
  })
})
