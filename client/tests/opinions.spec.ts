import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import VerdictCard from '../src/components/question/VerdictCard.vue'
import QuestionReview from '../src/components/score/QuestionReview.vue'
import { loadTypes } from '../src/questions'
import PollQuestion from '../src/questions/PollQuestion.vue'
import TrueFalseQuestion from '../src/questions/TrueFalseQuestion.vue'
import type { QuestionKeys } from '../src/questions/props'
import { poll, truefalse, verdict } from './fixtures'

const keys = (wrapper: { vm: unknown }) => wrapper.vm as QuestionKeys

describe('a statement', () => {
  const open = () => mount(TrueFalseQuestion, { props: { question: truefalse(1), disabled: false } })

  it('is answered by one click', async () => {
    const wrapper = open()

    await wrapper.findAll('button')[1]?.trigger('click')

    expect(wrapper.emitted('answer')).toEqual([[{ answer: false }]])
  })

  it('has the keys of its places and of its words, and no others', () => {
    const wrapper = open()

    keys(wrapper).choose(5) // F, counted from A
    expect([keys(wrapper).letter?.('X'), keys(wrapper).letter?.('ENTER')]).toEqual([false, false])
    expect(wrapper.emitted('answer')).toBeUndefined()
    expect([keys(wrapper).letter?.('F'), keys(wrapper).letter?.('T')]).toEqual([true, true])
    keys(wrapper).choose(1)

    expect(wrapper.emitted('answer')).toEqual([
      [{ answer: false }],
      [{ answer: true }],
      [{ answer: false }],
    ])
  })

  it('states in words what was right, and cannot be answered again', () => {
    const question = truefalse(1, {
      response: { answer: true },
      verdict: verdict({ credit: 0, key: { answer: false } }),
    })
    const wrapper = mount(TrueFalseQuestion, { props: { question, disabled: true } })
    keys(wrapper).letter?.('T')

    const [yes, no] = wrapper.findAll('.choice').map((choice) => choice.text())
    expect(yes).toContain('True')
    expect(yes).toContain('(your answer, wrong)')
    expect(no).toContain('(correct answer)')
    expect(wrapper.emitted('answer')).toBeUndefined()
  })
})

describe('a poll', () => {
  it('takes one vote by one click', async () => {
    const wrapper = mount(PollQuestion, { props: { question: poll(1, false), disabled: false } })

    await wrapper.findAll('button')[1]?.trigger('click')

    expect(wrapper.findAll('button')).toHaveLength(3)
    expect(wrapper.emitted('answer')).toEqual([[{ votes: ['b'] }]])
  })

  it('takes several votes if allowed, once they are sent', async () => {
    const wrapper = mount(PollQuestion, { props: { question: poll(1, true), disabled: false } })

    keys(wrapper).submit() // nothing is ticked yet
    keys(wrapper).choose(0)
    keys(wrapper).choose(1)
    keys(wrapper).choose(1)
    keys(wrapper).choose(2)
    await wrapper.vm.$nextTick()
    await wrapper.get('.check button').trigger('click')

    expect(wrapper.emitted('answer')).toEqual([[{ votes: ['a', 'c'] }]])
  })

  it('marks the votes, and nothing as right or wrong', () => {
    const question = poll(1, false, {
      response: { votes: ['b'] },
      verdict: verdict({ credit: 0, points: 0, key: null }),
    })
    const wrapper = mount(PollQuestion, { props: { question, disabled: true } })

    expect(wrapper.findAll('.chosen').map((choice) => choice.text())).toEqual(['Bchoice b (Your answer)'])
    expect(wrapper.text()).not.toContain('right')
    expect(wrapper.find('svg').exists()).toBe(false)
  })

  it('is thanked for, not judged', async () => {
    await loadTypes()
    const question = poll(1, false, {
      points: 0,
      response: { votes: ['b'] },
      verdict: verdict({ credit: 0, points: 0, key: null }),
    })
    const card = mount(VerdictCard, { props: { question } })
    const review = mount(QuestionReview, { props: { question } })

    expect(card.get('h2').text()).toBe('Thank you.')
    expect(card.text()).not.toContain('0 of 0')
    expect(card.get('.verdict').classes()).toEqual(['verdict'])
    expect(review.get('.head').text()).toBe('Poll')
    expect(review.find('.earned').exists()).toBe(false)
  })
})
