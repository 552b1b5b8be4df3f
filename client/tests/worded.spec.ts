import { expect, it } from 'vitest'
import { differences } from '../src/studio/settings/worded'

it('what two authors changed in the settings is said in words', () => {
  const settings = { time_zone: 'Europe/Berlin', attempts: 1, tags: [], names: 'end' }
  const mine = { title: 'Maps', description: '', settings: { ...settings, opens_at: '2026-11-30T09:00:00Z' } }
  const theirs = {
    title: 'Places',
    settings: {
      ...settings,
      ...{ attempts: null, tags: ['a', 'b'], difficulty: [3], draw_per_tag: { a: 2 }, pass_mark: 60, code: 'x' },
      ...{ shuffle_choices: true, penalty: 0.25, quiz_seconds: 600, names: 'list', first: 2 },
    },
  }

  expect(differences(mine, theirs).map(({ label, one, other }) => `${label}: ${one} | ${other}`)).toEqual([
    'Title: Maps | Places',
    'Access code: None | x',
    'Attempts allowed: 1 | Unlimited',
    'Ask for a name: At the end, if they like | From a class list',
    'Opens: 30 Nov 2026, 10:00 (Europe/Berlin) | None',
    'Time limit for the whole quiz: None | 10 minutes',
    'Draw a number of questions from each tag: None | a: 2',
    'With any of these tags: None | a and b',
    'Difficulty: None | Hard',
    'Questions that always come first: None | 2',
    'Shuffle choices: Off | On',
    'Take off points for wrong answers: 0% | 25%',
    'Pass mark: None | 60%',
  ])
})

it('values that are out of their bounds are shown as they are', () => {
  const wrong = { opens_at: 'soon', difficulty: [7], feedback: 'never', draw_per_tag: 3, tags: 'a', pass_mark: 'x' }

  expect(differences({ settings: {} }, { settings: wrong }).map(({ other }) => other)).toEqual(['soon', 'never', '7'])
})
