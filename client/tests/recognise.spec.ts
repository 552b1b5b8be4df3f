import { describe, expect, it } from 'vitest'
import { recognise } from '../src/studio/imports/recognise'

describe('a pasted text', () => {
  it.each([
    ['json', '{"title": "Capitals"}'],
    ['json', ' \n{\n  "title": "Capitals"'],
    ['json', '{'],
    ['md', '---\ntitle: Capitals\n---\n'],
    ['md', '\n---'],
    ['md', 'Capitals\n\n## Question: one {type: single}\n'],
    ['yaml', 'title: Capitals\nquestions:\n  - id: one\n'],
    ['yaml', '# ours\nslug: capitals\nquestions: []\ntitle: Capitals'],
    ['txt', 'Capitals\n\n1. What is the capital?\nA. Sydney\nB. Canberra\nANSWER: B'],
    ['txt', '{1, 2} is a set.\nA. True\nB. False\nANSWER: A'],
    ['txt', 'title: Capitals\n\nWhich?'],
    ['txt', '# Capitals\n\n## Europe\n\nA list\n---\n'],
    ['txt', 'What does `{"a": 1}` print?'],
    ['txt', '-- dashes'],
  ])('is %s: %j', (format, text) => {
    expect(recognise(text)).toBe(format)
  })
})
