import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { QuizRules } from '../src/api/client'
import { before, isOpen, scoring } from '../src/components/quiz/rules'
import TimeLeft from '../src/components/question/TimeLeft.vue'
import { announcement } from '../src/composables/announce'
import { clock, dateIn, duration, timeIn } from '../src/locales/locale'
import { attempt, single } from './fixtures'

const plain: QuizRules = {
  partial_credit: true,
  hint_cost: 0,
  penalty: 0,
  pass_mark: null,
  certificate: false,
  speed_weight: 0,
  question_seconds: null,
  seconds_by_question: {},
  quiz_seconds: null,
  shuffle_choices: true,
  navigation: 'forward',
  feedback_after: null,
  time_zone: 'UTC',
  now: '2026-03-01T12:00:00Z',
  opens_at: null,
  closes_at: null,
  attempts: null,
  needs_code: false,
  own_times: false,
  draw_per_tag: {},
}

it.each([
  [{}, true],
  [{ opens_at: '2026-03-01T12:00:01Z' }, false],
  [{ opens_at: plain.now }, true],
  [{ closes_at: '2026-03-01T12:00:01Z' }, true],
  [{ closes_at: plain.now }, false],
])('a quiz with %o is open: %s', (dates, open) => {
  expect(isOpen({ ...plain, ...dates })).toBe(open)
})

describe('the rules in words', () => {
  it('say nothing of a plain quiz', () => {
    expect(before(plain)).toEqual([])
  })

  it('say that questions have times of their own', () => {
    const some = before({ ...plain, own_times: true })
    expect(some).toEqual([
      'Some questions have a time limit. Questions come one at a time, and you can’t go back.',
    ])
    const others = before({ ...plain, own_times: true, question_seconds: 20 })
    expect(others[1]).toBe('Some questions have their own time limit.')
  })

  it('say how many questions come of each tag', () => {
    const rules = before({ ...plain, draw_per_tag: { algebra: 3, geometry: 2 } })
    expect(rules).toEqual(['Your questions: 3 on algebra and 2 on geometry.'])
  })

  it('say that answers can be changed, and what happens when the time is over', () => {
    const free = { ...plain, navigation: 'free' } as const
    expect(before(free)).toEqual([
      'You can answer in any order, go back and change your answers until you hand in.',
    ])
    expect(before({ ...free, quiz_seconds: 600 })[2]).toBe(
      'When the time is over, your answers are handed in as they are.',
    )
  })

  it('state the numbers of the formula', () => {
    const rules = scoring({ ...plain, speed_weight: 40, penalty: 0.25, pass_mark: 60 }).join(' ')
    expect(rules).toContain('down to 60% of its points')
    expect(rules).toContain('costs 25% of the question’s points. Skipping costs nothing.')
    expect(rules).toContain('You need 60% to pass.')
  })

  it.each([
    [5, '5 seconds'],
    [90, '90 seconds'],
    [60, '1 minute'],
    [300, '5 minutes'],
    [150, '2 minutes and 30 seconds'],
    [5400, '1 hour and 30 minutes'],
    [7.5, '7.5 seconds'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(duration(seconds)).toBe(words)
  })

  it('state dates in the time zone of the quiz, or in UTC if it is unknown', () => {
    expect(dateIn('2100-03-01T09:00:00Z', 'Europe/Berlin')).toContain('10:00 (Europe/Berlin)')
    expect(timeIn(Date.parse('2100-03-01T13:05:00Z'), 'UTC')).toBe('13:05')
    expect(dateIn('2100-03-01T09:00:00Z', 'Mars/Olympus')).toContain('09:00 (UTC)')
  })

  it('say when it opens and closes only before that', () => {
    const past = '2026-03-01T11:59:00Z'
    const next = '2026-03-01T12:01:00Z'
    expect(before({ ...plain, opens_at: next, closes_at: next })).toEqual([
      'Opens on 1 Mar 2026, 12:01 (UTC).',
      'Closes on 1 Mar 2026, 12:01 (UTC), even for attempts in progress.',
    ])
    expect(before({ ...plain, opens_at: past, closes_at: past })).toEqual([])
  })

  it('state the attempts allowed', () => {
    expect(before({ ...plain, attempts: 1 })).toEqual(['You have one attempt.'])
    expect(before({ ...plain, attempts: 3 })).toEqual(['You have 3 attempts.'])
  })
})

it.each([
  [0, '0:00'],
  [9, '0:09'],
  [75, '1:15'],
  [3675, '1:01:15'],
])('%d seconds on a clock are %s', (seconds, shown) => {
  expect(clock(seconds)).toBe(shown)
})

describe('the time that is left', () => {
  let now = 0
  const left = (moment: string) => Date.parse(moment) - now
  const at = (seconds: number) => new Date(1000 * seconds).toISOString()

  beforeEach(() => {
    vi.useFakeTimers()
    now = 0
    announcement.value = ''
  })
  afterEach(() => vi.useRealTimers())

  async function pass(seconds: number): Promise<void> {
    now += 1000 * seconds
    await vi.advanceTimersByTimeAsync(450)
    await nextTick()
  }

  it('is announced at 30 and at 10 seconds, and when it is over', async () => {
    const question = single(1, { closes_at: at(60) })
    const shown = mount(TimeLeft, { props: { attempt: attempt(), question, left } })
    const heard: string[] = []
    for (const seconds of [20, 9, 2, 10, 8, 2, 5, 5]) {
      await pass(seconds)
      if (announcement.value) heard.push(announcement.value)
      announcement.value = ''
    }

    expect(heard).toEqual(['30 seconds left.', '10 seconds left.', 'Time is up.'])
    expect(shown.emitted('closed')).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(3000)
    expect(shown.emitted('settled')).toHaveLength(1)
    expect(shown.emitted('over')).toBeUndefined()
  })

  it('that ran out before it could be shown is over, too', () => {
    const question = single(1, { closes_at: at(0) })
    const shown = mount(TimeLeft, { props: { attempt: attempt({ deadline: at(0) }), question, left } })

    expect(shown.emitted('closed')).toHaveLength(1)
    expect(shown.emitted('over')).toHaveLength(1)
  })

  it('stops for a question that is answered', async () => {
    const question = single(1, { closes_at: at(60), response: { choice: 'a' } })
    const shown = mount(TimeLeft, { props: { attempt: attempt(), question, left } })
    await pass(100)

    expect(shown.find('[role=timer]').exists()).toBe(false)
    expect(shown.emitted('closed')).toBeUndefined()
  })

  it('shows no timer for deadlines weeks away, and ends the quiz at its deadline', async () => {
    const game = attempt({ deadline: at(100_000) })
    const shown = mount(TimeLeft, { props: { attempt: game, question: single(1), left } })
    await nextTick()
    expect(shown.find('[role=timer]').exists()).toBe(false)

    await pass(99_000)
    expect(shown.find('[role=timer]').text()).toContain('16:40')
    await pass(1000)
    expect(shown.emitted('over')).toHaveLength(1)
  })
})
