// Every code of the server has a text: vue-tsc names the codes without one.
import { expect, it } from 'vitest'
import problemsText from 'texts/problems'
import refusalsText from 'texts/later-problems'
import liveProblems from 'texts/live/problems'
import startProblems from 'texts/start-problems'
import studioProblems from 'texts/studio/problems'
import { ApiProblem, type Schemas } from '../src/api/client'
import { problemText } from '../src/composables/problem'

type Params = Schemas['ProblemParams']
type Code = keyof Params
type Texts = typeof problemsText &
  typeof refusalsText &
  typeof liveProblems &
  typeof startProblems &
  typeof studioProblems
/** Made here, without an answer of the server. */
type OurCode = 'unreachable' | 'no-proper-answer' | 'other' | 'no-corners'

// What a sentence names and its problem does not have. A list comes as a text, and so does a time.
type Unknown<C extends keyof Texts> = C extends Code
  ? Texts[C] extends (parameters: infer P) => unknown
    ? Exclude<keyof P, keyof Params[C]>
    : never
  : never
type None<Wrong> = [Wrong] extends [never] ? true : Wrong

const everyCodeHasWords: None<Exclude<Code, keyof Texts>> = true
const everySentenceHasACode: None<Exclude<keyof Texts, Code | OurCode | `${Code}-${string}`>> = true
const everyParameterExists: None<{ [C in keyof Texts]: Unknown<C> }[keyof Texts]> = true

it('every code of the contract has a text that uses existing parameters only', () => {
  expect([everyCodeHasWords, everySentenceHasACode, everyParameterExists]).toEqual([true, true, true])
})

it('a problem is worded by its code, never by the text of the server', () => {
  expect(problemText(ApiProblem.unreachable())).toBe('The quiz server can’t be reached.')
  expect(problemText(new ApiProblem(409, 'It is new.', [], null, 'brand-new'))).toBe(
    'The quiz server rejected this.',
  )
  expect(problemText({ code: 'toString' })).toBe('The quiz server rejected this.')
})

it.each([
  ['quiz-not-open', { opens_at: '2100-03-01T09:00:00Z', time_zone: 'Europe/Berlin' },
    'This quiz opens on 1 Mar 2100, 10:00 (Europe/Berlin).'],
  ['too-many-tries', { seconds: 90 }, 'Too many tries. Wait 90 seconds, then try again.'],
  ['no-attempts-left', { allowed: 1 }, 'You have used your only attempt at this quiz.'],
  ['no-attempts-left', { allowed: 2 }, 'You have used all 2 attempts at this quiz.'],
  ['changed-meanwhile', { by: 'Ben' }, 'Ben changed this in the meantime.'],
  ['changed-meanwhile', { by: null }, 'Another author changed this in the meantime.'],
  ['same-text', { what: 'choices', text: 'x' }, 'Two choices are the same: “x”.'],
  ['unknown-format', { name: 'x.doc', known: ['.json', '.md'] },
    'Files such as “x.doc” can’t be read. Use one of these: .json and .md.'],
])('the parameters of %s are written for the reader', (code, params, text) => {
  expect(problemText({ code, params })).toBe(text)
})

it('a field can have a text of its own', () => {
  expect(problemText({ code: 'missing', field: 'title' })).toBe('Required.')
  expect(problemText({ code: 'missing', field: 'body.key' })).toBe('Give the correct answer.')
  expect(problemText({ code: 'bad-format', field: 'tags.3', params: { pattern: 'x' } })).toBe(
    'Use lower-case letters and digits.',
  )
})

it('a refused request is worded by its first field', () => {
  const fault = { field: 'player_name', code: 'name-not-visible' as const, params: {}, detail: '', question: null }

  expect(problemText(new ApiProblem(422, '', [fault], null, 'invalid-request'))).toBe(
    'Enter at least one letter, digit or symbol.',
  )
})
