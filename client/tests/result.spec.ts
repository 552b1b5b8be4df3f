import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { api, ApiProblem, type Question } from '../src/api/client'
import QuestionReviews from '../src/components/score/QuestionReviews.vue'
import { longestStreak } from '../src/components/score/outcomes'
import { noteResult, pastAt } from '../src/components/quiz/device'
import { loadTypes } from '../src/questions'
import { wordsOf, type Piece } from '../src/questions/words'
import { attempt, blanks, categorise, image, matching, multiple, number, ordering, poll, single, truefalse, typed, verdict, wordcloud } from './fixtures'

const plain = (pieces: Piece[]) =>
  pieces.map(({ html, text, to }) => [html ?? text, to?.html].filter(Boolean).join(' > '))

const right = (id: number) => single(id, { response: { choice: 'a' }, verdict: verdict() })
const wrong = (id: number) => single(id, { response: { choice: 'b' }, verdict: verdict({ credit: 0, points: 0 }) })
const skipped = (id: number) => single(id, { verdict: verdict({ credit: 0, points: 0 }) })
const voted = (id: number) =>
  poll(id, false, { points: 0, response: { votes: ['a'] }, verdict: verdict({ credit: 0, points: 0, key: null }) })

describe('an answer in words', () => {
  it.each<[Question, NonNullable<Question['response']>, string[]]>([
    [single(1), { choice: 'b' }, ['choice b']],
    [multiple(1), { choices: ['c', 'a'] }, ['choice a', 'choice c']],
    [poll(1, true), { votes: ['b'] }, ['choice b']],
    [truefalse(1), { answer: false }, ['False']],
    [typed(1), { text: 'Rome' }, ['Rome']],
    [number(1), { number: 42 }, ['42 km']],
    [wordcloud(1, 2), { words: ['tea', 'milk'] }, ['tea', 'milk']],
    [ordering(1), { order: ['id-d', 'id-a'] }, ['<b>d</b>', '<b>a</b>']],
    [matching(1), { pairs: { 'id-l1': 'id-r3' } }, ['<b>l1</b> > <b>r3</b>']],
    [categorise(1), { places: { 'id-i2': 'id-c1' } }, ['<b>i2</b> > <b>c1</b>']],
    [blanks(1), { gaps: { height: 5, last: 'a' } }, ['5 m', 'end']],
    [image(1), { areas: ['1', '3'], point: null, outlines: null }, ['Area A', 'Moon']],
    [image(1, {}, false), { areas: null, point: { x: 0.5, y: 0.25 }, outlines: null }, ['50% from the left, 25% from the top']],
    [image(1, {}, false), { areas: null, point: null, outlines: [] }, ['Outlined on the image']],
  ])('%#', (question, response, words) => {
    expect(plain(wordsOf(question.view, response))).toEqual(words)
    expect(wordsOf(question.view, null)).toEqual([])
  })
})

describe('the questions of a result', () => {
  const show = async (questions: Question[], compare = false) => {
    await loadTypes()
    const wrapper = mount(QuestionReviews, {
      attachTo: document.body,
      props: { attempt: attempt({ questions, finished_at: '2026-01-01T00:10:00Z' }), compare },
    })
    await flushPromises()
    return wrapper
  }

  it('are scanned without unfolding: sign, words, answer and the correct one', async () => {
    const wrapper = await show([right(1), wrong(2), skipped(3), voted(4)])
    const cards = wrapper.findAll('.review')

    expect(wrapper.findAll('nav a').map((link) => link.attributes('aria-label'))).toEqual([
      'Question 1: Correct', 'Question 2: Wrong', 'Question 3: Not answered', 'Question 4: Poll',
    ])
    expect(cards.map((card) => card.findAll('dl dd').map((words) => words.text()))).toEqual([
      ['choice a'], ['choice b', 'choice a'], ['no answer', 'choice a'], ['choice a'],
    ])
    expect(wrapper.findAll('details[open]')).toHaveLength(0)
    expect(cards.map((card) => card.find('.earned').exists())).toEqual([true, true, true, false])
    wrapper.unmount()
  })

  it('are reached by their links, without a new page', async () => {
    const wrapper = await show([right(1), wrong(2)])

    await wrapper.findAll('nav a')[1]?.trigger('click')

    expect(document.activeElement?.id).toBe('question-2')
    wrapper.unmount()
  })

  it('unfold on paper, and fold again', async () => {
    const wrapper = await show([right(1), wrong(2)])
    const second = wrapper.findAll('details')[1]?.element as HTMLDetailsElement
    second.open = true

    window.dispatchEvent(new Event('beforeprint'))
    expect(wrapper.findAll('details').map(({ element }) => (element as HTMLDetailsElement).open)).toEqual([true, true])
    window.dispatchEvent(new Event('afterprint'))
    expect(wrapper.findAll('details').map(({ element }) => (element as HTMLDetailsElement).open)).toEqual([false, true])
    wrapper.unmount()
  })

  it('say how many players had them right, and do without it', async () => {
    const asked = vi.spyOn(api, 'compared')
    asked.mockResolvedValueOnce({ questions: [{ question: 2, players: 8, correct: 2, partly: 1 }] })
    let wrapper = await show([right(1), wrong(2)], true)
    expect(wrapper.findAll('.share').map((share) => share.text())).toEqual(['25% got it right'])
    wrapper.unmount()

    asked.mockRejectedValueOnce(new ApiProblem(404, ''))
    wrapper = await show([right(1), wrong(2)], true)
    expect(wrapper.find('.share').exists()).toBe(false)
    wrapper.unmount()
    asked.mockRestore()
  })
})

describe('streaks and bests', () => {
  it('a streak is a run of correct answers, and a poll does not end it', () => {
    expect(longestStreak([right(1), voted(2), right(3), wrong(4), right(5)])).toBe(2)
    expect(longestStreak([])).toBe(0)
  })

  const finished = (id: string, score: number, changes = {}) =>
    attempt({ id, score, max_score: 10, finished_at: '2026-01-01T00:10:00Z', ...changes })

  it('a result is a new best if it beats one before, and only when it was just played', () => {
    expect(noteResult(finished('1', 5), true)).toBe(false) // there was none before
    expect(noteResult(finished('2', 4), true)).toBe(false)
    expect(noteResult(finished('3', 7), true)).toBe(true)
    expect(noteResult(finished('3', 7), false)).toBe(false) // looked at again
    expect(pastAt('small')?.best).toEqual({ id: '3', score: 7, max: 10 })
  })

  it('a result that was withheld is not beaten', () => {
    const quiz = { slug: 'withheld', title: 'Withheld' }
    noteResult(finished('1', 0, { score: null, quiz }), true)

    expect(noteResult(finished('2', 3, { quiz }), true)).toBe(false)
  })

  it('practice is no result', () => {
    const quiz = { slug: 'practised', title: 'Practised' }

    expect(noteResult(finished('1', 5, { practice_of: '2', quiz }), true)).toBe(false)
    expect(pastAt('practised')).toBeNull()
  })
})
