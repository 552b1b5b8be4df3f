import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import WordcloudQuestion from '../src/questions/WordcloudQuestion.vue'
import WordCloud from '../src/questions/parts/WordCloud.vue'
import OpenAnswers from '../src/studio/results/OpenAnswers.vue'
import { bodyOf, edit, field } from './editing'
import { verdict, wordcloud } from './fixtures'

describe('a word cloud', () => {
  const open = (entries: number) =>
    mount(WordcloudQuestion, {
      attachTo: document.body,
      props: { question: wordcloud(1, entries), disabled: false },
    })

  it('takes as many answers as it asks for, and fewer', async () => {
    const wrapper = open(3)
    const [first, , third] = wrapper.findAll('input')

    await first?.setValue('  rock   and roll ')
    await third?.setValue('jazz')
    await wrapper.get('form').trigger('submit')

    expect(wrapper.findAll('input')).toHaveLength(3)
    expect(wrapper.emitted('answer')).toEqual([[{ words: ['rock and roll', 'jazz'] }]])
  })

  it('is not sent empty', async () => {
    const wrapper = open(1)

    await wrapper.get('input').setValue('   ')
    await wrapper.get('form').trigger('submit')

    expect(wrapper.get('button').attributes('disabled')).toBeDefined()
    expect(wrapper.emitted('answer')).toBeUndefined()
  })

  it('goes on with Enter, and is sent by it at the end', async () => {
    const wrapper = open(2)
    const [first, second] = wrapper.findAll('input')

    await first?.setValue('tea')
    await first?.trigger('keydown', { key: 'Enter' })
    expect(document.activeElement).toBe(second?.element)
    await second?.trigger('keydown', { key: 'Enter' })

    expect(wrapper.emitted('answer')).toEqual([[{ words: ['tea'] }]])
    wrapper.unmount()
  })

  it('shows what was answered, and nothing as right or wrong', () => {
    const question = wordcloud(1, 2, {
      response: { words: ['tea', 'milk'] },
      verdict: verdict({ credit: 0, points: 0, key: null }),
    })
    const wrapper = mount(WordcloudQuestion, { props: { question, disabled: true } })

    expect(wrapper.findAll('bdi').map((word) => word.text())).toEqual(['tea', 'milk'])
    expect(wrapper.find('svg').exists()).toBe(false)
  })
})

describe('the cloud', () => {
  it('shows what is said most as the largest, and is read as a table', () => {
    const words = [
      { label: 'tea', count: 6 },
      { label: 'milk', count: 1 },
      { label: 'coffee', count: 3 },
    ]
    const wrapper = mount(WordCloud, { props: { words } })

    expect(wrapper.findAll('bdi').map((word) => [word.text(), word.classes()[0]])).toEqual([
      ['coffee', 'size3'],
      ['milk', 'size1'],
      ['tea', 'size6'],
    ])
    expect(wrapper.attributes('aria-hidden')).toBe('true')
  })

  it('leaves out what the author hides, which the table keeps', () => {
    const label = (name: string, hidden_by: string | null) =>
      ({ label: name, count: 1, credit: null, right: null, hidden_by }) as const
    const figures = {
      id: 1,
      position: 1,
      type: 'wordcloud',
      prompt: '?',
      prompt_html: '?',
      asked: 2,
      answered: 2,
      credit: null,
      correct: 0,
      partly: 0,
      labels: [label('tea', null), label('spam', '*spam*')],
      others: 0,
      hidden: ['*spam*'],
      may_hide: true,
    }
    const wrapper = mount(OpenAnswers, { props: { quiz: 1, figures, mayEdit: true } })

    expect(wrapper.findAll('.cloud bdi').map((word) => word.text())).toEqual(['tea'])
    expect(wrapper.get('tbody').text()).toContain('Hidden by “*spam*”')
    expect(wrapper.findAll('tbody button').map((button) => button.text())).toEqual(['Hide tea', 'Show spam'])
  })
})

describe('its editor', () => {
  it('keeps one hidden answer per line', async () => {
    const wrapper = edit('wordcloud')

    await field(wrapper, 'Hidden answers').setValue('spam\n\n *ads* ')
    await field(wrapper, 'Answers per player').setValue('3')

    expect(bodyOf(wrapper)).toEqual({ entries: 3, hidden: ['spam', '*ads*'] })
    expect((field(wrapper, 'Hidden answers').element as HTMLTextAreaElement).value).toBe('spam\n\n *ads* ')
  })
})
