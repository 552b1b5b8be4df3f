import type { Attempt, Question, Verdict } from '../src/api/client'

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

export const single = (id: number, changes: Partial<Question> = {}): Question => ({
  id,
  prompt: `Prompt ${id}`,
  prompt_html: `<p>Prompt ${id}</p>`,
  difficulty: 1,
  points: 1,
  view: { type: 'single', choices, shuffle: true },
  response: null,
  verdict: null,
  ...changes,
})

export const multiple = (id: number, changes: Partial<Question> = {}): Question =>
  single(id, { view: { type: 'multiple', choices, shuffle: true }, ...changes })

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
