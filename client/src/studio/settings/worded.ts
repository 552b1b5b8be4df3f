// The quiz's own fields and its settings in words: each with its label and its value. A value that is out of its
// bounds, as a file may bring it, is shown as it is.
import editorText from 'texts/studio/editor'
import settingsText from 'texts/studio/settings'
import { dateIn, duration, list, number } from '../../locales/locale'
import { fieldsOf, listOf, textOf } from '../draft/body'
import type { Content } from '../draft/content'
import type { Difference } from '../versions/changes'
import { settingsOf, type Settings } from './settings'

const { about, who, when, how, scoring } = settingsText
const { on, off, none, percent, times } = settingsText.presets.values
const { difficulties } = editorText.form

type Say = (value: unknown, settings: Settings) => string

const time: Say = (seconds) => (typeof seconds === 'number' ? duration(seconds) : none)
const moment: Say = (at, { time_zone: zone = 'UTC' }) =>
  Number.isNaN(Date.parse(textOf(at))) ? textOf(at) || none : dateIn(textOf(at), zone)
const share: Say = (part) => percent({ share: Number(part) || 0 })
const hundredths: Say = (value) => share(Number(value) / 100, {})
const count: Say = (value) => (typeof value === 'number' ? times({ count: value }) : none)
const flag: Say = (value) => (value ? on : off)
const named = (names: Readonly<Record<string, string>>, value: unknown) => names[textOf(value)] ?? textOf(value)
const texts = (parts: string[]) => (parts.length > 0 ? list(parts) : none)

/** How to say each setting. */
export const WORDED: { readonly [Name in keyof Required<Settings>]: readonly [label: string, say: Say] } = {
  code: [who.codeField, (code) => textOf(code) || none],
  attempts: [who.attempts, (value) => (typeof value === 'number' ? times({ count: value }) : who.unlimited)],
  names: [who.names, (rule) => named(who.rules, rule ?? 'end')],
  opens_at: [when.opens, moment],
  closes_at: [when.closes, moment],
  time_zone: [when.zone, textOf],
  quiz_seconds: [when.quizTime, time],
  question_seconds: [when.questionTime, time],
  feedback: [how.feedback, (kind) => named(how.kinds, kind)],
  feedback_after: [how.feedbackDate, moment],
  navigation: [how.navigation, (way) => how.ways[way === 'free' ? 'free' : 'forward']],
  practice: [how.practice, flag],
  draw: [how.drawField, count],
  draw_per_tag: [
    how.perTag,
    (drawn) => texts(Object.entries(fieldsOf(drawn)).map(([tag, most]) => `${tag}: ${number(Number(most))}`)),
  ],
  tags: [how.tags, (tags) => texts(listOf(tags).map(textOf))],
  difficulty: [how.difficulty, (levels) => texts(listOf(levels).map((level) => named(difficulties, level)))],
  shuffle_questions: [how.shuffleQuestions, flag],
  first: [how.first, (value) => count(value || null, {})],
  last: [how.last, (value) => count(value || null, {})],
  shuffle_choices: [how.shuffleChoices, flag],
  partial_credit: [scoring.partial, flag],
  penalty: [scoring.penalty, share],
  hint_cost: [scoring.hint, hundredths],
  speed_weight: [scoring.speed, hundredths],
  pass_mark: [scoring.pass, (mark) => (typeof mark === 'number' ? hundredths(mark, {}) : none)],
  certificate: [scoring.certificate, flag],
}
const OWN = { title: about.quizTitle, description: about.description, language: about.language }

/** Which settings differ, and what each side has. */
export const settingsDiffer = (first: Settings, second: Settings, names = Object.keys(WORDED)): Difference[] =>
  (names as (keyof Settings)[]).flatMap((name) => {
    const [label, say] = WORDED[name]
    const [one, other] = [say(first[name], first), say(second[name], second)]
    return one === other ? [] : [{ label, one, other }]
  })

/** Where two versions of the quiz's own fields differ. */
export const differences = (first: Content, second: Content): Difference[] => [
  ...Object.entries(OWN).flatMap(([name, label]) => {
    const [one, other] = [textOf(first[name]), textOf(second[name])]
    return one === other ? [] : [{ label, one, other }]
  }),
  ...settingsDiffer(settingsOf(first), settingsOf(second)),
]
