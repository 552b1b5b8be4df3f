import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { games } from '../src/live/api'
import { useHost } from '../src/live/host/host'

const state = (version: number, phase: string) => ({
  state: { version, phase, round: 1, rounds: 2, paused: false, poll_ms: 60_000, outcome: null, question: null },
  players: [{ number: 1, name: 'Ada', team: null, kicked: false, answered: false }],
  answered: 0,
  hides_names: false,
  quiz_id: null,
  controls: true,
})
const sent = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
let scope = effectScope()
beforeEach(() => void (scope = effectScope()))
afterEach(() => {
  scope.stop()
  vi.unstubAllGlobals()
})

it('reads the state again, silently, when another screen was faster', async () => {
  const asked: string[] = []
  const answers = [
    sent(state(4, 'lobby')),
    sent({ type: '/problems/game-moved-on', detail: '' }, 409),
    sent(state(5, 'announced')),
  ]
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path)
    return Promise.resolve(answers.shift())
  })
  const host = scope.run(() => useHost('g', 'secret'))
  if (!host) throw new Error('no host')
  await flushPromises()
  expect(host.step.value?.command).toBe('start')

  await host.give('start')
  await flushPromises()
  expect(asked).toEqual(['/api/games/g/host', '/api/games/g/commands', '/api/games/g/host'])
  expect(host.problem.value).toBe('')
  expect(host.state.value?.version).toBe(5)
})

it('ignores a copy that is a moment old, with its players', async () => {
  const answers = [sent(state(4, 'lobby')), sent({ ...state(3, 'lobby'), players: [] })]
  vi.stubGlobal('fetch', () => Promise.resolve(answers.shift()))
  const host = scope.run(() => useHost('g', 'secret'))
  if (!host) throw new Error('no host')
  await flushPromises()
  await host.look()
  expect(host.players.value).toHaveLength(1)
})

it('removes a swarm in one action, with as many requests as it takes', async () => {
  const bodies: number[][] = []
  vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
    const { numbers } = JSON.parse(String(init.body)) as { numbers: number[] }
    bodies.push(numbers)
    return Promise.resolve(sent(state(4 + bodies.length, 'lobby')))
  })
  const swarm = Array.from({ length: 2500 }, (_, number) => number)
  const found = await games.kick('g', 'secret', swarm)
  expect(bodies.map(({ length }) => length)).toEqual([1000, 1000, 500])
  expect(bodies.flat()).toEqual(swarm)
  expect(found.state.version).toBe(7)
})
