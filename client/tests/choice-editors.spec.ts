import { enableAutoUnmount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { bodies, bodyOf, choices, choose, edit, labelled } from './editing'

enableAutoUnmount(afterEach)

describe('choices', () => {
  const texts = (wrapper: VueWrapper) =>
    wrapper.findAll('textarea').map(({ element }) => element.value)

  it('are written, with ids that stay', async () => {
    const wrapper = edit('single')

    await labelled(wrapper, 'Choice 2').setValue('Better')

    expect(bodyOf(wrapper)).toEqual({
      choices: [choices[0], { id: 'b', text: 'Better' }],
      key: 'a',
    })
  })

  const focused = () => document.activeElement?.getAttribute('aria-label')
  const press = async (wrapper: VueWrapper, label: string, key: string) => {
    await labelled(wrapper, label).trigger('keydown', { key })
    await wrapper.vm.$nextTick()
  }

  it('are three empty ones in a new question, of which nothing is stored', async () => {
    const wrapper = edit('single', {})

    expect(texts(wrapper)).toEqual(['', '', ''])
    await labelled(wrapper, 'Choice 2').setValue('Second')
    expect(bodyOf(wrapper)).toEqual({ choices: [{ id: 'a', text: '' }, { id: 'b', text: 'Second' }] })
    await labelled(wrapper, 'Choice 2').setValue('')
    expect(bodyOf(wrapper)).toEqual({ choices: [] })
    expect(texts(wrapper)).toEqual(['', '', ''])
  })

  it('go on with Enter to the next empty one, of which there is always one', async () => {
    const wrapper = edit('single', { choices: [choices[0]] })

    await press(wrapper, 'Choice 1', 'Enter')
    expect(focused()).toBe('Choice 2')
    await labelled(wrapper, 'Choice 2').setValue('Second')
    await labelled(wrapper, 'Choice 3').setValue('Third')
    await press(wrapper, 'Choice 1', 'Enter')
    expect(focused()).toBe('Choice 4')
    expect(bodyOf(wrapper)).toMatchObject({ choices: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] })
  })

  it('are removed by Backspace in an empty one, and never fewer than three are shown', async () => {
    const wrapper = edit('single', { choices: [choices[0], { id: 'x', text: '' }, choices[1]] })

    await press(wrapper, 'Choice 2', 'Backspace')
    expect(texts(wrapper)).toEqual(['First', 'Second', ''])
    expect(focused()).toBe('Choice 1')
    await press(wrapper, 'Choice 3', 'Backspace')
    expect(texts(wrapper)).toEqual(['First', 'Second', ''])
    expect(focused()).toBe('Choice 2')
    await press(wrapper, 'Choice 1', 'Backspace')
    expect(bodyOf(wrapper)).toMatchObject({ choices })
  })

  it('have their tools in a menu, which Ctrl+. opens', async () => {
    const wrapper = edit('single')
    expect(wrapper.findAll('.rows [tabindex="-1"]').length).toBe(wrapper.findAll('.rows :is(button, input[type=radio])').length)

    await labelled(wrapper, 'Choice 2').trigger('keydown', { key: '.', ctrlKey: true })
    await wrapper.vm.$nextTick()

    expect(wrapper.findAll('[role^=menuitem]').map((item) => item.text())).toEqual([
      'Correct', 'Add image', 'Add feedback', 'Move up', 'Move down', 'Remove',
    ])
  })

  it('begin a line with Shift+Enter, and leave Enter to an input method', async () => {
    const wrapper = edit('single')
    const first = labelled(wrapper, 'Choice 1, correct')

    await first.trigger('keydown', { key: 'Enter', shiftKey: true })
    await first.trigger('keydown', { key: 'Enter', isComposing: true })

    expect(wrapper.emitted('update:modelValue')).toBeUndefined()
  })

  it('are moved by Alt and arrows, the key with them', async () => {
    const wrapper = edit('single')

    await labelled(wrapper, 'Choice 1, correct').trigger('keydown', { key: 'ArrowDown', altKey: true })
    await wrapper.vm.$nextTick()

    expect(bodyOf(wrapper)).toEqual({ choices: [choices[1], choices[0]], key: 'a' })
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Choice 2, correct')
  })

  it('are marked by Ctrl+Enter: one of single, any of multiple', async () => {
    const single = edit('single')
    await labelled(single, 'Choice 2').trigger('keydown', { key: 'Enter', ctrlKey: true })
    expect(bodyOf(single)).toEqual({ choices, key: 'b' })

    const multiple = edit('multiple')
    await labelled(multiple, 'Choice 2').trigger('keydown', { key: 'Enter', ctrlKey: true })
    expect(bodyOf(multiple)).toEqual({ choices, key: ['a', 'b'] })
    await labelled(multiple, 'Choice 1 is correct').trigger('change')
    expect(bodyOf(multiple)).toEqual({ choices, key: ['b'] })
  })

  it('lose the key with the choice that was right', async () => {
    const wrapper = edit('single')

    await choose(wrapper, 'choice 1', 'Remove')

    expect(bodyOf(wrapper)).toEqual({ choices: [choices[1]] })
  })

  it('keep what fits from another type, and drop its other fields', async () => {
    const wrapper = edit('multiple', { choices, key: 'b', several: true })

    await labelled(wrapper, 'Choice 1').setValue('New')

    expect(bodyOf(wrapper)).toEqual({
      choices: [{ id: 'a', text: 'New' }, choices[1]],
      key: ['b'],
    })
  })

  it('show errors at the choice they are about', () => {
    const wrapper = edit('single', bodies.single, [
      { field: 'choices.1.text', code: 'empty' },
      { field: 'key', code: 'missing' },
    ])
    const wrong = labelled(wrapper, 'Choice 2')

    expect(wrong.attributes('aria-invalid')).toBe('true')
    expect(wrapper.get(`[id="${wrong.attributes('aria-describedby')}"]`).text()).toBe('Required.')
    expect(labelled(wrapper, 'Choice 1, correct').attributes('aria-invalid')).toBe('false')
  })

  it('end with nine', async () => {
    const nine = [...'abcdefghi'].map((id) => ({ id, text: id }))
    const wrapper = edit('poll', { choices: nine })

    await labelled(wrapper, 'Choice 1').trigger('keydown', { key: 'Enter' })

    expect(wrapper.emitted('update:modelValue')).toBeUndefined()
    expect(texts(wrapper)).toHaveLength(9)
  })
})
