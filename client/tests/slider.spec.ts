import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import NumberQuestion from '../src/questions/NumberQuestion.vue'
import type { QuestionKeys } from '../src/questions/props'
import { bodyOf, edit, field } from './editing'
import { number } from './fixtures'

const slider = { from: -1, to: 1, step: 0.1 }

function open(changes = {}) {
  const question = number(1)
  question.view = { ...question.view, slider: { ...slider, ...changes } }
  const wrapper = mount(NumberQuestion, { props: { question, disabled: false } })
  const [range, typed] = [wrapper.get('[type=range]'), wrapper.get('[type=number]')]
  return { wrapper, range, typed, submit: () => wrapper.get('form').trigger('submit') }
}

describe('a slider', () => {
  it('has nothing chosen until it is touched', async () => {
    const { wrapper, range, typed, submit } = open()

    await submit()
    ;(wrapper.vm as unknown as QuestionKeys).submit()

    expect(range.attributes('aria-valuetext')).toBe('nothing chosen yet')
    expect(range.classes()).toContain('untouched')
    expect((typed.element as HTMLInputElement).value).toBe('')
    expect(wrapper.get('button').attributes('disabled')).toBeDefined()
    expect(wrapper.emitted('answer')).toBeUndefined()
  })

  it('sends the number where it was moved to, without the dust of fractions', async () => {
    const { wrapper, range, typed, submit } = open()

    await range.setValue('0.30000000000000004')
    expect(range.attributes('aria-valuetext')).toBe('0.3 km')
    expect((typed.element as HTMLInputElement).value).toBe('0.3')
    await submit()

    expect(wrapper.emitted('answer')).toEqual([[{ number: 0.3 }]])
  })

  it('can be left where it rests by a click on it', async () => {
    const { wrapper, range, submit } = open()

    await range.trigger('click')
    await submit()

    expect(wrapper.emitted('answer')).toEqual([[{ number: 0 }]])
  })

  it('follows what is typed, to its nearest stop', async () => {
    const { wrapper, range, typed, submit } = open()

    await typed.setValue('0.77')
    expect((range.element as HTMLInputElement).value).toBe('0.8')
    await typed.trigger('change')
    expect((typed.element as HTMLInputElement).value).toBe('0.8')
    await typed.setValue('99')
    await submit()

    expect(wrapper.emitted('answer')).toEqual([[{ number: 1 }]])
  })

  it('stops at its last step, which may be before its end', async () => {
    const { wrapper, typed, submit } = open({ from: 0, to: 10, step: 3 })

    await typed.setValue('10')
    await submit()

    expect(wrapper.get('.ends').text()).toContain('9 km')
    expect(wrapper.emitted('answer')).toEqual([[{ number: 9 }]])
  })

  it('has nothing chosen again when the number is deleted', async () => {
    const { wrapper, range, typed } = open()

    await range.setValue('0.5')
    await typed.setValue('')

    expect(range.attributes('aria-valuetext')).toBe('nothing chosen yet')
    expect(wrapper.get('button').attributes('disabled')).toBeDefined()
  })
})

describe('its editor', () => {
  it('keeps the slider while the number changes, and takes it away', async () => {
    const wrapper = edit('number')
    const box = () => wrapper.get('input[type=checkbox]')

    await box().setValue(true)
    await field(wrapper, 'From').setValue('0')
    await wrapper.findAll('fieldset input')[1]?.setValue('100')
    await field(wrapper, 'Tolerance').setValue('5')
    expect(bodyOf(wrapper)).toEqual({ key: 42, tolerance: 5, slider: { from: 0, to: 100 } })

    await box().setValue(false)
    expect(bodyOf(wrapper)).toEqual({ key: 42, tolerance: 5 })
    await box().setValue(true)
    expect(bodyOf(wrapper)).toEqual({ key: 42, tolerance: 5, slider: { from: 0, to: 100 } })
  })

  it('says what is wrong with the slider beside it', () => {
    const body = { key: 42, slider: { from: 0 } }
    const wrapper = edit('number', body, [
      { field: 'slider', code: 'key-off-slider' },
      { field: 'slider.to', code: 'missing' },
    ])

    expect(wrapper.text()).toContain('Required.')
    expect(wrapper.get('fieldset').attributes('aria-describedby')).toContain('problems')
  })
})
