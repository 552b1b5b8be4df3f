import { enableAutoUnmount, flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { commandOf, endsLine, replacement, type Command } from '../src/studio/fields/markdown'
import MarkdownField from '../src/studio/fields/MarkdownField.vue'
import { joined, partsOf } from '../src/studio/fields/media'
import { answer } from './fixtures'

enableAutoUnmount(afterEach)

const SAFARI = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15'
const onMac = () => vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(SAFARI)

/** Do it to a text whose selection stands between two bars; the same of what it becomes. */
function done(command: Command, marked: string): string {
  const start = marked.indexOf('|')
  const end = marked.lastIndexOf('|') - 1
  const text = marked.replaceAll('|', '')
  const { from, to, insert, select } = replacement(command, { text, start, end })
  const now = text.slice(0, from) + insert + text.slice(to)
  const [left, right] = [from + select[0], from + select[1]]
  return `${now.slice(0, left)}|${now.slice(left, right)}|${now.slice(right)}`
}

describe('a command', () => {
  it.each<[Command, string, string]>([
    ['bold', 'a |b| c', 'a **|b|** c'],
    ['bold', 'a **|b|** c', 'a |b| c'],
    ['bold', '||', '**||**'],
    ['italic', 'a |b| c', 'a *|b|* c'],
    ['italic', 'a *|b|* c', 'a |b| c'],
    ['italic', 'a **|b|** c', 'a ***|b|*** c'],
    ['code', '|a`b|', '``|a`b|``'],
    ['math', '|x^2|', '$|x^2|$'],
    ['math', '|a\nb|', '||$$\na\nb\n$$'],
    ['block', 'see |x| there', 'see \n```|text|\nx\n```\n there'],
    ['block', '|```|', '````|text|\n```\n````'],
    ['list', 'a\n|b\nc|', 'a\n|- b\n- c|'],
    ['list', '|- b\n- c|', '|b\nc|'],
    ['list', 'a||b', '- ab||'],
    ['link', '|here|', '[here](https://||)'],
    ['link', '||', '[||](https://)'],
  ])('%s makes %j %j', (command, before, after) => {
    expect(done(command, before)).toBe(after)
  })

  it('is triggered by Ctrl or the command key, but not with Alt', () => {
    const press = (key: string, more: KeyboardEventInit) =>
      commandOf(new KeyboardEvent('keydown', { key, ...more }))

    expect(press('b', { ctrlKey: true })).toBe('bold')
    expect(press('b', { metaKey: true })).toBe('bold')
    expect(press('E', { ctrlKey: true, shiftKey: true })).toBe('block')
    expect(press('b', { ctrlKey: true, altKey: true })).toBeNull()
    expect(press('b', {})).toBeNull()
    expect(press('q', { ctrlKey: true })).toBeNull()
  })

  it('is triggered only by the command key on a Mac, where Ctrl moves the caret', () => {
    onMac()

    const press = (more: KeyboardEventInit) =>
      commandOf(new KeyboardEvent('keydown', { key: 'e', ...more }))
    expect(press({ metaKey: true })).toBe('code')
    expect(press({ ctrlKey: true })).toBeNull()
  })
})

describe('the field', () => {
  const fetch = vi.fn<typeof globalThis.fetch>()

  beforeEach(() => {
    fetch.mockReset()
    vi.stubGlobal('fetch', fetch)
  })
  afterEach(() => vi.unstubAllGlobals())

  function write(text: string) {
    const wrapper: VueWrapper = mount(MarkdownField, {
      attachTo: document.body,
      props: {
        label: 'Prompt',
        modelValue: text,
        problems: [{ field: 'prompt', code: 'no-text' }],
        'onUpdate:modelValue': (modelValue: string) => void wrapper.setProps({ modelValue } as never),
      },
    })
    return wrapper
  }
  const textOf = (wrapper: VueWrapper) => wrapper.props('modelValue' as never) as unknown
  const stored = (media_type: string) =>
    answer({ id: 'f'.repeat(64), media_type, size: 1, width: 4, height: 3 }, 201)

  function paste(wrapper: VueWrapper, file: File) {
    const event = new Event('paste', { bubbles: true, cancelable: true })
    Object.assign(event, { clipboardData: { files: [file] } })
    wrapper.get('textarea').element.dispatchEvent(event)
    return event
  }

  it('runs commands by key and by button', async () => {
    const wrapper = write('word')
    const area = wrapper.get('textarea')
    area.element.setSelectionRange(0, 4)

    await area.trigger('keydown', { key: 'b', ctrlKey: true })
    expect(textOf(wrapper)).toBe('**word**')
    await wrapper.get('[aria-label="Italic"]').trigger('click')
    expect(textOf(wrapper)).toBe('***word***')
  })

  it('shows its errors', () => {
    const area = write('').get('textarea')

    expect(area.attributes('aria-invalid')).toBe('true')
    const notes = area.attributes('aria-describedby')?.split(' ')[1]
    expect(document.getElementById(notes ?? '')?.textContent).toContain('Enter the question.')
  })

  it('has a toolbar that is one stop of the Tab key', async () => {
    const wrapper = write('')
    const bar = wrapper.get('[role=toolbar]')
    const stops = () => bar.findAll('button').filter((b) => b.attributes('tabindex') === '0')
    expect(stops().map((b) => b.attributes('aria-label'))).toEqual(['Bold'])

    await bar.trigger('keydown', { key: 'ArrowLeft' })

    expect(stops().map((b) => b.attributes('aria-label'))).toEqual(['Formula'])
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Formula')
  })

  it('names shortcuts as the operating system does', () => {
    const keysOf = (name: string) => {
      const { title, 'aria-keyshortcuts': keys } = write('').get(`[aria-label="${name}"]`).attributes()
      return [title, keys]
    }
    expect(keysOf('Bold')).toEqual(['Bold (Ctrl+B)', 'Control+B'])

    onMac()

    expect(keysOf('Bold')).toEqual(['Bold (⌘B)', 'Meta+B'])
    expect(keysOf('Block of code')).toEqual(['Block of code (⇧⌘E)', 'Meta+Shift+E'])
  })

  it('stores what is pasted and shows it in a slot, which asks what it shows', async () => {
    fetch.mockResolvedValueOnce(stored('image/png'))
    const wrapper = write('See: ')
    const file = new File(['x'], 'map.png', { type: 'image/png' })

    expect(paste(wrapper, file).defaultPrevented).toBe(true)
    await flushPromises()
    const sent = fetch.mock.calls[0]?.[0] as Request
    expect([new URL(sent.url).pathname, sent.method]).toEqual(['/api/studio/media', 'POST'])
    expect(sent.headers.get('Content-Type')).toBe('image/png')
    expect(await sent.text()).toBe('x')

    expect(wrapper.get('textarea').element.value).toBe('See: ')
    expect(wrapper.get('figure img').attributes('src')).toBe(`/api/media/${'f'.repeat(64)}`)
    const alt = wrapper.get('figure textarea')
    expect(document.activeElement).toBe(alt.element)
    await alt.setValue('A map')
    expect(textOf(wrapper)).toBe(`See: \n\n![A map](media:${'f'.repeat(64)})`)

    await wrapper.get('[aria-label="Remove"]').trigger('click')
    expect(textOf(wrapper)).toBe('See: ')
  })

  it('shows the pictures of a text instead of their ids, and keeps them in their order', async () => {
    const [one, two] = ['a', 'b'].map((letter) => `![${letter}](media:${letter.repeat(64)})`)
    const wrapper = write(`Which?\n\n${one}\n\n${two}`)

    expect(wrapper.get('textarea').element.value).toBe('Which?')
    expect(wrapper.findAll('figure img')).toHaveLength(2)
    await wrapper.get('textarea').setValue('Which one?')
    expect(textOf(wrapper)).toBe(`Which one?\n\n${one}\n\n${two}`)
  })

  it('says why a file is refused, and tries again', async () => {
    fetch.mockResolvedValueOnce(answer({ type: '/problems/image-damaged', params: {} }, 422))
    const wrapper = write('')

    paste(wrapper, new File(['x'], 'a.mp3', { type: 'audio/mpeg' }))
    await flushPromises()
    expect(wrapper.get('.coming').text()).toContain('This image is damaged.')

    fetch.mockResolvedValueOnce(stored('audio/mpeg'))
    await wrapper.findAll('.coming button').find((b) => b.text() === 'Try again')?.trigger('click')
    await flushPromises()
    await wrapper.get('figure img').trigger('error')
    expect(wrapper.find('figure audio').exists()).toBe(true)
  })

  it('leaves pasted text to the browser', () => {
    const wrapper = write('')

    const event = paste(wrapper, new File(['x'], 'a.txt', { type: 'text/plain' }))

    expect(event.defaultPrevented).toBe(false)
    expect(wrapper.find('.coming, figure').exists()).toBe(false)
  })
})

describe('slots', () => {
  const id = 'a'.repeat(64)

  it.each([
    [`![A map](media:${id})`, ''],
    [`Look:\n\n![A \\[b\\] c\\\\](media:${id})`, 'Look:'],
    [`Look: ![A map](media:${id})`, 'Look:'],
    [`![A](media:${id})\n![B](media:${id})`, ''],
    [`An ![icon](media:${id}) in the text`, `An ![icon](media:${id}) in the text`],
    ['![not ours](https://example.org/a.png)', '![not ours](https://example.org/a.png)'],
  ])('leave %j as it is, with the words %j', (text, words) => {
    const parts = partsOf(text)

    expect(parts.words).toBe(words)
    expect(joined(parts, '\n\n')).toBe(text)
  })

  it('mask what would end a description', () => {
    const slots = [{ id: 'a', alt: ' A [b]\nc\\ ', gap: '' }]

    expect(joined({ words: '', slots }, '\n')).toBe('![A \\[b\\] c\\\\](media:a)')
  })
})

it.each([
  ['Which is right?', true],
  ['A list:\n- one', false],
  ['1. one', false],
  ['```\ncode', false],
  ['```\ncode\n```\nWhich?', true],
  ['$$\nx', false],
])('%j ends with Enter: %s', (text, ends) => {
  expect(endsLine({ text, start: text.length, end: text.length })).toBe(ends)
})
