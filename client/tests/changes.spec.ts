import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import DiffText from '../src/studio/versions/DiffText.vue'
import { changesOf, differences, type Changed } from '../src/studio/versions/changes'

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
      'Question: What is the [-capital-]{+seat+} of Australia?',
      'Explanation: Because[-.-]{+!+}',
      'Points: [-1-]{+2.5+}',
      'Tags: geography{+, wat+}',
    ])
  })

  it('are said of both versions, where two authors changed the same', () => {
    const { body } = question()
    expect(differences(question(), question({ body: { ...body, key: 'b' }, hint: 'Not Sydney' }))).toEqual([
      {
        label: 'Answer',
        one: 'Sydney (correct)\nCanberra\nShuffle: on',
        other: 'Sydney\nCanberra (correct)\nShuffle: on',
      },
      { label: 'Hint', one: '', other: 'Not Sydney' },
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

  it('are words in every script', () => {
    expect(changes({ prompt: 'Столица Австралии?' }, { prompt: 'Столица Австрии?' })).toEqual([
      'Question: Столица [-Австралии-]{+Австрии+}?',
    ])
    expect(changes({ prompt: 'عاصمة مصر' }, { prompt: 'عاصمة مصرية' })).toEqual([
      'Question: عاصمة [-مصر-]{+مصرية+}',
    ])
  })

  it('are two whole lines where hardly a word is the same', () => {
    const [older, newer] = ['What is the capital of Chile?', 'Name a river in the north of Peru!']
    expect(changes({ prompt: older }, { prompt: newer })).toEqual([`Question: [-${older}-]{+${newer}+}`])
  })

  it('show an image instead of its id, and a sound by its description', async () => {
    const [first, second] = ['ab', 'cd'].map((pair) => pair.repeat(32))
    const [changed] = changesOf(
      question({ prompt: `Where?\n\n![a \\[map\\]](media:${first})` }),
      question({ prompt: `Where?\n\n![a \\[map\\]](media:${second})` }),
    )
    const wrapper = mount(DiffText, { props: { pieces: changed?.pieces ?? [] } })
    expect(wrapper.text()).not.toContain('media:')
    expect(wrapper.find('del img').attributes('src')).toBe(`/api/media/${first}`)
    expect(wrapper.find('ins img').attributes('src')).toBe(`/api/media/${second}`)
    expect(wrapper.find('ins').text()).toBe('added: a [map]')
    await wrapper.find('ins img').trigger('error')
    expect(wrapper.find('ins img').exists()).toBe(false)
    expect(wrapper.find('ins').text()).toBe('added: a [map]')
  })

  it('show the image of a hotspot', () => {
    const of = (media: string) => question({ type: 'image', body: { media, alt: 'A map', areas: [], key: [] } })
    const [changed] = changesOf(of('ab'.repeat(32)), of('cd'.repeat(32)))
    const wrapper = mount(DiffText, { props: { pieces: changed?.pieces ?? [] } })
    expect(wrapper.findAll('img').map((image) => image.attributes('src'))).toEqual(
      ['ab', 'cd'].map((pair) => `/api/media/${pair.repeat(32)}`),
    )
    expect(wrapper.find('ins img').attributes('alt')).toBe('Image')
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
