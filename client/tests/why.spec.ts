import { mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import type { Question, Rules } from '../src/api/client'
import QuestionCard from '../src/components/question/QuestionCard.vue'
import VerdictCard from '../src/components/question/VerdictCard.vue'
import { reasons } from '../src/components/question/why'
import MultipleQuestion from '../src/questions/MultipleQuestion.vue'
import OrderingQuestion from '../src/questions/OrderingQuestion.vue'
import { whyThisCredit } from '../src/questions/why'
import { blanks, matching, multiple, number, ordering, poll, single, typed, verdict, wordcloud } from './fixtures'

const plain: Rules = {
  certificate: false,
  partial_credit: true,
  penalty: 0,
  hint_cost: 0,
  pass_mark: null,
  speed_weight: 0,
  question_seconds: null,
  seconds_by_question: {},
  quiz_seconds: null,
  shuffle_choices: true,
  navigation: 'forward',
  feedback_after: null,
  time_zone: 'UTC',
}
const order = (...names: string[]) => ({ order: names.map((name) => `id-${name}`) })

describe('why an answer earned its credit', () => {
  const picked = (choices: string[], credit: number) =>
    multiple(1, {
      response: { choices },
      verdict: verdict({ credit, points: credit, key: { choices: ['a', 'b'] } }),
    })

  it.each<[string, Question, string]>([
    ['choices', picked(['a'], 0.5), '1 of 2 correct answers selected.'],
    ['choices, one wrong', picked(['a', 'b', 'c'], 0.25),
      '2 of 2 correct answers selected; 1 wrong choice lowers the credit.'],
    ['choices outweighed', picked(['a', 'c'], 0),
      '1 of 2 correct answers selected; 1 wrong choice lowers the credit. The wrong choices outweigh the correct ones, so this earns nothing.'],
    ['choices, all wrong', picked(['c'], 0), ''],
    ['full credit', picked(['a', 'b'], 1), ''],
    ['an order', ordering(1, { response: order('b', 'a', 'c', 'd'), verdict: verdict({ credit: 2 / 3, key: order('a', 'b', 'c', 'd') }) }),
      '5 of 6 pairs of items are in the correct order. Each pair in the wrong order cancels out a correct one.'],
    ['pairs', matching(1, {
      response: { pairs: { 'id-l1': 'id-r1', 'id-l2': 'id-r3' } },
      verdict: verdict({ credit: 1 / 3, key: { pairs: { 'id-l1': 'id-r1', 'id-l2': 'id-r2', 'id-l3': 'id-r3' } } }),
    }), '1 of 3 placed correctly.'],
    ['blanks', blanks(1, {
      response: { gaps: { city: 'Canbera' } },
      verdict: verdict({ credit: 0.5, key: { gaps: {} }, parts: { city: 0.5, height: 1, last: 0 } }),
    }), '1 of 3 blanks correct, 1 partly correct.'],
    ['a number', number(1, { response: { number: 40 }, verdict: verdict({ credit: 0.5, key: { number: 42 } }) }),
      'Close to the correct number: the closer, the more points.'],
    ['a text', typed(1, { response: { text: 'x' }, verdict: verdict({ credit: 0.5, key: { text: 'y' } }) }),
      'Accepted for 50% of the points.'],
    ['one choice', single(1, { response: { choice: 'b' }, verdict: verdict({ credit: 0 }) }), ''],
  ])('%s', (_what, question, sentence) => {
    expect(whyThisCredit(question)).toBe(sentence)
  })
})

describe('why an answer earned its points', () => {
  const said = (credit: number, points: number, rules: Partial<Rules>, changes: Partial<Question> = {}) =>
    reasons(
      single(1, { points: 4, response: { choice: 'a' }, verdict: verdict({ credit, points }), ...changes }),
      { ...plain, ...rules },
    )
  const hint = { text: 'Look up.', html: '<p>Look up.</p>' }

  it('names what the hint, the time and a penalty took off', () => {
    expect(said(1, 4, {})).toEqual([])
    expect(said(1, 3, { hint_cost: 25 }, { hint })).toEqual(['The hint cost 1 point.'])
    expect(said(1, 2, { hint_cost: 25, speed_weight: 50 }, { hint })).toEqual([
      'The hint cost 1 point.',
      '1 point lost for time.',
    ])
    expect(said(0, -2, { penalty: 0.5, hint_cost: 25 }, { hint })).toEqual(['The wrong answer cost 2 points.'])
    expect(said(0.5, 0, { partial_credit: false })).toEqual(['Partly correct answers earn nothing here.'])
    expect(said(1, 4, { hint_cost: 25 }, { hint: { text: null, html: null } })).toEqual([])
  })

  it('says that there was no answer', () => {
    expect(reasons(single(1, { verdict: verdict({ credit: 0 }) }), plain)).toEqual(['Not answered.'])
  })
})

describe('signs', () => {
  it('go by the credit: no green tick beside 0 points', () => {
    const question = multiple(1, {
      response: { choices: ['a', 'c'] },
      verdict: verdict({ credit: 0, points: 0, key: { choices: ['a', 'b'] } }),
    })
    const wrapper = mount(MultipleQuestion, { props: { question, disabled: true } })
    const card = mount(VerdictCard, { props: { question } })

    expect(wrapper.find('.rightPick').exists()).toBe(false)
    expect(wrapper.get('.outweighed').text()).toContain('correct, but earns nothing here')
    expect(card.get('.verdict').classes()).toContain('wrong')
    expect(card.get('.sign').classes()).toContain('wrong')
    expect(card.text()).toContain('outweigh')
  })

  it('an order that earned something has no crosses', () => {
    const question = ordering(1, {
      response: order('b', 'a', 'c', 'd'),
      verdict: verdict({ credit: 2 / 3, key: order('a', 'b', 'c', 'd') }),
    })
    const wrapper = mount(OrderingQuestion, { props: { question, disabled: true } })

    expect(wrapper.findAll('.line').slice(0, 4).map((line) => line.classes()[1])).toEqual([
      'partPick', 'partPick', 'rightPick', 'rightPick',
    ])
  })
})

describe('an order', () => {
  const open = () => mount(OrderingQuestion, { props: { question: ordering(1), disabled: false } })
  const check = (wrapper: ReturnType<typeof open>) => wrapper.get('.check .primary')

  it('is checked once an item was moved', async () => {
    const wrapper = open()
    ;(wrapper.vm as unknown as { submit: () => void }).submit()
    expect(check(wrapper).attributes('disabled')).toBeDefined()
    await wrapper.findAll('[data-control=up]')[1]?.trigger('click')

    await check(wrapper).trigger('click')

    expect(wrapper.emitted('answer')).toHaveLength(1)
  })

  it('or kept as it is', async () => {
    const wrapper = open()

    await wrapper.get('.check .button:not(.primary)').trigger('click')

    expect(wrapper.emitted('answer')).toEqual([[order('c', 'a', 'd', 'b')]])
  })
})

describe('a poll', () => {
  const others = (answers: { label: string; count: number }[], more = 0) => ({ players: 4, answers, more })

  it('shows what others said, and which answer is the own', () => {
    const question = poll(1, false, {
      response: { votes: ['b'] },
      verdict: verdict({ credit: 0, points: 0, key: null, others: others([{ label: 'a', count: 3 }, { label: 'b', count: 1 }]) }),
    })
    const card = mount(VerdictCard, { props: { question } })

    expect(card.findAll('tbody tr').map((row) => [row.get('th').text().replace(/\s+/g, ' '), row.get('.votes').text(), row.get('.unseen').text()])).toEqual([
      ['choice a', '3', '75%'],
      ['choice b you', '1', '25%'],
      ['choice c', '0', '0%'],
    ])
    expect(card.text()).toContain('4 players')
  })

  it('shows words as a cloud and as a list', () => {
    const question = wordcloud(1, 1, {
      response: { words: ['Tea'] },
      verdict: verdict({ credit: 0, points: 0, key: null, others: others([{ label: 'Café', count: 3 }, { label: 'Tea', count: 1 }], 2) }),
    })
    const card = mount(VerdictCard, { props: { question } })

    expect(card.findAll('.cloud bdi').map((word) => word.text())).toEqual(['Café', 'Tea'])
    expect(card.findAll('tbody th').map((word) => word.text())).toEqual(['Café', 'Tea'])
    expect(card.text()).toContain('and 2 more answers')
  })
})

describe('a question', () => {
  it('shows its verdict as soon as what shows it is there', async () => {
    const question = single(1, { response: { choice: 'a' }, verdict: verdict() })
    const wrapper = mount(QuestionCard, { props: { question, number: 1, total: 1, pending: false, waiting: false } })

    await vi.waitFor(() => expect(wrapper.find('.verdict.good').exists()).toBe(true), 20_000)
  })

  it('says what its hint costs', () => {
    const question = single(1, { points: 4, hint: { text: null, html: null } })
    const props = { question, number: 1, total: 1, pending: false, waiting: false, rules: { ...plain, hint_cost: 25 } }

    expect(mount(QuestionCard, { props }).text()).toContain('Show a hint: costs 1 point')
  })
})
