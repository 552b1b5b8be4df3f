// Where the credit of an answer comes from: a sentence by type, and none where nothing needs to be explained.
// It follows what backend/questions/ grades by. Compilation fails if a type of the API is missing here.
import verdictText from 'texts/verdict'
import type { Question, Response, Verdict } from '../api/client'

const { why } = verdictText
type Type = Question['view']['type']
type Why = (given: Response, verdict: Verdict, question: Question) => string

const none: Why = () => ''

/** Right choices earn their share, and wrong ones take off theirs. */
function selected(picked: readonly string[], key: readonly string[], credit: number): string {
  const right = picked.filter((id) => key.includes(id)).length
  if (right === 0) return ''
  const sentence = why.selected({ right, total: key.length, wrong: picked.length - right })
  return credit > 0 ? sentence : `${sentence} ${why.outweighed}`
}

/** Kendall's tau: the pairs in the right order less those in the wrong one. */
function pairs(order: readonly string[], key: readonly string[], credit: number): string {
  if (credit === 0) return why.orderNothing
  const total = (key.length * (key.length - 1)) / 2
  let right = 0
  key.forEach((first, at) => {
    right += key.slice(at + 1).filter((later) => order.indexOf(first) < order.indexOf(later)).length
  })
  return why.pairs({ right, total })
}

function placed(given: Record<string, string>, key: Record<string, string>): string {
  const items = Object.keys(key)
  return why.placed({ right: items.filter((id) => given[id] === key[id]).length, total: items.length })
}

const reasons: Record<Type, Why> = {
  single: none,
  truefalse: none,
  poll: none,
  wordcloud: none,
  multiple: (given, { key, credit }) =>
    'choices' in given && key && 'choices' in key ? selected(given.choices, key.choices, credit) : '',
  image: (given, { key, credit }) =>
    'areas' in given && key && 'areas' in key ? selected(given.areas ?? [], key.areas ?? [], credit) : '',
  ordering: (given, { key, credit }) =>
    'order' in given && key && 'order' in key ? pairs(given.order, key.order, credit) : '',
  matching: (given, { key }) =>
    'pairs' in given && key && 'pairs' in key ? placed(given.pairs, key.pairs) : '',
  categorise: (given, { key }) =>
    'places' in given && key && 'places' in key ? placed(given.places, key.places) : '',
  blanks: (_given, { parts }) => {
    const credits = Object.values(parts ?? {})
    const right = credits.filter((credit) => credit >= 1).length
    const partly = credits.filter((credit) => credit > 0 && credit < 1).length
    return why.gaps({ right, partly, total: credits.length })
  },
  number: (_given, { credit }) => (credit > 0 ? why.near : ''),
  text: (_given, { credit }) => (credit > 0 ? why.text({ share: credit }) : ''),
}

/** In one sentence; empty for full credit, and where the marks say it all. */
export function whyThisCredit(question: Question): string {
  const { response, verdict, view } = question
  if (!response || !verdict || verdict.key === null || verdict.credit >= 1) return ''
  return reasons[view.type](response, verdict, question)
}
