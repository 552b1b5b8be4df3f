// A player's side of a game: who they are, their answers until they have arrived, what they earned.
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { ApiProblem, persistently, type Answer, type Question, type Response } from '../../api/client'
import { Outbox, type Letter } from '../../composables/outbox'
import { refusalText } from '../../composables/refusal'
import { games, type GameState, type Me } from '../api'
import { useFollow } from '../follow'
import { keepSeat, type Earned, type Seat } from './seats'

type Round = NonNullable<GameState['question']>

const SHARDS = 64 // the most there are, as in backend/games/settle.py; the number of any game divides it
const JITTER = 400 // ms; so that not all ask at once
const LARGE = 2000 // players; of so many, never all have answered long before the end

const only = <T>(by: Record<number, T>, wanted: (round: number) => boolean): Record<number, T> =>
  Object.fromEntries(Object.entries(by).filter(([round]) => wanted(Number(round))))

/** Whether the host gave a command that shows nowhere, such as another name for a player. */
function changedUnseen(before: GameState, now: GameState): boolean {
  const seen = (state: GameState): unknown[] => [
    ...[state.phase, state.round, state.opens_at, state.closes_at],
    ...[state.locked, state.paused, state.players],
  ]
  return now.version > before.version && String(seen(now)) === String(seen(before))
}

const lostPlayers = (before: GameState, now: GameState): boolean => now.players < before.players
const wentBack = (before: GameState, now: GameState): boolean => now.version < before.version

/** Waits for a random while of at most so many ms. */
const aWhile = (most: number) => new Promise((resolve) => setTimeout(resolve, most * Math.random()))

