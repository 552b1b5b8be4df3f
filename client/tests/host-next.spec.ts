import { beforeEach, describe, expect, it } from 'vitest'
import type { GameState } from '../src/live/api'
import { askOf, countsOf, letteredOf, type View } from '../src/live/host/answers'
import { actionOf, lettersOn } from '../src/live/host/keys'
import { nextStep, possible, type Situation } from '../src/live/host/next'
import { DEFAULTS, keepOptions, lastOptions, teamsOf } from '../src/live/host/options'
import { hostLink, keepSecrets, screenLink, secretsOf } from '../src/live/host/secrets'

const STATE = {
  version: 1,
  phase: 'lobby',
  round: 1,
  rounds: 3,
  opens_at: null,
  closes_at: '2026-01-01T00:00:20Z',
  question: { points: 1 },
  outcome: { voided: false },
  paused: false,
} as unknown as GameState

const at = (phase: Situation['phase'], more: Partial<GameState> = {}, left: number | null = 15_000): Situation => ({
  state: { ...STATE, ...more, phase } as GameState,
  phase,
  left,
  players: 2,
})

describe('the next step', () => {
  it.each([
    ['lobby', 'start'],
    ['announced', null],
    ['open', 'close'],
    ['grace', null],
    ['solution', 'standings'],
    ['standings', 'next'],
    ['ended', null],
  ] as const)('of %s is %s', (phase, name) => {
    expect(nextStep(at(phase))?.name ?? null).toBe(name)
  })

  it('starts no game without players', () => {
    expect(nextStep({ ...at('lobby'), players: 0 })).toBeNull()
  })

  it('closes no question that closes by itself within seconds, but one without a timer', () => {
    expect(nextStep(at('open', {}, 2000))).toBeNull()
    expect(nextStep(at('open', { closes_at: null }, null))?.command).toBe('close')
  })

  it('skips the standings when nothing was earned', () => {
    expect(nextStep(at('solution', { question: { points: 0 } as GameState['question'] }))?.name).toBe('next')
    expect(nextStep(at('solution', { outcome: { voided: true } as GameState['outcome'] }))?.name).toBe('next')
  })

  it('leads from the last question to the podium', () => {
    expect(nextStep(at('standings', { round: 3 }))).toEqual({ name: 'podium', command: 'next' })
  })

  it('goes on after a pause, whatever comes next', () => {
    expect(nextStep(at('solution', { paused: true }))?.command).toBe('resume')
    expect(nextStep(at('announced', { paused: true }))?.command).toBe('resume')
  })
})

it('offers only commands that the server takes', () => {
  expect(possible('extend', at('open'))).toBe(true)
  expect(possible('extend', at('open', { closes_at: null }))).toBe(false)
  expect(possible('pause', at('open'))).toBe(false)
  expect(possible('pause', at('solution'))).toBe(true)
  expect(possible('void', at('grace'))).toBe(true)
  expect(possible('void', at('solution'))).toBe(false)
  expect(possible('lock', at('ended'))).toBe(false)
})

describe('a key', () => {
  beforeEach(() => {
    lettersOn.value = true
    document.body.innerHTML = '<main><button>Mute</button><input></main>'
  })

  const press = (key: string, on = 'main', more: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent('keydown', { key, ...more })
    Object.defineProperty(event, 'target', { value: document.querySelector(on) })
    return actionOf(event)
  }

  it('of a clicker is the next step', () => {
    expect([' ', 'ArrowRight', 'PageDown'].map((key) => press(key))).toEqual(['step', 'step', 'step'])
  })

  it('has its meaning with or without Shift', () => {
    expect(['p', 'P', '+', '=', '?'].map((key) => press(key))).toEqual(['pause', 'pause', 'extend', 'extend', 'help'])
  })

  it('belongs to the field or button that has the focus', () => {
    expect(press('p', 'input')).toBeNull()
    expect(press(' ', 'button')).toBeNull()
    expect(press('PageDown', 'button')).toBe('step')
  })

  it('does nothing with Ctrl, or when it is held', () => {
    expect(press('p', 'main', { ctrlKey: true })).toBeNull()
    expect(press(' ', 'main', { repeat: true })).toBeNull()
  })

  it('with a letter can be turned off', () => {
    lettersOn.value = false
    expect(press('v')).toBeNull()
    expect(press(' ')).toBe('step')
  })
})

describe('the secrets', () => {
  const secrets = { host: 'h-o_st', screen: 'scr-een' }

  it('come from the link, and are known after a reload', () => {
    const fragment = hostLink('g1', secrets).split('#')[1] ?? ''
    expect(secretsOf('g1', `#${fragment}`)).toEqual(secrets)
    keepSecrets('g1', secrets)
    expect(secretsOf('g1', '')).toMatchObject(secrets)
    expect(secretsOf('g2', '')).toBeNull()
  })

  it('of a screen do not give control away', () => {
    expect(screenLink('g1', secrets)).toBe('/screen/g1#scr-een')
  })

  it('of many games are forgotten, the oldest first', () => {
    for (let game = 0; game < 30; game++) keepSecrets(`g${game}`, secrets)
    expect(secretsOf('g0', '')).toBeNull()
    expect(secretsOf('g29', '')).toMatchObject(secrets)
  })
})

describe('the options', () => {
  it('are those of the last game on this device', () => {
    expect(lastOptions(false)).toEqual(DEFAULTS)
    keepOptions({ ...DEFAULTS, seconds: 45, nicknames: 'list' })
    expect(lastOptions(true)).toMatchObject({ seconds: 45, nicknames: 'list' })
    expect(lastOptions(false).nicknames).toBe('own') // this quiz has no list
  })

  it('take a team from each line', () => {
    expect(teamsOf(' Red \n\nBlue\n')).toEqual(['Red', 'Blue'])
  })
})

describe('answers', () => {
  it('have letters where one is chosen of several', () => {
    expect(letteredOf({ type: 'truefalse' })?.map(({ id }) => id)).toEqual(['true', 'false'])
    expect(letteredOf({ type: 'text' })).toBeNull()
    const area = { id: 'x', html: '', shape: { x: 0, y: 0, r: 1 }, at: { x: 0, y: 0 } }
    const image = { type: 'image', areas: [area], media: '', alt: '', width: 1, height: 1 } as unknown as View
    expect(letteredOf(image)?.[0]?.text).toBe('Area A')
  })

  it('say what to do', () => {
    expect(askOf({ type: 'number', unit: 'km', slider: null })).toBe('Type a number, in km.')
    expect(askOf({ type: 'wordcloud', entries: 1 })).toBe('Send one answer: a word or a few.')
  })

  it('are counted alike in bars and polls', () => {
    const outcome = {
      bars: [{ label: 'a', text: '', count: 2, right: true }],
      others: { answers: [{ label: 'b', count: 3 }], more: 0, players: 3 },
    } as unknown as Parameters<typeof countsOf>[0]
    expect([...countsOf(outcome)]).toEqual([
      ['a', 2],
      ['b', 3],
    ])
  })
})
