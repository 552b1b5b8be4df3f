// The API, typed from its contract. Every failure is an ApiProblem; `transient` ones can be
// retried.
import type { components } from './schema.gen'

export type Schemas = components['schemas']
export type Attempt = Schemas['AttemptView']
export type Question = Schemas['QuestionView']
export type Verdict = Schemas['Verdict']
export type Response = NonNullable<Question['response']>
export type Answer = Schemas['AnswerView']
export type Quiz = Schemas['QuizView']
export type Rules = Schemas['Rules']
export type QuizRules = Schemas['QuizRules']
export type Entry = Schemas['Entry']
export type QuizList = Schemas['QuizList']
export type Leaderboard = Schemas['Leaderboard']
export type Score = Schemas['Score']
export type Choice = Schemas['ChoiceView']
export type Gap = Schemas['BlanksView']['gaps'][number]
export type Slider = NonNullable<Schemas['NumberView']['slider']>
export type Hint = Schemas['HintView']
export type Site = Schemas['SitePage']
export type Version = Schemas['Version']
export type Sort = Leaderboard['sort']

const TRANSIENT = [429, 500, 502, 503, 504]
const TIMEOUT = 25_000 // ms; longer than the server's own limit

/** A reason for a refusal: `/problems/<code>` with its parameters, as in ProblemParams. */
export interface Reason {
  code?: string
  params?: Readonly<Record<string, unknown>>
  field?: string
  faults?: readonly Reason[]
}

/** A fault of one field. */
export type Fault = Schemas['Fault']

export class ApiProblem extends Error implements Reason {
  /**
   * `status` is 0 when no answer came at all; `faults` are the fields that were refused; `current`
   * is what there is now, where a concurrent change won.
   */
  constructor(
    readonly status: number,
    detail: string,
    readonly faults: Fault[] = [],
    readonly current?: unknown,
    readonly code = '',
    readonly params: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail)
  }

  static unreachable(): ApiProblem {
    return new ApiProblem(0, 'The server cannot be reached.', [], undefined, 'unreachable')
  }

  get transient(): boolean {
    return this.status === 0 || TRANSIENT.includes(this.status)
  }
}

/** The response is not JSON, or incomplete: `status` is 0 if it should have been JSON. */
export const improper = (status: number): ApiProblem =>
  new ApiProblem(status, 'The answer is no JSON.', [], undefined, 'no-proper-answer')

/** Fetches. Raises ApiProblem unless the answer is a success. */
export async function reached(
  input: string | Request,
  timeout = TIMEOUT,
  init?: RequestInit,
): Promise<globalThis.Response> {
  let answer: globalThis.Response
  try {
    answer = await fetch(input, { ...init, signal: AbortSignal.timeout(timeout) })
  } catch {
    throw ApiProblem.unreachable()
  }
  if (answer.ok) return answer
  const { type, detail, errors, current, params } = await contentOf<{
    type?: string
    detail?: string
    errors?: Fault[]
    current?: unknown
    params?: Record<string, unknown>
  }>(answer)
  const code = type?.split('/problems/')[1]
  throw new ApiProblem(answer.status, detail ?? '', errors, current, code, params)
}

async function contentOf<T>(answer: globalThis.Response): Promise<T> {
  try {
    return (await answer.json()) as T
  } catch {
    // A proxy's own page, or a truncated body: treated like no response.
    throw improper(answer.ok ? 0 : answer.status)
  }
}

/** GET without a body, else POST. Raises ApiProblem. */
export async function request<T>(path: string, body?: unknown): Promise<T> {
  const post = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }
  return contentOf(await reached(`/api${path}`, TIMEOUT, body === undefined ? {} : post))
}

/** Retry transient failures a few times: after 0.5, 1, 2 and 4 seconds. */
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
  site: () => request<Site>('/site'),
  quizzes: () => request<QuizList>('/quizzes?limit=100'),
  quiz: (slug: string) => request<Quiz>(`/quizzes/${slug}`),
  scores: (slug: string, sort: Sort, fresh: boolean) =>
    request<Leaderboard>(`/quizzes/${slug}/scores?sort=${sort}&fresh=${fresh}`),
  start: (slug: string, entry: Entry) => request<Attempt>(`/quizzes/${slug}/attempts`, entry),
  attempt: (id: string) => request<Attempt>(`/attempts/${id}`),
  answer: (id: string, question: number, response: Response, elapsed_ms: number, revision?: number) =>
    request<Answer>(`/attempts/${id}/answers`, { question, response, elapsed_ms, revision }),
  clear: (id: string, question: number, revision?: number) =>
    request<Answer>(`/attempts/${id}/questions/${question}/clear`, { revision }),
  ask: (id: string, question: number) =>
    request<Attempt>(`/attempts/${id}/questions/${question}/ask`, {}),
  compared: (id: string) => request<Schemas['ComparedList']>(`/attempts/${id}/compared`),
  practise: (id: string) => request<Attempt>(`/attempts/${id}/practice`, {}),
  hint: (id: string, question: number) =>
    request<Hint>(`/attempts/${id}/questions/${question}/hint`, {}),
  finish: (id: string, player_name?: string) =>
    request<Attempt>(`/attempts/${id}/finish`, player_name ? { player_name } : {}),
}
