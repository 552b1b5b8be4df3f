import resultText from 'texts/result'
import { describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { nextTheme, soundOn, theme } from '../src/composables/preferences'
import { recall, remember } from '../src/composables/storage'
import { sizeOf } from '../src/components/quiz/size'
import { tierLine } from '../src/components/score/tiers'
import { ago, number } from '../src/locales/locale'

describe('the line for a score', () => {
  it('is the same for the same attempt', () => {
    expect(tierLine(5, 10, 'abc')).toBe(tierLine(5, 10, 'abc'))
  })

  it('differs from tier to tier, with the bounds in the better one', () => {
    const lines = [0, 1, 4, 6, 8, 10].map((score) => tierLine(score, 10, 'x'))
    expect(new Set(lines).size).toBe(6)
    expect(lines.every((line) => line !== '')).toBe(true)
    expect(tierLine(9.99, 10, 'x')).not.toBe(tierLine(10, 10, 'x'))
  })

  it('has a line for a quiz without points', () => {
    expect(tierLine(0, 0, 'x')).not.toBe('')
  })
})

describe('times', () => {
  const now = Date.parse('2026-01-10T12:00:00Z')

  it.each([
    ['2026-01-10T11:59:30Z', 'just now'],
    ['2026-01-10T11:57:00Z', '3 minutes ago'],
    ['2026-01-10T09:00:00Z', '3 hours ago'],
    ['2026-01-09T11:00:00Z', 'yesterday'],
    ['2025-01-01T00:00:00Z', 'last year'],
    ['2026-01-10T12:05:00Z', 'just now'], // a server whose clock is ahead
  ])('%s is %s', (iso, words) => {
    expect(ago(iso, now)).toBe(words)
  })
})

it('points have two decimals at most', () => {
  expect([1, 0.3333, 7.5, -2, -0.5, 0, 999, 1000].map(number)).toEqual(
    ['1', '0.33', '7.5', '−2', '−0.5', '0', '999', '1,000'],
  )
})

it('a shared text has the score and the quiz in one sentence', () => {
  expect(resultText.scored({ score: 7, max: 10, quiz: 'WATs', url: 'https://x/quiz/wats' })).toBe(
    'I scored 7 of 10 in “WATs”. Beat me: https://x/quiz/wats',
  )
})

it('one question is singular', () => {
  expect(sizeOf({ draw: 1, question_count: 1 })).toBe('1 question')
  expect(sizeOf({ draw: 10, question_count: 46 })).toBe('10 questions, drawn from 46')
})

it('theme and sound are remembered', async () => {
  nextTheme()
  soundOn.value = false
  await nextTick()

  expect(theme.value).toBe('light')
  expect(document.documentElement.dataset['theme']).toBe('light')
  expect([recall('theme'), recall('sound')]).toEqual(['light', false])
})

it('unreadable stored values are ignored', () => {
  remember('broken', 1)
  localStorage.setItem('popquiz.broken', '{')

  expect(recall('broken')).toBeNull()
})
