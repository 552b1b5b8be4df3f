import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { announcement } from '../src/composables/announce'
import CategoriseQuestion from '../src/questions/CategoriseQuestion.vue'
import MatchingQuestion from '../src/questions/MatchingQuestion.vue'
import type { QuestionKeys } from '../src/questions/props'
import { categorise, matching, verdict } from './fixtures'

const keys = (wrapper: { vm: unknown }) => wrapper.vm as QuestionKeys
const opened = (wrapper: VueWrapper) => wrapper.find('[aria-expanded=true] .text').text()
const lines = (wrapper: VueWrapper) => wrapper.findAll('.line').map((line) => line.text())

describe('a matching question', () => {
  let wrapper: VueWrapper

  beforeEach(() => {
    vi.useFakeTimers()
    wrapper = mount(MatchingQuestion, {
      props: { question: matching(1), disabled: false },
      attachTo: document.body,
    })
  })
  afterEach(() => {
    wrapper.unmount()
    vi.useRealTimers()
  })

  it('is answered by tapping items and their places', async () => {
    const check = wrapper.get('.check button')
    expect(opened(wrapper)).toBe('l2')
    await check.trigger('click') // nothing is placed yet
    await wrapper.findAll('.item')[1]?.trigger('click')
    expect(opened(wrapper)).toBe('l1')
    const place = wrapper.findAll('.places button')[1]
    ;(place?.element as HTMLElement).focus()
    await place?.trigger('click')
    await vi.advanceTimersByTimeAsync(100)

    expect(announcement.value).toBe('l1: r1. 1 of 3 placed.')
    expect(opened(wrapper)).toBe('l3')
    expect(document.activeElement).toBe(wrapper.findAll('.item')[2]?.element)
    await check.trigger('click')
    expect(wrapper.emitted('answer')).toEqual([[{ pairs: { 'id-l1': 'id-r1' } }]])
  })

  it('is answered by digits alone, and sent by Enter when nothing is missing', async () => {
    for (const digit of [3, 2]) {
      keys(wrapper).choose(digit - 1)
      await wrapper.vm.$nextTick()
    }
    keys(wrapper).choose(8) // there is no ninth
    keys(wrapper).submit()
    expect(wrapper.emitted('answer')).toBeUndefined()
    keys(wrapper).choose(0)
    await wrapper.vm.$nextTick()
    expect(wrapper.find('[aria-expanded=true]').exists()).toBe(false)
    keys(wrapper).submit()

    const pairs = { 'id-l2': 'id-r2', 'id-l1': 'id-r1', 'id-l3': 'id-r3' }
    expect(wrapper.emitted('answer')).toEqual([[{ pairs }]])
  })

  it('lets an item be taken back, or put somewhere else', async () => {
    keys(wrapper).choose(0)
    await wrapper.vm.$nextTick()
    await wrapper.findAll('.item')[0]?.trigger('click')
    expect(wrapper.findAll('.places button')[0]?.attributes('aria-pressed')).toBe('true')
    await wrapper.findAll('.places button')[0]?.trigger('click')
    expect(wrapper.text()).toContain('Tap an item')

    keys(wrapper).choose(2)
    await wrapper.vm.$nextTick()

    expect(wrapper.findAll('.item')[0]?.text()).toContain('r2')
    expect(wrapper.text()).toContain('1 of 3 placed.')
  })
})

describe('pairs that were given', () => {
  const key = { 'id-l1': 'id-r1', 'id-l2': 'id-r2', 'id-l3': 'id-r3' }
  const show = (pairs: Record<string, string> | null, revealed: boolean) =>
    mount(MatchingQuestion, {
      props: {
        question: matching(1, {
          response: pairs && { pairs },
          verdict: revealed ? verdict({ credit: 0.3, key: { pairs: key } }) : null,
        }),
        disabled: true,
      },
    })

  it('state in words what was right, wrong or missing, and the correct answer', () => {
    const [wrong, right, missing] = lines(show({ 'id-l2': 'id-r4', 'id-l1': 'id-r1' }, true))

    expect(wrong).toContain('You answered r4')
    expect(wrong).toContain('Correct r2')
    expect(wrong).toContain('(your answer, wrong)')
    expect(right).toContain('(your answer, correct)')
    expect(right).not.toContain('Correct r1')
    expect(missing).toContain('You answered nothing')
    expect(missing).toContain('Correct r3')
  })

  it('are shown without marks while there is no verdict', () => {
    const wrapper = show({ 'id-l2': 'id-r4' }, false)

    expect(wrapper.text()).not.toContain('(')
    expect(wrapper.text()).not.toContain('r2')
    expect(wrapper.find('button').exists()).toBe(false)
  })

  it('show only the correct ones without an answer', () => {
    expect(lines(show(null, true))[1]).toBe('l1Correct r1(correct answer)')
  })
})

it('items that belong to categories are placed in the same way', async () => {
  const wrapper = mount(CategoriseQuestion, { props: { question: categorise(1), disabled: false } })

  for (const digit of [1, 2, 2]) {
    keys(wrapper).choose(digit - 1)
    await wrapper.vm.$nextTick()
  }
  keys(wrapper).submit()

  const places = { 'id-i1': 'id-c1', 'id-i2': 'id-c2', 'id-i3': 'id-c2' }
  expect(wrapper.emitted('answer')).toEqual([[{ places }]])
  const graded = verdict({ key: { places } })
  await wrapper.setProps({
    question: categorise(1, { response: { places }, verdict: graded }),
    disabled: true,
  })
  expect(lines(wrapper).every((line) => line.includes('(your answer, correct)'))).toBe(true)
})
