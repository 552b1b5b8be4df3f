import { mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { router } from '../src/router'
import EmbedCode from '../src/studio/share/EmbedCode.vue'
import { outline } from '../src/components/site/qr'

describe('the code for other sites', () => {
  const props = { title: '“A” & "<b>"', address: 'https://quiz.example/quiz/a?x=1&y=2' }

  it('cannot break out of its attributes', () => {
    const shown = mount(EmbedCode, { props: { ...props, sites: ['https://lms.example'] } })
    const holder = document.createElement('div')
    holder.innerHTML = shown.get('textarea').element.value

    const frame = holder.querySelector('iframe')
    expect(holder.childNodes).toHaveLength(1)
    expect(frame?.title).toBe(props.title)
    expect(frame?.getAttribute('src')).toBe(props.address)
  })

  it('is not offered while no site may show it', () => {
    const shown = mount(EmbedCode, { props: { ...props, sites: [] } })

    expect(shown.text()).toContain('Ask your operator to allow your site')
    expect(shown.find('textarea').exists()).toBe(false)
  })
})

it('a QR code grows with its address, and keeps its quiet zone', () => {
  expect(outline('https://a.example/quiz/b').viewBox).toBe('-4 -4 33 33')
  expect(outline(`https://a.example/quiz/${'b'.repeat(80)}`).viewBox).toBe('-4 -4 49 49')
})

describe('in a frame of another site', () => {
  it('the studio opens beside it, and the quiz stays', async () => {
    const open = vi.fn()
    vi.stubGlobal('open', open)
    const top = vi.spyOn(window, 'top', 'get').mockReturnValue({} as never)
    await router.push('/what-is-a-wat')

    await router.push('/studio/people')

    expect(open).toHaveBeenCalledWith('/studio/people', '_blank', 'noopener')
    expect(router.currentRoute.value.path).toBe('/what-is-a-wat')
    top.mockRestore()
    vi.unstubAllGlobals()
  })
})