export function usePlayer(gameId: string, seat: Seat) {
  /** By round, as are all of these. */
  const answers = ref<Record<number, Response>>({})
  // A round waits for the answer of this device, or for one of so many.
  const steady = ({ round, players }: GameState) => !answers.value[round] || players >= LARGE
  const follow = useFollow(gameId, undefined, steady)
  const { state, phase, clock } = follow
  const me = shallowRef<Me | null>(null)
  /** The player is unknown. */
  const unknown = ref(false)
  const kicked = computed(() => me.value?.kicked ?? false)
  const sending = ref(new Set<number>())
  const refusals = ref<Record<number, string>>({})
  const earned = ref<Record<number, Earned>>(seat.earned)
  /** The last try to send an answer failed. */
  const stuck = ref(false)
  let openedAt = 0 // by performance.now()
  let closed = false

  async function deliver({ question, response, elapsed }: Letter): Promise<Answer> {
    if (!response) throw new Error('An answer to a game is never cleared.')
    try {
      const received = await games.answer(gameId, seat.attempt, question, response, elapsed)
      if (me.value) me.value = { ...me.value, name: received.name }
      return { question, response: received.response, verdict: null, revision: null }
    } catch (problem) {
      // This device's clock is a little ahead: it is sent again.
      if (problem instanceof ApiProblem && problem.code === 'round-not-open') throw ApiProblem.unreachable()
      throw problem
    }
  }
  const outbox = new Outbox(seat.attempt, deliver, {
    delivered({ question, response }) {
      sending.value.delete(question)
      if (response) answers.value[question] = response
    },
    async refused({ question }, problem) {
      sending.value.delete(question)
      answers.value = only(answers.value, (round) => round !== question)
      if (problem.code === 'kicked') return void ask()
      refusals.value[question] = await refusalText(problem)
    },
    waiting(isWaiting) {
      stuck.value = isWaiting
    },
  })

  // Who the player is. Asked for at the start, and where they may have been removed.
  let asking = false
  async function ask(): Promise<void> {
    if (asking) return
    asking = true
    try {
      const found = await persistently(() => games.me(gameId, seat.attempt), 2)
      if (closed) return
      const first = me.value === null
      me.value = found
      Object.assign(answers.value, found.answers)
      if (first) sendLeft()
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      if (!problem.transient) unknown.value = true
    } finally {
      asking = false
    }
  }

  /** Answers that an earlier page could not send. */
  function sendLeft(): void {
    for (const { question, response } of outbox.letters()) {
      if (response) answers.value[question] ??= response
      sending.value.add(question)
    }
    void outbox.flush()
  }

  // What the player earned in the last settled round.
  const settled = computed(() => {
    const found = state.value
    return found ? (found.outcome ? found.round : Math.max(0, found.round - 1)) : 0
  })
  let fetching = 0
  async function fetchEarned(): Promise<void> {
    const [round, player] = [settled.value, me.value]
    if (!round || !player || player.kicked || fetching === round || earned.value[round]) return
    fetching = round
    const { outcome } = state.value ?? {}
    try {
      await aWhile(JITTER)
      const shard = player.number % (outcome?.shards ?? SHARDS)
      const line = (await games.lines(gameId, round, shard)).lines[player.number] ?? null
      if (closed) return
      earned.value[round] = { line, right: rightOf(line, outcome) }
      keepSeat(gameId, { ...seat, earned: earned.value })
      if (!line) void ask()
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem // asked again with the next state
    } finally {
      fetching = 0
    }
  }
  function rightOf(line: Earned['line'], outcome: GameState['outcome'] | undefined): boolean | null {
    if (!line || outcome?.voided) return null
    if (outcome) return outcome.key === null ? null : (line.credit ?? 0) >= 1
    return (line.credit ?? 0) >= 1 || null
  }

  /** The game was restored from a backup: what was done since counts no more. */
  function forget(): void {
    answers.value = only(answers.value, (round) => sending.value.has(round))
    earned.value = only(earned.value, (round) => round <= settled.value)
    keepSeat(gameId, { ...seat, earned: earned.value })
  }

  watch(state, (found, before) => {
    if (found && before && wentBack(before, found)) forget()
    if (!me.value && !unknown.value) void ask()
    else if (found && before && [lostPlayers, wentBack, changedUnseen].some((is) => is(before, found))) {
      // A player was removed, or has another name: perhaps this one.
      void aWhile(500 + 2 * found.players).then(ask)
    }
    if (stuck.value) void outbox.flush()
    void fetchEarned()
  })
  watch(me, () => void fetchEarned())

  // How long the question has been open for the player: seen to open, or open when the page was loaded.
  watch(phase, (now, before) => {
    if (now !== 'open' || !state.value?.opens_at) return
    const since = before === 'announced' ? 0 : clock.now() - Date.parse(state.value.opens_at)
    openedAt = performance.now() - Math.max(0, since)
  })

  function answer(response: Response): void {
    const round = state.value?.round
    if (!round || phase.value !== 'open' || answers.value[round]) return
    answers.value[round] = response
    sending.value.add(round)
    refusals.value = only(refusals.value, (other) => other !== round)
    const elapsed = Math.min(Math.round(performance.now() - openedAt), 86_400_000)
    outbox.post({ question: round, response, elapsed })
  }

  // The same object for as long as the question is the same, which a document every second is not.
  const asked = shallowRef<Round | null>(null)
  watch(state, (found) => {
    if (found?.question?.id !== asked.value?.id) asked.value = found?.question ?? null
  })
  const result = computed(() => state.value?.outcome && earned.value[state.value.round])
  /** The question as its component shows it; with its verdict once the round is settled. */
  const question = computed<Question | null>(() => {
    const [found, round] = [asked.value, state.value?.round ?? 0]
    if (!found) return null
    const outcome = state.value?.outcome
    const line = result.value?.line
    return {
      ...{ id: found.id, prompt: '', prompt_html: found.prompt_html, view: found.view, points: found.points },
      ...{ difficulty: 1, hint: null, seconds: null, closes_at: null, closed: false, corrected: false, comment: null, revision: 0 },
      response: answers.value[round] ?? null,
      verdict: outcome
        ? {
            ...{ credit: line?.credit ?? 0, points: line?.points ?? 0, key: outcome.key, others: outcome.others },
            ...{ explanation: '', explanation_html: outcome.explanation_html },
            ...{ parts: null, feedback: {}, tags: [], wat: false },
          }
        : null,
    }
  })

  /** Correct answers in a row, up to the last settled round. */
  const streak = computed(() => {
    let count = 0
    for (let round = settled.value; round > 0; round--) {
      const { right } = earned.value[round] ?? { right: false }
      if (right === false) break
      if (right) count++
    }
    return count
  })
  const last = computed(() => earned.value[settled.value]?.line ?? earned.value[settled.value - 1]?.line ?? null)

  onScopeDispose(() => {
    closed = true
    outbox.close()
  })

  return {
    ...follow,
    ...{ me, unknown, kicked, answers, sending, stuck, refusals, question, answer },
    /** Of the round that is shown, once it is settled and fetched. */
    result,
    /** What was earned up to the last settled round. */
    last,
    streak,
    before: computed(() => earned.value[settled.value - 1]?.line ?? null),
  }
}

export type Player = ReturnType<typeof usePlayer>
