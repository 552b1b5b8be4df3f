import type { Attempt, Question, Verdict } from '../src/api/client'
import type { QuestionOf } from '../src/questions/props'

const choices = ['a', 'b', 'c'].map((id) => ({ id, text: id, html: `choice ${id}` }))

export const verdict = (changes: Partial<Verdict> = {}): Verdict => ({
  credit: 1,
  points: 1,
  key: { choice: 'a' },
  parts: null,
  feedback: {},
  explanation: 'Because.',
  explanation_html: '<p>Because.</p>',
  tags: [],
  wat: false,
  others: null,
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
  hint: null,
  seconds: null,
  closes_at: null,
  closed: false,
  corrected: false,
  revision: 0,
  comment: null,
  ...changes,
  view,
})

export const single = (id: number, changes: Partial<Question> = {}): QuestionOf<'single'> =>
  question(id, { type: 'single', choices, shuffle: true }, changes)

export const multiple = (id: number, changes: Partial<Question> = {}): QuestionOf<'multiple'> =>
  question(id, { type: 'multiple', choices, shuffle: true }, changes)

export const number = (id: number, changes: Partial<Question> = {}): QuestionOf<'number'> =>
  question(id, { type: 'number', unit: 'km', slider: null }, changes)

export const typed = (id: number, changes: Partial<Question> = {}): QuestionOf<'text'> =>
  question(id, { type: 'text' }, changes)

export const truefalse = (id: number, changes: Partial<Question> = {}): QuestionOf<'truefalse'> =>
  question(id, { type: 'truefalse' }, changes)

const items = (names: string[]) =>
  names.map((name) => ({ id: `id-${name}`, text: name, html: `<b>${name}</b>` }))

/** The key is a, b, c, d. */
export const ordering = (id: number, changes: Partial<Question> = {}): QuestionOf<'ordering'> =>
  question(
    id,
    { type: 'ordering', items: items(['c', 'a', 'd', 'b']), top: 'first', bottom: '' },
    changes,
  )

/** The key is what has the same number. */
export const matching = (id: number, changes: Partial<Question> = {}): QuestionOf<'matching'> =>
  question(
    id,
    { type: 'matching', lefts: items(['l2', 'l1', 'l3']), rights: items(['r3', 'r1', 'r2', 'r4']) },
    changes,
  )

export const categorise = (id: number, changes: Partial<Question> = {}): QuestionOf<'categorise'> =>
  question(
    id,
    { type: 'categorise', categories: items(['c1', 'c2']), items: items(['i1', 'i2', 'i3']) },
    changes,
  )

export const poll = (
  id: number,
  several: boolean,
  changes: Partial<Question> = {},
): QuestionOf<'poll'> => question(id, { type: 'poll', choices, shuffle: true, several }, changes)

export const blanks = (id: number, changes: Partial<Question> = {}): QuestionOf<'blanks'> =>
  question(
    id,
    {
      type: 'blanks',
      text: '- [[city]]\n- `[[height]]` [[last]]',
      html: `<ul><li>${place('city')}</li><li><code>${place('height')}</code> ${place('last')}</li></ul>`,
      gaps: [
        { kind: 'text', name: 'city' },
        { kind: 'number', name: 'height', unit: 'm' },
        { kind: 'choice', name: 'last', choices: [{ id: 'b', text: 'sep' }, { id: 'a', text: 'end' }] },
      ],
    },
    changes,
  )

const place = (name: string): string => `<span class="gap" data-gap="${name}"></span>`

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
  rules: null,
  deadline: null,
  now: null,
  passed: null,
  unasked: [],
  started_at: '2026-01-01T00:00:00Z',
  finished_at: null,
  player_name: null,
  asks_name: true,
  score: 0,
  first_score: null,
  max_score: 2,
  rank: null,
  practice_of: null,
  missed: 0,
  questions: [single(1), single(2)],
  ...changes,
})

/** What fetch would give for this JSON. */
export const answer = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status })

export const wordcloud = (
  id: number,
  entries: number,
  changes: Partial<Question> = {},
): QuestionOf<'wordcloud'> => question(id, { type: 'wordcloud', entries }, changes)
