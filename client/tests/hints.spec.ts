import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { api, ApiProblem, type Attempt, type Hint } from '../src/api/client'
import QuestionCard from '../src/components/question/QuestionCard.vue'
import QuestionReview from '../src/components/score/QuestionReview.vue'
import { useAttempt } from '../src/composables/attempt'
import BlanksQuestion from '../src/questions/BlanksQuestion.vue'
import MultipleQuestion from '../src/questions/MultipleQuestion.vue'
import TrueFalseQuestion from '../src/questions/TrueFalseQuestion.vue'
import QuestionNotes from '../src/studio/editor/QuestionNotes.vue'
import { bodyOf, edit, labelled } from './editing'
import { blanks, multiple, single, truefalse, verdict } from './fixtures'

const closed = { text: null, html: null }
const given = { text: 'Look up.', html: '<p>Look up.</p>' }
const card = (changes: object) =>
  mount(QuestionCard, {
    props: { question: single(1, changes), number: 1, total: 1, pending: false, waiting: false },
  })
const button = (wrapper: ReturnType<typeof card>) =>
  wrapper.findAll('button').find((found) => found.text() === 'Show a hint')

describe('a hint', () => {
  it('is asked for by a button, and shown in its place', async () => {
    const wrapper = card({ hint: closed })

    await button(wrapper)?.trigger('click')
    expect(wrapper.emitted('hint')).toHaveLength(1)
    await wrapper.setProps({ question: single(1, { hint: given }) })

    expect(button(wrapper)).toBeUndefined()
    expect(wrapper.text()).toContain('Look up.')
  })

  it('is not offered where there is none, and not after the answer', () => {
    expect(button(card({}))).toBeUndefined()
    expect(button(card({ hint: closed, response: { choice: 'a' } }))).toBeUndefined()
  })

  it('is shown when one looks back, if it was asked for', () => {
    const review = (hint: Hint) =>
      mount(QuestionReview, { props: { question: single(1, { hint, verdict: verdict() }) } }).text()

    expect(review(given)).toContain('Look up.')
    expect(review(closed)).not.toContain('Hint')
  })

  it('comes from the server, which may refuse it', async () => {
    const attempt = { id: 'x', quiz: { title: 'T' }, finished_at: null, deadline: null, now: null, unasked: [] }
    const questions = [single(7, { hint: closed })]
    const read = vi.spyOn(api, 'attempt').mockResolvedValue({ ...attempt, questions } as unknown as Attempt)
    const asked = vi.spyOn(api, 'hint').mockResolvedValueOnce(given)
    const scope = effectScope()
    const game = scope.run(() => useAttempt('x', () => Promise.resolve()))
    await game?.load()

    await game?.askHint(7)
    expect(asked).toHaveBeenCalledWith('x', 7)
    expect(game?.attempt.value?.questions[0]?.hint).toEqual(given)

    asked.mockRejectedValueOnce(new ApiProblem(409, '', [], undefined, 'question-time-up'))
    await game?.askHint(7)
    await flushPromises()
    expect(game?.notice.value).not.toBe('')
    scope.stop()
    for (const spy of [read, asked]) spy.mockRestore()
  })
})

describe('feedback', () => {
  it('stands at the choices that it is about', () => {
    const question = multiple(1, {
      response: { choices: ['b', 'c'] },
      verdict: verdict({ key: { choices: ['a'] }, feedback: { b: '<p>Not quite.</p>' } }),
    })
    const wrapper = mount(MultipleQuestion, { props: { question, disabled: true } })

    expect(wrapper.findAll('.choice').map((choice) => choice.find('.feedback').exists())).toEqual([
      false,
      true,
      false,
    ])
    expect(wrapper.findAll('.choice')[1]?.text()).toContain('About your answer:Not quite.')
  })

  it('stands at the answer to a statement', () => {
    const question = truefalse(1, {
      response: { answer: false },
      verdict: verdict({ key: { answer: true }, feedback: { false: '<p>It is.</p>' } }),
    })
    const wrapper = mount(TrueFalseQuestion, { props: { question, disabled: true } })

    expect(wrapper.findAll('.choice').map((choice) => choice.text().includes('It is.'))).toEqual([false, true])
  })

  it('names the gap that it is about', () => {
    const question = blanks(1)
    const gap = question.view.gaps.find(({ kind }) => kind === 'choice')
    const id = gap?.kind === 'choice' ? (gap.choices[0]?.id ?? '') : ''
    const name = gap?.name ?? ''
    question.response = { gaps: { [name]: id } }
    question.verdict = verdict({ key: { gaps: {} }, feedback: { [`${name} ${id}`]: '<p>Nearly.</p>' } })
    const wrapper = mount(BlanksQuestion, { attachTo: document.body, props: { question, disabled: true } })

    expect(wrapper.get('dt').text()).toMatch(/^Blank \d of 3: /)
    expect(wrapper.get('dd').text()).toBe('Nearly.')
    wrapper.unmount()
  })
})

describe('in the studio', () => {
  it('a hint is written beside the explanation, folded while there is neither', async () => {
    const notes = (content: object) => mount(QuestionNotes, { props: { content, problems: [] } as never })
    const wrapper = notes({ type: 'single', prompt: '?' })

    expect(wrapper.findAll('details').map((found) => found.attributes('open'))).toEqual([undefined, undefined])
    expect(notes({ hint: 'Look up.' }).get('details').attributes('open')).toBeDefined()
    await wrapper.get('textarea').setValue('Look up.')
    expect(wrapper.emitted('set')).toEqual([['hint', 'Look up.']])
  })

  it('choices keep their feedback while they are edited', async () => {
    const choices = [
      { id: 'a', text: 'First', feedback: 'Yes.' },
      { id: 'b', text: 'Second' },
    ]
    const wrapper = edit('single', { choices, key: 'a' })

    await labelled(wrapper, 'Choice 2').setValue('Other')

    expect(bodyOf(wrapper)).toMatchObject({ choices: [choices[0], { id: 'b', text: 'Other' }] })
  })

  it('a statement has feedback on both answers', async () => {
    const wrapper = edit('truefalse', { key: true, false_feedback: 'It is.' })

    await labelled(wrapper, 'Feedback on: true').setValue('Yes.')
    expect(bodyOf(wrapper)).toEqual({ key: true, true_feedback: 'Yes.', false_feedback: 'It is.' })
    await labelled(wrapper, 'Feedback on: false').setValue('')
    expect(bodyOf(wrapper)).toEqual({ key: true, true_feedback: 'Yes.' })
  })

  it('a choice of a gap is a text again when its feedback is deleted', async () => {
    const gap = { choices: ['up', { text: 'down', feedback: 'No.' }], key: 'up' }
    const wrapper = edit('blanks', { text: '[[way]]', gaps: { way: gap } })

    await labelled(wrapper, 'Feedback on: up').setValue('Yes.')
    await labelled(wrapper, 'Feedback on: down').setValue('')

    const choices = [{ text: 'up', feedback: 'Yes.' }, 'down']
    expect(bodyOf(wrapper)).toMatchObject({ gaps: { way: { choices, key: 'up' } } })
  })
})
