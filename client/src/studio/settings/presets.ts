// Settings for usual purposes. A preset changes how a quiz plays and scores; who may play, when, and
// which questions are drawn stays as it is.
import settingsText from 'texts/studio/settings'
import { duration } from '../../locales/locale'
import type { Settings } from './settings'

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

const words = settingsText.presets
const time = (seconds: unknown) => (typeof seconds === 'number' ? duration(seconds) : words.values.none)
const percent = (share: unknown) => words.values.percent({ share: Number(share) || 0 })
const onOff = (on: unknown) => (on ? words.values.on : words.values.off)

/** How to say the value of each setting; what is not here goes with another one. */
const SAID: { [Name in keyof Settings]?: (value: unknown) => string } = {
  feedback: (kind) => settingsText.how.kinds[kind as keyof typeof settingsText.how.kinds],
  navigation: (way) => settingsText.how.ways[way === 'free' ? 'free' : 'forward'],
  attempts: (count) =>
    typeof count === 'number' ? words.values.times({ count }) : settingsText.who.unlimited,
  names: (rule) => settingsText.who.rules[(rule ?? 'end') as keyof typeof settingsText.who.rules],
  quiz_seconds: time,
  question_seconds: time,
  shuffle_questions: onOff,
  shuffle_choices: onOff,
  partial_credit: onOff,
  penalty: percent,
  hint_cost: (cost) => percent(Number(cost) / 100),
  speed_weight: (weight) => percent(Number(weight) / 100),
  pass_mark: (mark) => (mark === null || mark === undefined ? words.values.none : percent(Number(mark) / 100)),
}
const LABELS: { [Name in keyof Settings]?: string } = {
  feedback: settingsText.how.feedback,
  navigation: settingsText.how.navigation,
  attempts: settingsText.who.attempts,
  names: settingsText.who.names,
  quiz_seconds: settingsText.when.quizTime,
  question_seconds: settingsText.when.questionTime,
  shuffle_questions: settingsText.how.shuffleQuestions,
  shuffle_choices: settingsText.how.shuffleChoices,
  partial_credit: settingsText.scoring.partial,
  penalty: settingsText.scoring.penalty,
  hint_cost: settingsText.scoring.hint,
  speed_weight: settingsText.scoring.speed,
  pass_mark: settingsText.scoring.pass,
}

export interface Change {
  label: string
  from: string
  to: string
}

/** What a preset would change, in words. */
export function changes(settings: Settings, preset: Preset): Change[] {
  const wanted = wantedBy(preset, settings)
  return (Object.keys(SAID) as (keyof Settings)[]).flatMap((name) => {
    if (!(name in wanted)) return []
    const say = SAID[name]
    const [from, to] = [say?.(settings[name]) ?? '', say?.(wanted[name]) ?? '']
    return from === to ? [] : [{ label: LABELS[name] ?? name, from, to }]
  })
}
