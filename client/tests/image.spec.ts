import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { announcement } from '../src/composables/announce'
import ImageQuestion from '../src/questions/ImageQuestion.vue'
import { moved, outline, placeIn } from '../src/questions/image'
import type { QuestionKeys } from '../src/questions/props'
import { image, verdict } from './fixtures'

const keys = (wrapper: { vm: unknown }) => wrapper.vm as QuestionKeys
const given = (areas: string[] | null, point: { x: number; y: number } | null = null) => ({
  areas,
  point,
  outlines: null,
})

describe('areas of an image', () => {
  const open = () => mount(ImageQuestion, { props: { question: image(1), disabled: false } })

  it('are picked in the list, on the image and by key, and sent when checked', async () => {
    const wrapper = open()

    keys(wrapper).submit() // nothing is picked yet
    await wrapper.findAll('.choice')[0]?.trigger('click')
    await wrapper.findAll('.board g')[1]?.trigger('click')
    keys(wrapper).choose(2)
    keys(wrapper).choose(0) // and not after all
    keys(wrapper).choose(8)
    await wrapper.vm.$nextTick()
    await wrapper.get('.check button').trigger('click')

    expect(wrapper.emitted('answer')).toEqual([[given(['2', '3'])]])
  })

  it('have the same letters on the image and in the list', () => {
    const wrapper = open()

    expect(wrapper.findAll('.board .letter').map((one) => one.text())).toEqual(['A', 'B', 'C'])
    expect(wrapper.findAll('.choice .text').map((one) => one.text())).toEqual([
      'Area A',
      'Area B',
      'Moon',
    ])
    expect(wrapper.get('img').attributes('alt')).toBe('Three squares')
    expect(wrapper.get('img').attributes('height')).toBe('400')
  })

  it('show their verdicts in words and signs', () => {
    const graded = verdict({ credit: 0.5, key: given(['1', '2']) })
    const question = image(1, { response: given(['1', '3']), verdict: graded })
    const wrapper = mount(ImageQuestion, { props: { question, disabled: true } })

    const [found, missed, wrong] = wrapper.findAll('.choice').map((one) => one.text())
    expect(found).toContain('(your answer, correct)')
    expect(missed).toContain('(correct, but not selected)')
    expect(wrong).toContain('(your answer, wrong)')
    const signs = wrapper.findAll('.board > .letter').map((one) => one.text())
    expect(signs).toEqual(['A ✓', 'B ✓', 'C ✗'])
  })

  it('cannot be changed once answered', async () => {
    const question = image(1, { response: given(['1']) })
    const wrapper = mount(ImageQuestion, { props: { question, disabled: true } })

    await wrapper.findAll('.board g')[1]?.trigger('click')
    keys(wrapper).choose(1)
    keys(wrapper).submit()

    expect(wrapper.emitted('answer')).toBeUndefined()
    expect(wrapper.findAll('.chosen.choice')).toHaveLength(1)
  })
})

describe('a point on an image', () => {
  const open = () =>
    mount(ImageQuestion, { props: { question: image(1, {}, false), disabled: false } })

  it('is moved by the arrow keys, which say where it is', async () => {
    const wrapper = open()
    const surface = wrapper.get('[role=application]')
    expect(surface.attributes('aria-label')).toContain('Three squares')

    keys(wrapper).submit() // there is no point yet
    await surface.trigger('keydown', { key: 'ArrowLeft' })
    await surface.trigger('keydown', { key: 'ArrowRight', shiftKey: true })
    await surface.trigger('keydown', { key: 'ArrowUp' })
    await expect.poll(() => announcement.value).toBe('60% from the left, 49% from the top')
    keys(wrapper).submit()

    expect(wrapper.emitted('answer')).toEqual([[given(null, { x: 0.6, y: 0.49 })]])
  })

  it('shows no area until the verdict outlines the right ones', async () => {
    const wrapper = open()
    expect(wrapper.findAll('.board g')).toHaveLength(0)

    const shape = { x: 0.2, y: 0.2, r: 0.1 }
    const key = { areas: null, point: { x: 0.2, y: 0.2 }, outlines: [shape, shape] }
    const graded = verdict({ credit: 0, key })
    const response = given(null, { x: 0.5, y: 0.25 })
    await wrapper.setProps({ question: image(1, { response, verdict: graded }, false), disabled: true })

    expect(wrapper.findAll('.board g.right')).toHaveLength(2)
    expect(wrapper.get('.spot').text()).toBe('✗')
    expect(wrapper.text()).toContain('50% from the left, 25% from the top')
    expect(wrapper.text()).toContain('(your answer, wrong)')
    expect(wrapper.text()).toContain('Outlined on the image')
  })
})

describe('the geometry', () => {
  it('keeps a point on the image', () => {
    expect(moved({ x: 0.005, y: 1 }, 'ArrowLeft', false)).toEqual({ x: 0, y: 1 })
    expect(moved({ x: 0, y: 0.95 }, 'ArrowDown', true)).toEqual({ x: 0, y: 1 })
    expect(moved({ x: 0, y: 0 }, 'a', true)).toBeNull()
  })

  it('finds the place that was clicked', () => {
    const box = new DOMRect(100, 50, 200, 100)
    const event = new MouseEvent('click', { clientX: 150, clientY: 125 })
    expect(placeIn(box, event)).toEqual({ x: 0.25, y: 0.75 })
  })

  it('draws each shape to the size of the image', () => {
    expect(outline({ x: 0.5, y: 0.5, r: 0.1 }, 0.5)).toBe(
      'M400,250a100,100 0 1 0 200,0a100,100 0 1 0 -200,0Z',
    )
    expect(outline({ x: 0.1, y: 0.2, w: 0.5, h: 0.5 }, 2)).toBe('M100,400h500v1000h-500Z')
    expect(outline({ polygon: [[0, 0], [1, 0], [1, 1]] }, 1)).toBe('M0,0L1000,0L1000,1000Z')
  })
})
