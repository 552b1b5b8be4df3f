// The settings of a draft, which may be wrong in any way.
import type { Content } from '../draft/content'
import { within, type Problem } from '../draft/problems'

export interface Settings {
  draw?: number | null
  draw_per_tag?: Record<string, number>
  tags?: string[]
  difficulty?: number[]
  first?: number | null
  last?: number | null
  shuffle_questions?: boolean
  shuffle_choices?: boolean
  feedback?: 'immediate' | 'at_end' | 'after'
  feedback_after?: string | null
  practice?: boolean
  navigation?: 'forward' | 'free'
  partial_credit?: boolean
  penalty?: number
  hint_cost?: number
  pass_mark?: number | null
  certificate?: boolean
  speed_weight?: number
  question_seconds?: number | null
  quiz_seconds?: number | null
  names?: 'none' | 'end' | 'start' | 'list'
  attempts?: number | null
  opens_at?: string | null
  closes_at?: string | null
  time_zone?: string
  code?: string | null
}

/** A draft is opened with all settings; what a field holds may still be out of its bounds. */
export const settingsOf = (fields: Content): Settings => (fields['settings'] ?? {}) as Settings

/** The settings that have a field on the page. */
export const SHOWN = [
  ...['draw', 'draw_per_tag', 'tags', 'difficulty', 'first', 'last', 'shuffle_questions', 'shuffle_choices'],
  ...['feedback', 'feedback_after', 'practice', 'navigation', 'partial_credit', 'penalty', 'hint_cost', 'pass_mark'],
  ...['certificate', 'speed_weight'],
  ...['question_seconds', 'quiz_seconds', 'names', 'attempts', 'opens_at', 'closes_at', 'time_zone', 'code'],
]

export interface SettingsProps {
  settings: Settings
  problems: Problem[]
}
export type SettingsEmits = { change: [changes: Partial<Settings>] }

export const faultsOf = (problems: Problem[], name: keyof Settings): Problem[] =>
  within(problems, `settings.${name}`)
