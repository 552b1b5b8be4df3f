import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { typeNames } from '../src/questions'
import { echo as echoOf, meant, readNumber } from '../src/questions/number'
import MultipleQuestion from '../src/questions/MultipleQuestion.vue'
import NumberQuestion from '../src/questions/NumberQuestion.vue'
import type { QuestionKeys } from '../src/questions/props'
import SingleQuestion from '../src/questions/SingleQuestion.vue'
import TextQuestion from '../src/questions/TextQuestion.vue'
import table from '../../tests/questions/typed_answers.json'
import { multiple, number, single, typed, verdict } from './fixtures'

interface NumberCase {
  typed: string
  unit: string
  readings: number[]
  echo?: string
}
const cases: { numbers: NumberCase[] } = table

const keys = (wrapper: { vm: unknown }) => wrapper.vm as QuestionKeys

describe('a single-choice question', () => {
  it('is answered by one click', async () => {
    const wrapper = mount(SingleQuestion, { props: { question: single(1), disabled: false } })

    await wrapper.findAll('button')[1]?.trigger('click')

    expect(wrapper.emitted('answer')).toEqual([[{ choice: 'b' }]])
  })

  it('is answered by one key, and ignores keys without a meaning', () => {
    const wrapper = mount(SingleQuestion, { props: { question: single(1), disabled: false } })

    keys(wrapper).choose(7)
    keys(wrapper).choose(2)

    expect(wrapper.emitted('answer')).toEqual([[{ choice: 'c' }]])
  })

  it('cannot be changed once answered', async () => {
    const question = single(1, { response: { choice: 'b' } })
    const wrapper = mount(SingleQuestion, { props: { question, disabled: true } })

    keys(wrapper).choose(0)
    await wrapper.find('.choice').trigger('click')

    expect(wrapper.find('button').exists()).toBe(false)
    expect(wrapper.emitted('answer')).toBeUndefined()
  })

  it('states right and wrong in words, not only by colour', () => {
    const question = single(1, { response: { choice: 'b' }, verdict: verdict({ credit: 0 }) })
    const wrapper = mount(SingleQuestion, { props: { question, disabled: true } })

    const [right, wrong, other] = wrapper.findAll('.choice').map((choice) => choice.text())
    expect(right).toContain('(correct answer)')
    expect(wrong).toContain('(your answer, wrong)')
    expect(other).not.toContain('(')
  })
})

describe('a multiple-choice question', () => {
  it('is sent only when it is checked, with everything that is ticked', async () => {
    const wrapper = mount(MultipleQuestion, { props: { question: multiple(1), disabled: false } })

    keys(wrapper).submit() // nothing is ticked yet
    keys(wrapper).choose(0)
    keys(wrapper).choose(1)
    keys(wrapper).choose(1)
    keys(wrapper).choose(2)
    await wrapper.vm.$nextTick()
    await wrapper.get('.check button').trigger('click')

    expect(wrapper.emitted('answer')).toEqual([[{ choices: ['a', 'c'] }]])
  })

  it('says what is ticked, and what was missed', async () => {
    const wrapper = mount(MultipleQuestion, { props: { question: multiple(1), disabled: false } })
    keys(wrapper).choose(1)
    await wrapper.vm.$nextTick()
    expect(wrapper.findAll('.choice')[1]?.attributes('aria-pressed')).toBe('true')

    const answered = multiple(1, {
      response: { choices: ['b'] },
      verdict: verdict({ credit: 0, key: { choices: ['a'] } }),
    })
    await wrapper.setProps({ question: answered, disabled: true })

    expect(wrapper.findAll('.choice')[0]?.text()).toContain('correct, but not selected')
    expect(wrapper.findAll('.choice')[1]?.text()).toContain('your answer, wrong')
  })
})

it('every type of the contract has a component', () => {
  expect([...typeNames].sort()).toEqual([
    'blanks',
    'categorise',
    'image',
    'matching',
    'multiple',
    'number',
    'ordering',
    'poll',
    'single',
    'text',
    'truefalse',
    'wordcloud',
  ])
})

