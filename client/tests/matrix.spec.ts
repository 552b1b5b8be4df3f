import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { router } from '../src/router'
import AnswerMatrix from '../src/studio/results/AnswerMatrix.vue'
import ScoreChart from '../src/studio/results/ScoreChart.vue'
import OutcomeBar from '../src/studio/results/OutcomeBar.vue'
import { byAnswer, columnsOf, inPlace, joined, type Column, type Row } from '../src/studio/results/matrix'
import { outcomeOf } from '../src/studio/results/outcome'

const row = (number: number, cells: string, changes: Partial<Row> = {}): Row => ({
  number,
  player_name: `Player ${number}`,
  started_at: '2026-03-01T09:00:00Z',
  finished_at: '2026-03-01T09:05:00Z',
  seconds: 300,
  score: 1,
  first_score: null,
  max_score: 3,
  answered: 3,
  asked: 3,
  passed: null,
  cells,
  ...changes,
})
const column = (id: number, position: number | null = id): Column => ({
  id,
  position,
  prompt: `Prompt ${id}`,
})

describe('pages of the matrix', () => {
  it('share their columns, in the order of the quiz', () => {
    const pages = [
      { questions: [column(1), column(3)], attempts: [row(1, 'rw')] },
      { questions: [column(2), column(3), column(9, null)], attempts: [row(2, 'p-o')] },
    ]

    const { columns, rows } = joined(pages)

    expect(columnsOf(pages).map(({ id }) => id)).toEqual([1, 2, 3, 9])
    expect(columns).toEqual(columnsOf(pages))
    expect(rows.map(({ cells }) => cells)).toEqual(['r w ', ' p-o'])
  })

  it('are sorted by the answers to a question, worst or best first, and those without it last', () => {
    const rows = [row(1, 'rr'), row(2, ' r'), row(3, 'rw'), row(4, 'r '), row(5, 'r-'), row(6, 'rp')]
    const numbers = (order: 'asc' | 'desc') =>
      byAnswer(rows, [column(1), column(2)], 2, order).map(({ number }) => number)

    expect(numbers('asc')).toEqual([3, 5, 6, 1, 2, 4])
    expect(numbers('desc')).toEqual([1, 2, 6, 5, 3, 4])
  })

  it('stay in their places when they are read again', () => {
    const shown = [row(1, 'r'), row(2, 'w'), row(3, '-')]

    const now = inPlace(shown, [row(4, '-'), row(3, 'r'), row(1, 'r')])

    expect(now.map(({ number }) => number)).toEqual([1, 3, 4])
    expect(now[0]).toBe(shown[0]) // nothing to draw again
    expect(now[1]).toEqual(row(3, 'r'))
  })
})

it('every credit has one outcome', () => {
  expect([1, 1 / 3 + 1 / 3 + 1 / 3, 0.5, 0, null].map(outcomeOf)).toEqual(['r', 'r', 'p', 'w', 'o'])
})

describe('the grid', () => {
  const columns = [column(1), column(2), column(3)]
  const rows = [row(1, 'rpw'), row(2, '-o ', { player_name: null })]
  const shown = () =>
    mount(AnswerMatrix, {
      props: { quiz: 7, rows, columns, sort: 'score', order: 'desc' },
      global: { plugins: [router], stubs: { RouterLink: { template: '<a><slot /></a>' } } },
      attachTo: document.body,
    })

  it('has a sign and a name in each cell', () => {
    const cells = shown().findAll('tbody td[aria-label]')

    expect(cells.map((cell) => cell.text())).toEqual(['✓', '½', '✗', '–', '•', ''])
    expect(cells.map((cell) => cell.attributes('aria-label'))).toEqual([
      'correct',
      'partly correct',
      'wrong',
      'no answer',
      'answered',
      'not asked',
    ])
  })

  it('is one Tab stop, moved by arrow keys', async () => {
    const grid = shown()
    const stops = () => grid.findAll('[tabindex="0"]')
    expect(stops()).toHaveLength(1)
    await grid.get('[tabindex="0"]').trigger('keydown', { key: 'End' })
    expect(document.activeElement?.getAttribute('aria-label')).toBe('wrong')
    await grid.get('[tabindex="0"]').trigger('keydown', { key: 'ArrowLeft' })
    await grid.get('[tabindex="0"]').trigger('keydown', { key: 'ArrowDown' })
    expect(document.activeElement?.getAttribute('aria-label')).toBe('answered')
    expect(stops()).toHaveLength(1)

    await grid.get('[tabindex="0"]').trigger('keydown', { key: 'Enter' })

    expect(grid.emitted('open')).toEqual([[rows[1], columns[1]]])
  })

  it('opens nothing where nothing was asked', async () => {
    const grid = shown()
    await grid.findAll('tbody td[aria-label]')[5]?.trigger('click')
    await grid.findAll('tbody td[aria-label]')[3]?.trigger('click')

    expect(grid.emitted('open')).toEqual([[rows[1], columns[0]]])
  })

  it('says how it is sorted, and sorts', async () => {
    const grid = shown()
    expect(grid.get('th.score').attributes('aria-sort')).toBe('descending')

    await grid.get('th.seconds button').trigger('click')

    expect(grid.emitted('sort')).toEqual([['seconds']])
  })
})

describe('charts', () => {
  it('have their numbers in a table', () => {
    const bars = [0, 4, 1].map((count, least) => ({ least, count }))
    const chart = mount(ScoreChart, { props: { scores: { unit: 'points', bars } } })

    expect(chart.get('svg').attributes('aria-label')).toContain('5 attempts. Most frequent: 1, 4 times')
    expect(chart.findAll('tbody tr').map((one) => one.text())).toEqual(['00', '14', '21'])
  })

  it('name tenths by what is in them', () => {
    const bars = Array.from({ length: 10 }, (_, tenth) => ({ least: 10 * tenth, count: 1 }))
    const chart = mount(ScoreChart, { props: { scores: { unit: 'percent', bars } } })

    const names = chart.findAll('tbody th').map((one) => one.text())
    expect([names[0], names[9]]).toEqual(['0–9', '90–100'])
  })

  it('say in words what a bar shows', () => {
    const bar = mount(OutcomeBar, { props: { correct: 2, partly: 1, wrong: 0, none: 1 } })

    expect(bar.get('svg').attributes('aria-label')).toBe(
      '2 correct, 1 partly correct, 0 wrong, 1 without an answer',
    )
    expect(bar.findAll('svg > rect').map((one) => one.attributes('width'))).toEqual(['50%', '25%', '25%'])
  })
})
