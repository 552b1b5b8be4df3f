// A game as its host's screen sees it, and the commands that it gives.
import { computed, ref, shallowRef, watch } from 'vue'
import { ApiProblem } from '../../api/client'
import { problemText } from '../../composables/problem'
import '../../composables/refusals'
import { games, type Command, type GameState, type HostState } from '../api'
import { noteTime, useFollow } from '../follow'
import { nextStep, possible, type Situation } from './next'

/** Another screen was faster, or time was: the state says what is possible now. */
const OVERTAKEN = ['game-moved-on', 'command-out-of-place', 'game-ended']

export function useHost(gameId: string, secret: string) {
  const host = shallowRef<HostState | null>(null)
  const busy = ref(false)
  /** Why the last command failed. */
  const problem = ref('')

  let received: HostState | null = null
  const follow = useFollow(gameId, async (clock, patience) => {
    const sent = performance.now()
    received = await games.host(gameId, secret, (answer) => noteTime(clock, answer, sent), patience)
    return received.state
  })
  const taken = (state: GameState | null) => void (state === received?.state && (host.value = received))
  watch(follow.state, taken, { flush: 'sync' })

  /** Takes the answer to a command, which is newer than what was asked for before. */
  async function run(send: () => Promise<HostState | undefined>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = ''
    try {
      const found = await send()
      if (found) {
        received = found
        follow.state.value = found.state
      }
      return true
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure
      if (!OVERTAKEN.includes(failure.code)) problem.value = problemText(failure)
      return false
    } finally {
      busy.value = false
      void follow.look()
    }
  }

  const situation = computed<Situation | null>(() => {
    const [state, phase] = [follow.state.value, follow.phase.value]
    return state && phase && { state, phase, left: follow.left.value, players: players.value.length }
  })
  /** Those who are in the game. */
  const players = computed(() => (host.value?.players ?? []).filter(({ kicked }) => !kicked))
  const controls = computed(() => host.value?.controls ?? false)

  function can(command: Command): boolean {
    return controls.value && situation.value !== null && possible(command, situation.value)
  }

  async function give(command: Command): Promise<void> {
    const version = follow.state.value?.version
    if (version && can(command)) await run(() => games.give(gameId, secret, command, version))
  }

  return {
    ...follow,
    host,
    players,
    controls,
    problem,
    busy,
    can,
    give,
    /** The next step that makes sense. */
    step: computed(() => (controls.value && situation.value ? nextStep(situation.value) : null)),
    kick: (numbers: number[]) => run(() => games.kick(gameId, secret, numbers)),
    rename: (number: number, name: string) =>
      run(async () => {
        await games.rename(gameId, secret, number, name)
        return undefined
      }),
  }
}

export type Host = ReturnType<typeof useHost>
