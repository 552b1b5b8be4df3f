import { enableAutoUnmount, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { blankOf, isBlank } from '../src/studio/draft/content'
import { put, trimmed } from '../src/studio/draft/order'
import { untouched, type Problem } from '../src/studio/draft/problems'
import { freshUuid } from '../src/studio/draft/uuid'
import { revealedKey } from '../src/studio/fields/left'
import TextField from '../src/studio/fields/TextField.vue'
import { converted } from '../src/studio/questions/convert'
import { editorTypes } from '../src/studio/questions'
import { bodies, choices } from './editing'

enableAutoUnmount(afterEach)

describe('a question in which nothing is written', () => {
  it.each(editorTypes)('is blank as a new %s', (type) => {
    expect(isBlank(blankOf(type))).toBe(true)
  })

  it.each(editorTypes)('is not, with the answer of a %s', (type) => {
    expect(isBlank({ ...blankOf(type), body: bodies[type] })).toBe(false)
  })

  it('is blank with empty answers, of which one is marked', () => {
    expect(isBlank({ prompt: ' ', body: { choices: [{ id: 'a', text: '' }], key: 'a' } })).toBe(true)
    expect(isBlank({ prompt: '', body: {}, explanation: 'Because.' })).toBe(false)
  })
})

describe('rows', () => {
  it('are blank up to the one that is written', () => {
    expect(put(['a'], 3, 'd', '')).toEqual(['a', '', '', 'd'])
    expect(put(['a', 'b'], 0, 'c', '')).toEqual(['c', 'b'])
  })

  it('end with the last one that is written', () => {
    expect(trimmed(['', 'a', '', ''], (row) => row === '')).toEqual(['', 'a'])
    expect(trimmed(['', ''], (row) => row === '')).toEqual([])
  })
})

describe('problems', () => {
  const of = (...fields: string[]): Problem[] => fields.map((field) => ({ field, code: 'missing' }))
  const left = (before: object, after: object, ...fields: string[]) =>
    untouched(of(...fields), { ...before }, { ...after }).map(({ field }) => field)

  it('are out of date where something has changed', () => {
    const before = { prompt: '', body: { choices: [{ text: '' }, { text: 'b' }] } }

    expect(left(before, { ...before, prompt: 'a' }, 'prompt', 'choices.0.text', 'key')).toEqual([
      'choices.0.text', 'key',
    ])
    const written = { prompt: '', body: { choices: [{ text: 'a' }, { text: 'b' }] } }
    expect(left(before, written, 'prompt', 'choices.0.text', 'choices.1.text')).toEqual([
      'prompt', 'choices.1.text',
    ])
  })

  it('are found behind the names of models', () => {
    const body = (text: string) => ({ body: { gaps: { word: { accept: [text] }, n: { key: 4 } } } })
    const fields = ['gaps.word.text.accept.0.text', 'gaps.n.number.key']

    expect(left(body('a'), body('b'), ...fields)).toEqual(['gaps.n.number.key'])
  })
})

describe('an error', () => {
  const problems: Problem[] = [{ field: 'unit', code: 'missing', severity: 'error' }]
  const field = (revealed: boolean) => {
    const shown = ref(revealed)
    const wrapper = mount(TextField, {
      attachTo: document.body,
      props: { label: 'Unit', most: 9, modelValue: '', problems },
      global: { provide: { [revealedKey as symbol]: shown } },
    })
    return { wrapper, shown }
  }

  it('waits until the field was left', async () => {
    const { wrapper } = field(false)
    expect(wrapper.text()).not.toContain('Required.')
    expect(wrapper.get('input').attributes('aria-invalid')).toBe('false')

    await wrapper.get('input').trigger('focusout')

    expect(wrapper.text()).toContain('Required.')
    expect(wrapper.get('input').attributes('aria-invalid')).toBe('true')
  })

  it('is shown when all are', async () => {
    const { wrapper, shown } = field(false)

    shown.value = true
    await wrapper.vm.$nextTick()

    expect(wrapper.text()).toContain('Required.')
  })
})

describe('another type', () => {
  it('keeps answers and what is right', () => {
    expect(converted('single', 'multiple', bodies.single)).toEqual({
      body: { choices, key: ['a'] }, dropped: [], keyLost: false,
    })
    expect(converted('multiple', 'single', { choices, key: ['a', 'b'], shuffle: false })).toEqual({
      body: { choices, shuffle: false }, dropped: [], keyLost: true,
    })
    expect(converted('text', 'single', { accept: ['Rome', { text: 'Roma', credit: 1 }] }).body).toEqual({
      choices: [{ id: 'a', text: 'Rome' }, { id: 'b', text: 'Roma' }], key: 'a',
    })
    expect(converted('single', 'ordering', bodies.single)).toEqual({
      body: { items: ['First', 'Second'] }, dropped: [], keyLost: true,
    })
  })

  it('names what it has no place for', () => {
    expect(converted('single', 'text', bodies.single)).toEqual({
      body: { accept: ['First'] }, dropped: ['Second'], keyLost: false,
    })
    expect(converted('truefalse', 'poll', { key: true })).toEqual({ body: {}, dropped: [], keyLost: true })
    expect(converted('text', 'number', { accept: ['8849', 'about 9000'] })).toEqual({
      body: { key: 8849 }, dropped: ['about 9000'], keyLost: false,
    })
  })

  it.each(editorTypes)('is had from a %s without a fault', (type) => {
    for (const to of editorTypes) {
      for (const body of [bodies[type], {}, null, { choices: 4, key: [] }]) {
        expect(() => converted(type, to, body)).not.toThrow()
      }
    }
  })
})

it('an id of this browser is a random UUID', () => {
  expect(freshUuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(freshUuid()).not.toBe(freshUuid())
})
