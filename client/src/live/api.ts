// Requests of live games. The host's secret goes in a header: addresses are written to logs.
import liveProblems from 'texts/live/problems'
import { improper, reached, request, type Quiz, type Response, type Schemas } from '../api/client'
import { addProblemTexts } from '../composables/problem'

addProblemTexts(liveProblems)

export type GameState = Schemas['GameState']
export type HostState = Schemas['HostState']
export type Outcome = Schemas['Outcome']
export type Others = Schemas['Others']
export type Place = Schemas['Ranked']
export type Line = Schemas['Line']
export type Me = Schemas['Me']
export type Options = Schemas['Options']
export type Command = Schemas['Command']['command']

const TIMEOUT = 10_000 // ms
/** An answer that takes longer is sent again: it still arrives before the question closes. */
const PATIENCE = 4000
const MOST_KICKED = 1000 // in one request, as in backend/games/commands.py

const json = (method: string, body: unknown, headers = {}): RequestInit => ({
  method,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

async function answered(game: string, body: Schemas['GameAnswer']): Promise<Schemas['Received']> {
  const answer = await reached(`/api/games/${game}/answers`, PATIENCE, json('POST', body))
  try {
    return (await answer.json()) as Schemas['Received']
  } catch {
    throw improper(0) // cut off: it is sent again
  }
}

async function ofHost(
  path: string,
  secret: string,
  init: RequestInit = {},
  heard: (answer: globalThis.Response) => void = () => undefined,
  timeout = TIMEOUT,
): Promise<HostState> {
  const headers = { ...init.headers, 'X-Game-Secret': secret }
  const answer = await reached(`/api/games/${path}`, timeout, { ...init, headers })
  heard(answer)
  try {
    return (await answer.json()) as HostState
  } catch {
    throw improper(0)
  }
}

export const games = {
  /** A quiz that may be hosted: in the studio, also a private one. */
  quiz: (slug: string) => request<Quiz>(`/games/quizzes/${slug}`),
  create: (quiz: string, options: Partial<Options>) =>
    request<Schemas['Created']>('/games', { quiz, options }),
  find: (pin: string) => request<Schemas['Found']>(`/games/pins/${pin}`),
  join: (game: string, player: Schemas['JoinRequest']) =>
    request<Me>(`/games/${game}/players`, player),
  me: (game: string, attempt: string) => request<Me>(`/games/${game}/players/${attempt}`),
  answer: (game: string, attempt: string, round: number, response: Response, elapsed_ms: number) =>
    answered(game, { attempt, round, response, elapsed_ms }),
  /** What the players of a shard earned in a settled round. */
  lines: (game: string, round: number, shard: number) =>
    request<Schemas['Shard']>(`/games/${game}/rounds/${round}/shards/${shard}`),
  /** `heard` is given the answer, whose header has the server's time; `patience` is in ms. */
  host: (game: string, secret: string, heard: (answer: globalThis.Response) => void, patience: number) =>
    ofHost(`${game}/host`, secret, {}, heard, patience),
  give: (game: string, secret: string, command: Command, version: number) =>
    ofHost(`${game}/commands`, secret, json('POST', { command, version })),
  async kick(game: string, secret: string, numbers: number[]): Promise<HostState> {
    const some = numbers.slice(0, MOST_KICKED)
    const found = await ofHost(`${game}/kicked`, secret, json('POST', { numbers: some }))
    return some.length < numbers.length ? games.kick(game, secret, numbers.slice(MOST_KICKED)) : found
  },
  rename: async (game: string, secret: string, number: number, name: string): Promise<void> => {
    const headers = { 'X-Game-Secret': secret }
    await reached(`/api/games/${game}/names/${number}`, TIMEOUT, json('PUT', { name }, headers))
  },
}
