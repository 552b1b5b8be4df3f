import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import DiffText from '../src/studio/editor/DiffText.vue'
import { changesOf, type Changed } from '../src/studio/editor/changes'

const question = (changes: Record<string, unknown> = {}) => ({
  type: 'single',
  prompt: 'What is the capital of Australia?',
  body: {
    choices: [
      { id: 'a', text: 'Sydney' },
      { id: 'b', text: 'Canberra' },
    ],
    key: 'a',
    shuffle: true,
  },
  explanation: 'Because.',
  points: 1,
  tags: ['geography'],
  difficulty: 2,
  ...changes,
})

/** As a reader sees it: [-removed-]{+added+}. */
const marked = ({ label, pieces }: Changed): string =>
  `${label}: ${pieces
    .map(({ text, kind }) => (kind === 'added' ? `{+${text}+}` : kind === 'removed' ? `[-${text}-]` : text))
    .join('')}`

const changes = (older: Record<string, unknown>, newer: Record<string, unknown>) =>
  changesOf(question(older), question(newer)).map(marked)

describe('the changes between two versions', () => {
  it('are none between equal versions, whatever the order of their fields', () => {
    const { prompt, ...others } = question()
    expect(changesOf(question(), { ...others, prompt })).toEqual([])
  })

  it('are words of the prompt, the explanation and the tags, and points', () => {
    expect(
      changes(
        {},
        { prompt: 'What is the seat of Australia?', explanation: 'Because!', points: 2.5, tags: ['geography', 'wat'] },
      ),
    ).toEqual([
      'Prompt: What is the [-capital-]{+seat+} of Australia?',
      'Explanation: Because[-.-]{+!+}',
      'Points: [-1-]{+2.5+}',
      'Tags: geography{+, wat+}',
    ])
  })

  it('show which choice is correct now', () => {
    const { body } = question()
    expect(changes({}, { body: { ...body, key: 'b' } })).toEqual([
      'Answer: Sydney[- (correct)-]\nCanberra{+ (correct)+}\nShuffle: on',
    ])
  })

  it('show several correct choices, and one that was added', () => {
    const { choices } = question().body
    const more = [...choices, { id: 'c', text: 'Perth' }]
    expect(
      changes(
        { type: 'multiple', body: { choices, key: ['b'] } },
        { type: 'multiple', body: { choices: more, key: ['b', 'c'] } },
      ),
    ).toEqual(['Answer: Sydney\nCanberra (correct)\n{+Perth (correct)+}'])
  })

  it('leave out a field that one version lacks and the other has at its default', () => {
    const { choices, key } = question().body
    const body = { choices, key }
    expect(changes({ body }, {})).toEqual([])
    expect(changes({ body }, { body: { ...body, shuffle: false } })).toEqual([
      'Answer: Sydney (correct)\nCanberra\n{+Shuffle: off+}',
    ])
  })

  it('name what a number, a text, pairs and blanks accept', () => {
    expect(changes({ body: { key: 42, tolerance: 0 } }, { body: { key: 42.5, tolerance: 0.5, unit: 'km' } })).toEqual([
      'Answer: Correct answer: 42{+.5+}\nFull credit within ±: 0{+.5+}\n{+Unit: km+}',
    ])
    expect(
      changes({ body: { accept: ['Oslo'] } }, { body: { accept: ['Oslo', { text: 'Christiania', credit: 0.5 }] } }).join(),
    ).toContain('Christiania (50%)')
    expect(
      changes({ body: { pairs: [{ left: 'a', right: 'b' }] } }, { body: { pairs: [{ left: 'a', right: 'c' }] } }),
    ).toEqual(['Answer: Pairs: \na = [-b-]{+c+}'])
    expect(
      changes({ body: { gaps: { x: { key: 1 } } } }, { body: { gaps: { x: { key: 2 } } } }),
    ).toEqual(['Answer: Blanks: x: Correct answer: [-1-]{+2+}'])
  })

  it('show media by the beginning of their ids', () => {
    const [changed] = changes({}, { prompt: `![map](media:${'ab'.repeat(32)})` })
    expect(changed).toContain('media:abababab…')
    expect(changed).not.toContain('ab'.repeat(32))
  })

  it('are announced to screen readers and marked by strokes', () => {
    const wrapper = mount(DiffText, {
      props: {
        pieces: [
          { text: 'old', kind: 'removed' },
          { text: 'new', kind: 'added' },
          { text: ' same', kind: 'same' },
        ],
      },
    })
    expect(wrapper.find('del').text()).toBe('removed: old')
    expect(wrapper.find('ins').text()).toBe('added: new')
    expect(wrapper.text()).toContain('same')
  })
})
