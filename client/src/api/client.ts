// The API, typed from its contract. Every failure is an ApiProblem; `transient` ones are worth
// another try.
import type { components } from './schema.gen'

type Schemas = components['schemas']
export type Attempt = Schemas['AttemptView']
export type Question = Schemas['QuestionView']
export type Verdict = Schemas['Verdict']
export type Response = NonNullable<Question['response']>
export type Answer = Schemas['AnswerView']
export type Quiz = Schemas['QuizView']
export type QuizList = Schemas['QuizList']
export type Leaderboard = Schemas['Leaderboard']
export type Score = Schemas['Score']
export type Choice = Schemas['ChoiceView']
export type Gap = Schemas['BlanksView']['gaps'][number]
export type Version = Schemas['Version']
export type Sort = Leaderboard['sort']

const TRANSIENT = [429, 500, 502, 503, 504]
const TIMEOUT = 25_000 // ms; longer than the server's own limit

export class ApiProblem extends Error {
  /** `status` is 0 when no answer came at all. */
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail)
  }

  get transient(): boolean {
    return this.status === 0 || TRANSIENT.includes(this.status)
  }
}

async function request<T>(path: string, body?: unknown): Promise<T> {
  let answer: globalThis.Response
  try {
    answer = await fetch(`/api${path}`, {
      signal: AbortSignal.timeout(TIMEOUT),
      ...(body === undefined
        ? {}
        : {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(body),
          }),
    })
  } catch {
    throw new ApiProblem(0, 'The quiz server cannot be reached.')
  }
  const text = await answer.text().catch(() => '')
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    // A proxy's own page, or a body that was cut off: as good as no answer.
    throw new ApiProblem(answer.ok ? 0 : answer.status, 'The quiz server gave no proper answer.')
  }
  if (!answer.ok) {
    const { detail } = data as { detail?: string }
    throw new ApiProblem(answer.status, detail ?? 'The quiz server refused this.')
  }
  return data as T
}

/** Try again a few times while the failure may pass: after 0.5, 1, 2 and 4 seconds. */
export async function persistently<T>(call: () => Promise<T>, tries = 5): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call()
    } catch (problem) {
      if (!(problem instanceof ApiProblem) || !problem.transient || attempt >= tries) throw problem
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt))
    }
  }
}

export const api = {
  version: () => request<Version>('/version'),
  quizzes: () => request<QuizList>('/quizzes?limit=100'),
  quiz: (slug: string) => request<Quiz>(`/quizzes/${slug}`),
  scores: (slug: string, sort: Sort, fresh: boolean) =>
    request<Leaderboard>(`/quizzes/${slug}/scores?sort=${sort}&fresh=${fresh}`),
  start: (slug: string) => request<Attempt>(`/quizzes/${slug}/attempts`, {}),
  attempt: (id: string) => request<Attempt>(`/attempts/${id}`),
  answer: (id: string, question: number, response: Response, elapsed_ms: number) =>
    request<Answer>(`/attempts/${id}/answers`, { question, response, elapsed_ms }),
  finish: (id: string, player_name?: string) =>
    request<Attempt>(`/attempts/${id}/finish`, player_name ? { player_name } : {}),
}
