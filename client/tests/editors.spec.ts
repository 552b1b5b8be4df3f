import { enableAutoUnmount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { editorOf, editorTypes, typeLabels } from '../src/studio/questions'
import { bodies, bodyOf, choices, choose, edit, field, labelled } from './editing'

enableAutoUnmount(afterEach)

const FOREIGN: unknown[] = [
  {},
  null,
  [],
  'text',
  { choices: 'no', key: {}, accept: 4, text: [], gaps: [], pairs: 1, items: {}, categories: [4] },
  { choices: [null, 4, {}, { id: 'a' }, { id: 'a', text: [] }], key: [[], 'z', 4], shuffle: 'no' },
  { accept: [null, 4, {}, { text: {}, credit: [] }], near: {}, match_case: 'x' },
  { text: '[[a]] [[b]] [[a]]', gaps: { a: 4, c: [], b: { choices: {}, key: [] } } },
  { pairs: [null, {}, { left: [] }], distractors: { a: 1 } },
  { categories: [{}, { title: 4, items: 'x' }, { items: [null, []] }] },
  { media: 4, alt: {}, areas: [null, {}, { shape: { polygon: [1, [2], null] } }, { shape: { r: 'x' } }] },
  ...Object.values(bodies),
]

describe.each(editorTypes)('the editor of %s', (type) => {
  it('shows an unfinished or foreign body without a fault, and leaves it alone', { timeout: 30_000 }, async () => {
    for (const body of FOREIGN) {
      const wrapper = edit(type, body)
      await wrapper.vm.$nextTick()
      expect(wrapper.emitted('update:modelValue')).toBeUndefined()
      wrapper.unmount()
    }
  })

  it('shows the error of an unknown field', () => {
    const wrapper = edit(type, bodies[type], [{ field: 'foreign', code: 'empty' }])

    expect(wrapper.text()).toContain('Required.')
  })

  it('has a name', () => {
    expect(typeLabels[type]).not.toBe('')
  })
})

it('there is no editor for a type of a newer release', () => {
  expect(editorOf('essay')).toBeUndefined()
  expect(editorOf('toString')).toBeUndefined()
})

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

describe('numbers and texts', () => {
  it('parse typed numbers, and keep text that is not a number', async () => {
    const wrapper = edit('number')

    await field(wrapper, 'Correct number').setValue('1.000,5')
    await field(wrapper, 'Tolerance').setValue('2')
    await field(wrapper, 'Unit').setValue('km')
    expect(bodyOf(wrapper)).toEqual({ key: 1000.5, tolerance: 2, unit: 'km' })

    await field(wrapper, 'Correct number').setValue('many')
    await field(wrapper, 'Tolerance').setValue('')
    expect(bodyOf(wrapper)).toEqual({ key: 'many', unit: 'km' })
    expect(wrapper.text()).toContain('Enter a number.')
    expect((field(wrapper, 'Correct number').element as HTMLInputElement).value).toBe('many')
  })

  it('show another body as soon as it is there', async () => {
    const wrapper = edit('number')

    await wrapper.setProps({ modelValue: { key: 7 } } as never)

    expect((field(wrapper, 'Correct number').element as HTMLInputElement).value).toBe('7')
  })

  it('earn in percent', async () => {
    const wrapper = edit('text')

    await field(wrapper, 'Credit for Answer 1').setValue('50')
    expect(bodyOf(wrapper)).toEqual({ accept: [{ text: 'Answer', credit: 0.5 }] })

    await field(wrapper, 'Credit for Answer 1').setValue('')
    expect(bodyOf(wrapper)).toEqual({ accept: [{ text: 'Answer', credit: null }] })
    await field(wrapper, 'Credit for Answer 1').setValue('100')
    expect(bodyOf(wrapper)).toEqual({ accept: [{ text: 'Answer' }] })

    await field(wrapper, 'Credit for a typo').setValue('33')
    expect(bodyOf(wrapper)).toEqual({ accept: [{ text: 'Answer' }], near: 0.33 })
  })

  it('are true or false', async () => {
    const wrapper = edit('truefalse', {})
    expect(wrapper.findAll('input').every(({ element }) => !element.checked)).toBe(true)

    await wrapper.findAll('input')[1]?.trigger('change')

    expect(bodyOf(wrapper)).toEqual({ key: false })
  })
})

describe('arranged items', () => {
  it('are ordered', async () => {
    const wrapper = edit('ordering')

    await labelled(wrapper, 'Item 2').trigger('keydown', { key: 'ArrowUp', altKey: true })
    await field(wrapper, 'Label of the last position').setValue('')

    expect(bodyOf(wrapper)).toEqual({ items: ['Two', 'One'], top: 'first' })
  })

  it('are paired', async () => {
    const wrapper = edit('matching')

    await labelled(wrapper, 'Pair 1, right side').setValue('New')
    await labelled(wrapper, 'Pair 1, left side').trigger('keydown', { key: 'Enter' })
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Pair 1, right side')
    await labelled(wrapper, 'Pair 1, right side').trigger('keydown', { key: 'Enter' })
    await wrapper.vm.$nextTick()
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Pair 2, left side')
    await choose(wrapper, 'extra wrong option 1', 'Remove')

    expect(bodyOf(wrapper)).toEqual({
      pairs: [{ left: 'L', right: 'New' }],
      distractors: [],
    })
  })

  it('keep a pair of which only one side is empty', async () => {
    const wrapper = edit('matching', { pairs: [{ left: '', right: 'R' }] })

    await labelled(wrapper, 'Pair 1, left side').trigger('keydown', { key: 'Backspace' })

    expect(wrapper.emitted('update:modelValue')).toBeUndefined()
  })

  it('are put into categories, whose keys do not mix with theirs', async () => {
    const wrapper = edit('categorise', { categories: [{ title: 'C', items: ['I', 'J'] }] })
    const focused = () => document.activeElement?.getAttribute('aria-label')
    const press = async (at: number, key: string) => {
      await wrapper.findAll('textarea')[at]?.trigger('keydown', { key })
      await wrapper.vm.$nextTick()
    }

    await press(0, 'Enter')
    expect(focused()).toBe('Item 1')
    await press(1, 'Enter')
    expect(focused()).toBe('Item 3')
    await press(3, 'Enter')
    expect(focused()).toBe('Category 2, title')
    await labelled(wrapper, 'Category 2, title').setValue('D')
    expect(bodyOf(wrapper)).toEqual({
      categories: [{ title: 'C', items: ['I', 'J'] }, { title: 'D', items: [] }],
    })
  })
})

describe('gaps', () => {
  const text = (wrapper: VueWrapper) => field(wrapper, 'Text with blanks')

  it('come, are renamed and go with their markers', async () => {
    const wrapper = edit('blanks')

    await text(wrapper).setValue('A [[word]] of [[n]].')
    expect(bodyOf(wrapper)).toMatchObject({
      gaps: { word: { accept: ['blank'] }, n: { accept: [] } },
    })
    await text(wrapper).setValue('A [[words]] of [[n]].')
    expect(bodyOf(wrapper)).toMatchObject({ gaps: { words: { accept: ['blank'] } } })
    await text(wrapper).setValue('A [[words] of [[n]].')
    expect(bodyOf(wrapper)).toEqual({ text: 'A [[words] of [[n]].', gaps: { n: { accept: [] } } })
    await text(wrapper).setValue('A [[words]] of [[n]].')
    expect(bodyOf(wrapper)).toMatchObject({ gaps: { words: { accept: ['blank'] } } })
  })

  it('change their kind, and come back as they were', async () => {
    const wrapper = edit('blanks')
    const kind = () => wrapper.get('select')

    await kind().setValue('number')
    await field(wrapper, 'Correct number').setValue('4')
    expect(bodyOf(wrapper)).toMatchObject({ gaps: { word: { key: 4 } } })
    await field(wrapper, 'Correct number').setValue('')
    expect(bodyOf(wrapper)).toMatchObject({ gaps: { word: { key: null } } })

    await kind().setValue('text')
    expect(bodyOf(wrapper)).toMatchObject({ gaps: { word: { accept: ['blank'] } } })

    await kind().setValue('choice')
    await field(wrapper, 'Choice 1').setValue('the Alps')
    await labelled(wrapper, 'Choice 1 is correct').trigger('change')
    await field(wrapper, 'Choice 1').setValue('the Andes')
    expect(bodyOf(wrapper)).toMatchObject({
      gaps: { word: { choices: ['the Andes'], key: 'the Andes' } },
    })
  })

  it('show errors at the gap they are about', () => {
    const wrapper = edit('blanks', bodies.blanks, [
      { field: 'gaps.word.text.accept.0.text', code: 'empty' },
    ])

    expect(field(wrapper, 'Answer 1').attributes('aria-invalid')).toBe('true')
    expect(wrapper.text().match(/Required\./g)).toHaveLength(1)
  })

  it('are inserted by a button', async () => {
    const wrapper = edit('blanks', { text: '[[gap-1]] ', gaps: {} })
    const area = text(wrapper).element as HTMLTextAreaElement
    area.setSelectionRange(10, 10)

    await wrapper.findAll('button').find((found) => found.text() === 'Insert a blank')?.trigger('click')

    expect(bodyOf(wrapper)).toMatchObject({ text: '[[gap-1]] [[gap-2]]' })
  })
})
