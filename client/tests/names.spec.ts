// Names before the start: pasted by authors, chosen by players; and what a device remembers.
import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it } from 'vitest'
import { noteResult, pastAt } from '../src/components/quiz/device'
import NamePicker from '../src/components/quiz/NamePicker.vue'
import { lineOf, namesIn } from '../src/studio/lists/names'
import { PRESETS, changes, wantedBy } from '../src/studio/settings/presets'
import { attempt } from './fixtures'

describe('names as they are pasted', () => {
  it('are one per line, without empty lines', () => {
    expect(namesIn('Ada\r\n\n  Ben  Okri \n')).toEqual([
      { line: 1, name: 'Ada' },
      { line: 3, name: 'Ben Okri' },
    ])
  })

  it('may be rows of a spreadsheet', () => {
    expect(namesIn('Ada\tByron\nBen\tOkri').map(({ name }) => name)).toEqual(['Ada Byron', 'Ben Okri'])
  })

  it('are found by the field that was refused', () => {
    const names = namesIn('Ada\n\nBen')
    expect(lineOf('names.1', names)).toEqual({ line: 3, name: 'Ben' })
    expect(lineOf('names', names)).toBeUndefined()
    expect(lineOf('title', names)).toBeUndefined()
  })
})

describe('choosing a name', () => {
  const names = ['Ada Byron', 'Renée Dupont', 'Rene Okri', 'Ben Okri']
  const picker = (modelValue = '') => {
    const mounted = mount(NamePicker, {
      props: {
        names,
        modelValue,
        'onUpdate:modelValue': (value: string) => mounted.setProps({ modelValue: value }),
      },
      attachTo: document.body,
    })
    return mounted
  }
  const shown = (mounted: ReturnType<typeof picker>) => mounted.findAll('bdi').map((one) => one.text())

  it('filters by parts of words, without accents and case', async () => {
    const mounted = picker()
    expect(shown(mounted)).toEqual(names)
    await mounted.find('input[type="search"]').setValue('RENE')
    expect(shown(mounted)).toEqual(['Renée Dupont', 'Rene Okri'])
    await mounted.find('input[type="search"]').setValue('okri re')
    expect(shown(mounted)).toEqual(['Rene Okri'])
  })

  it('takes the only name that is left on Enter', async () => {
    const mounted = picker()
    await mounted.find('input[type="search"]').setValue('ada')
    await mounted.find('input[type="search"]').trigger('keydown', { key: 'Enter' })
    expect(mounted.props('modelValue')).toBe('Ada Byron')
  })

  it('gives the list the focus on Enter if several are left', async () => {
    const mounted = picker()
    await mounted.find('input[type="search"]').setValue('okri')
    await mounted.find('input[type="search"]').trigger('keydown', { key: 'Enter' })
    await new Promise((resolve) => setTimeout(resolve))
    expect(document.activeElement).toBe(mounted.find('input[type="radio"]').element)
    expect(mounted.props('modelValue')).toBe('')
  })

  it('forgets a choice that is out of sight', async () => {
    const mounted = picker('Ben Okri')
    await mounted.find('input[type="search"]').setValue('ada')
    expect(mounted.props('modelValue')).toBe('')
  })
})

describe('what a device reached', () => {
  beforeEach(() => localStorage.clear())
  const finished = (id: string, score: number | null) => ({
    ...attempt(),
    id,
    score,
    max_score: 10,
    finished_at: '2026-03-01T12:00:00Z',
  })

  it('is the last and the best of its own results', () => {
    const { slug } = attempt().quiz
    noteResult(finished('one', 7), true)
    noteResult(finished('two', 5), true)
    noteResult(finished('of-others', 10), false)
    expect(pastAt(slug)).toEqual({
      last: { id: 'two', score: 5, max: 10 },
      best: { id: 'one', score: 7, max: 10 },
    })
  })

  it('follows a correction, and a result that comes later', () => {
    const { slug } = attempt().quiz
    noteResult(finished('one', null), true)
    expect(pastAt(slug)?.last.score).toBeNull()
    noteResult(finished('one', 6), false)
    expect(pastAt(slug)).toEqual({
      last: { id: 'one', score: 6, max: 10 },
      best: { id: 'one', score: 6, max: 10 },
    })
  })
})

describe('presets', () => {
  it('let players of a test go back and forth, and clear what that excludes', () => {
    const { navigation, feedback, question_seconds, speed_weight } = wantedBy('test', { question_seconds: 20 })
    expect([navigation, feedback, question_seconds, speed_weight]).toEqual(['free', 'at_end', null, 0])
    expect(PRESETS.homework.navigation).toBe('forward')
  })

  it('ask for a name where results count, and leave a class list as it is', () => {
    expect(wantedBy('test', { names: 'end' }).names).toBe('start')
    expect(wantedBy('test', { names: 'list' }).names).toBe('list')
    expect('names' in PRESETS.practice).toBe(false)
    expect(changes({ ...PRESETS.test, names: 'end' }, 'test')).toEqual([
      { label: 'Ask for a name', one: 'At the end, if they like', other: 'Before they start' },
    ])
  })
})