describe('a number', () => {
  it.each(cases.numbers)('$typed ($unit) is read as the server reads it', ({ typed, unit, readings, echo }) => {
    const read = readNumber(typed, unit)

    expect(read.readings).toEqual(readings)
    if (echo) expect(echoOf(read, unit)).toBe(echo)
  })

  it.each(cases.numbers.filter(({ readings }) => readings.length > 0))(
    '$typed ($unit) is sent as what means the same',
    ({ typed, unit, readings }) => {
      const sent = meant(readNumber(typed, unit))

      expect(typeof sent).toBe(readings.length > 1 ? 'string' : 'number')
      expect(readNumber(String(sent), unit).readings).toContain(readings[0])
    },
  )
})

describe('a number question', () => {
  const open = () => mount(NumberQuestion, { props: { question: number(1), disabled: false } })

  it('echoes how it understands the typed text, and sends that', async () => {
    const wrapper = open()

    await wrapper.get('input').setValue('1 000 km')
    expect(wrapper.get('[role=status]').text()).toBe('Read as 1\u202f000 km.')
    await wrapper.get('form').trigger('submit')

    expect(wrapper.emitted('answer')).toEqual([[{ number: 1000 }]])
  })

  it('shows both readings of an ambiguous number, and leaves the choice to the server', async () => {
    const wrapper = open()

    await wrapper.get('input').setValue('42,195')
    expect(wrapper.get('[role=status]').text()).toBe('Read as 42.195 km or 42\u202f195 km: the better one counts.')
    await wrapper.get('form').trigger('submit')

    expect(wrapper.emitted('answer')).toEqual([[{ number: '42,195' }]])
  })

  it('offers every player a keyboard with a minus', () => {
    expect(open().get('input').attributes('inputmode')).toBe('text')
  })

  it.each([
    [6.626e-34, '6.626e-34 km'],
    [-6.626e-34, '−6.626e-34 km'],
    ['42,195', '42,195 km'],
  ])('shows %s as it was answered', (answered, shown) => {
    const question = number(1, { response: { number: answered } })
    const wrapper = mount(NumberQuestion, { props: { question, disabled: true } })

    expect(wrapper.get('bdi').text()).toBe(shown)
  })

  it('does not send text that is not a number', async () => {
    const wrapper = open()

    await wrapper.get('form').trigger('submit')
    await wrapper.get('input').setValue('many')
    await wrapper.get('form').trigger('submit')
    keys(wrapper).submit()

    expect(wrapper.get('[role=status]').text()).toBe('Enter a number.')
    expect(wrapper.get('input').attributes('aria-invalid')).toBe('true')
    expect(wrapper.emitted('answer')).toBeUndefined()
  })

  it.each([
    [1, 'your answer, correct', false],
    [0.5, 'your answer, partly correct', true],
    [0, 'your answer, wrong', true],
  ])('states credit %d in words, and the key if it differs', (credit, words, key) => {
    const graded = verdict({ credit, key: { number: 206.5 } })
    const question = number(1, { response: { number: 200 }, verdict: graded })
    const wrapper = mount(NumberQuestion, { props: { question, disabled: true } })

    expect(wrapper.text()).toContain('200 km')
    expect(wrapper.text()).toContain(`(${words})`)
    expect(wrapper.text().includes('206.5 km')).toBe(key)
  })

  it('hides the key until the verdict', () => {
    const question = number(1, { response: { number: 200 } })
    const wrapper = mount(NumberQuestion, { props: { question, disabled: true } })

    expect(wrapper.findAll('.line')).toHaveLength(1)
    expect(wrapper.find('svg').exists()).toBe(false)
  })
})

describe('a text question', () => {
  it('sends what is typed, without needless spaces', async () => {
    const wrapper = mount(TextQuestion, { props: { question: typed(1), disabled: false } })

    await wrapper.get('input').setValue('   ')
    await wrapper.get('form').trigger('submit')
    expect(wrapper.emitted('answer')).toBeUndefined()
    await wrapper.get('input').setValue(' New \t York ')
    await wrapper.get('form').trigger('submit')

    expect(wrapper.emitted('answer')).toEqual([[{ text: 'New York' }]])
  })

  it('shows the typed answer as plain text', () => {
    const response = { text: '<b>x</b>' }
    const graded = verdict({ credit: 0, key: { text: 'y' } })
    const question = typed(1, { response, verdict: graded })
    const wrapper = mount(TextQuestion, { props: { question, disabled: true } })

    expect(wrapper.findAll('bdi').map((node) => node.text())).toEqual(['<b>x</b>', 'y'])
  })
})
