// Settings for usual purposes. A preset changes how a quiz plays and scores; who may play, when, and
// which questions are drawn stays as it is.
import type settingsText from 'texts/studio/settings'
import type { Difference } from '../versions/changes'
import type { Settings } from './settings'
import { settingsDiffer, WORDED } from './worded'

const OPEN: Settings = {
  feedback: 'immediate',
  feedback_after: null,
  navigation: 'forward',
  attempts: null,
  quiz_seconds: null,
  question_seconds: null,
  shuffle_questions: true,
  shuffle_choices: true,
  partial_credit: true,
  penalty: 0,
  hint_cost: 0,
  speed_weight: 0,
  pass_mark: null,
}

export const PRESETS = {
  practice: OPEN,
  homework: { ...OPEN, feedback: 'at_end', attempts: 3, names: 'start' },
  // As on paper, and in most other tools: players go back, and hand in once.
  test: { ...OPEN, navigation: 'free', feedback: 'at_end', attempts: 1, names: 'start' },
  party: { ...OPEN, names: 'start', question_seconds: 20, speed_weight: 50 },
} as const satisfies Record<keyof typeof settingsText.presets.names, Settings>
export type Preset = keyof typeof PRESETS

/** What a preset sets. One that asks for names leaves a class list as it is. */
export const wantedBy = (preset: Preset, settings: Settings): Settings => ({
  ...PRESETS[preset],
  ...(settings.names === 'list' ? { names: 'list' } : {}),
})

/** What a preset would change, in words. The date of the results goes with when they are shown. */
export function changes(settings: Settings, preset: Preset): Difference[] {
  const wanted = wantedBy(preset, settings)
  const names = Object.keys(WORDED).filter((name) => name in wanted && name !== 'feedback_after')
  return settingsDiffer(settings, wanted, names)
}
