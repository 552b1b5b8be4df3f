import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { editorOf, editorTypes, typeLabels } from '../src/studio/questions'
import { bodies, bodyOf, choose, edit, field, labelled } from './editing'

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
