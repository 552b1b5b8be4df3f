import type { Attempt, Question, Verdict } from '../src/api/client'
import type { QuestionOf } from '../src/questions/props'

const choices = ['a', 'b', 'c'].map((id) => ({ id, text: id, html: `choice ${id}` }))

export const verdict = (changes: Partial<Verdict> = {}): Verdict => ({
  credit: 1,
  points: 1,
  key: { choice: 'a' },
  explanation: 'Because.',
  explanation_html: '<p>Because.</p>',
  tags: [],
  wat: false,
  ...changes,
})

const question = <View extends Question['view']>(
  id: number,
  view: View,
  changes: Partial<Question>,
): Question & { view: View } => ({
  id,
  prompt: `Prompt ${id}`,
  prompt_html: `<p>Prompt ${id}</p>`,
  difficulty: 1,
  points: 1,
  response: null,
  verdict: null,
  ...changes,
  view,
})

export const single = (id: number, changes: Partial<Question> = {}): QuestionOf<'single'> =>
  question(id, { type: 'single', choices, shuffle: true }, changes)

export const multiple = (id: number, changes: Partial<Question> = {}): QuestionOf<'multiple'> =>
  question(id, { type: 'multiple', choices, shuffle: true }, changes)

export const number = (id: number, changes: Partial<Question> = {}): QuestionOf<'number'> =>
  question(id, { type: 'number', unit: 'km' }, changes)

export const typed = (id: number, changes: Partial<Question> = {}): QuestionOf<'text'> =>
  question(id, { type: 'text' }, changes)

const areas = ['1', '2', '3'].map((id, index) => ({
  id,
  text: id === '3' ? 'Moon' : '',
  html: id === '3' ? 'Moon' : '',
  shape: { x: 0.3 * index, y: 0.1, w: 0.2, h: 0.2 },
  at: { x: 0.3 * index + 0.1, y: 0.2 },
}))

/** Three areas in a row, or a point anywhere. */
export const image = (
  id: number,
  changes: Partial<Question> = {},
  shown = true,
): QuestionOf<'image'> =>
  question(
    id,
    {
      type: 'image',
      media: 'f'.repeat(64),
      alt: 'Three squares',
      width: 800,
      height: 400,
      areas: shown ? areas : null,
    },
    changes,
  )

export const attempt = (changes: Partial<Attempt> = {}): Attempt => ({
  id: '11111111-1111-4111-8111-111111111111',
  quiz: { slug: 'small', title: 'Small' },
  feedback: 'immediate',
  started_at: '2026-01-01T00:00:00Z',
  finished_at: null,
  player_name: null,
  score: 0,
  max_score: 2,
  rank: null,
  questions: [single(1), single(2)],
  ...changes,
})

/** What fetch would give for this JSON. */
export const answer = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status })
