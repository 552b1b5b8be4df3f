import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { announcement } from '../src/composables/announce'
import OrderingQuestion from '../src/questions/OrderingQuestion.vue'
import type { QuestionKeys } from '../src/questions/props'
import { ordering, verdict } from './fixtures'

const keys = (wrapper: { vm: unknown }) => wrapper.vm as QuestionKeys
const shown = (wrapper: VueWrapper) => wrapper.findAll('li .text').map((text) => text.text()).join('')

describe('an ordering question', () => {
  let wrapper: VueWrapper

  beforeEach(() => {
    vi.useFakeTimers()
    wrapper = mount(OrderingQuestion, {
      props: { question: ordering(1), disabled: false },
      attachTo: document.body,
    })
  })
  afterEach(() => {
    wrapper.unmount()
    vi.useRealTimers()
  })

  it('is put into order by buttons, which keep the focus, and then checked', async () => {
    const up = wrapper.findAll('[data-control=up]')[1]
    ;(up?.element as HTMLElement).focus()
    await up?.trigger('click')
    expect(document.activeElement?.closest('li')?.textContent).toContain('a')
    await wrapper.findAll('[data-control=down]')[2]?.trigger('click')
    await wrapper.findAll('[data-control=up]')[0]?.trigger('click') // there is nothing above

    expect(shown(wrapper)).toBe('acbd')
    await wrapper.get('.check button').trigger('click')
    expect(wrapper.emitted('answer')).toEqual([[{ order: ['id-a', 'id-c', 'id-b', 'id-d'] }]])
  })

  it('is put into order by arrow keys, and says where an item is now', async () => {
    const handle = wrapper.findAll('.handle')[0]
    ;(handle?.element as HTMLElement).focus()
    await handle?.trigger('keydown', { key: 'ArrowUp' })
    await handle?.trigger('keydown', { key: 'x' })
    expect(shown(wrapper)).toBe('cadb')
    await handle?.trigger('keydown', { key: 'ArrowDown' })
    await vi.advanceTimersByTimeAsync(100)

    expect(shown(wrapper)).toBe('acdb')
    expect(announcement.value).toBe('c, now 2 of 4.')
    expect(document.activeElement).toBe(wrapper.findAll('.handle')[1]?.element)
  })

  it('is put into order by two numbers: which item, and where to', async () => {
    keys(wrapper).choose(3)
    await vi.advanceTimersByTimeAsync(100)
    expect(announcement.value).toBe('b: press its new position.')
    expect(wrapper.findAll('.handle')[3]?.attributes('aria-pressed')).toBe('true')
    keys(wrapper).choose(0)
    await wrapper.vm.$nextTick()
    expect(shown(wrapper)).toBe('bcad')

    keys(wrapper).choose(1)
    keys(wrapper).choose(1) // not that one after all
    keys(wrapper).choose(8) // there is no ninth
    await wrapper.vm.$nextTick()
    expect(wrapper.find('.picked').exists()).toBe(false)
    keys(wrapper).submit()

    expect(wrapper.emitted('answer')).toEqual([[{ order: ['id-b', 'id-c', 'id-a', 'id-d'] }]])
  })
})

describe('an order that was given', () => {
  const order = ['a', 'c', 'b', 'd'].map((name) => `id-${name}`)
  const right = ['a', 'b', 'c', 'd'].map((name) => `id-${name}`)
  const show = (response: string[] | null, key: string[] | null) =>
    mount(OrderingQuestion, {
      props: {
        question: ordering(1, {
          response: response && { order: response },
          verdict: key && verdict({ credit: 0.5, key: { order: key } }),
        }),
        disabled: true,
      },
    })
  const lines = (wrapper: VueWrapper) => wrapper.findAll('.line').map((line) => line.text())

  it('shows where each item belongs, and the right order', () => {
    const found = lines(show(order, right))

    expect(found).toHaveLength(8)
    expect(found[0]).toContain('(your answer, correct)')
    expect(found[1]).toContain('Correct position 3')
    expect(found[1]).toContain('(your answer, partly correct)')
    expect(found[5]).toMatch(/^2b.*\(correct answer\)$/)
  })

  it('is not repeated when it is right', () => {
    expect(lines(show(right, right))).toHaveLength(4)
  })

  it('is shown without marks while there is no verdict', () => {
    const wrapper = show(order, null)

    expect(lines(wrapper)).toEqual(['1a', '2c', '3b', '4d'])
    expect(wrapper.find('button').exists()).toBe(false)
  })

  it('shows only the right one without an answer', () => {
    expect(lines(show(null, right))).toHaveLength(4)
  })
})
