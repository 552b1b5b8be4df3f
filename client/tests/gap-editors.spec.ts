import { enableAutoUnmount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { bodies, bodyOf, edit, field, labelled } from './editing'

enableAutoUnmount(afterEach)

describe('gaps', () => {
  const text = (wrapper: VueWrapper) => field(wrapper, 'Text with blanks')

  it('come, are renamed and go with their markers', async () => {
    const wrapper = edit('blanks')

    await text(wrapper).setValue('A [[word]] of [[n]].')
    expect(bodyOf(wrapper)).toMatchObject({
      gaps: { word: { accept: ['blank'] }, n: { accept: [] } },
    })
    await text(wrapper).setValue('A [[words]] of [[n]].')
    expect(bodyOf(wrapper)).toMatchObject({ gaps: { words: { accept: ['blank'] } } })
    await text(wrapper).setValue('A [[words] of [[n]].')
    expect(bodyOf(wrapper)).toEqual({ text: 'A [[words] of [[n]].', gaps: { n: { accept: [] } } })
    await text(wrapper).setValue('A [[words]] of [[n]].')
    expect(bodyOf(wrapper)).toMatchObject({ gaps: { words: { accept: ['blank'] } } })
  })

  it('change their kind, and come back as they were', async () => {
    const wrapper = edit('blanks')
    const kind = () => wrapper.get('select')

    await kind().setValue('number')
    await field(wrapper, 'Correct number').setValue('4')
    expect(bodyOf(wrapper)).toMatchObject({ gaps: { word: { key: 4 } } })
    await field(wrapper, 'Correct number').setValue('')
    expect(bodyOf(wrapper)).toMatchObject({ gaps: { word: { key: null } } })

    await kind().setValue('text')
    expect(bodyOf(wrapper)).toMatchObject({ gaps: { word: { accept: ['blank'] } } })

    await kind().setValue('choice')
    await field(wrapper, 'Choice 1').setValue('the Alps')
    await labelled(wrapper, 'Choice 1 is correct').trigger('change')
    await field(wrapper, 'Choice 1').setValue('the Andes')
    expect(bodyOf(wrapper)).toMatchObject({
      gaps: { word: { choices: ['the Andes'], key: 'the Andes' } },
    })
  })

  it('show errors at the gap they are about', () => {
    const wrapper = edit('blanks', bodies.blanks, [
      { field: 'gaps.word.text.accept.0.text', code: 'empty' },
    ])

    expect(field(wrapper, 'Answer 1').attributes('aria-invalid')).toBe('true')
    expect(wrapper.text().match(/Required\./g)).toHaveLength(1)
  })

  it('are inserted by a button', async () => {
    const wrapper = edit('blanks', { text: '[[gap-1]] ', gaps: {} })
    const area = text(wrapper).element as HTMLTextAreaElement
    area.setSelectionRange(10, 10)

    await wrapper.findAll('button').find((found) => found.text() === 'Insert a blank')?.trigger('click')

    expect(bodyOf(wrapper)).toMatchObject({ text: '[[gap-1]] [[gap-2]]' })
  })
})
