import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { router } from '../src/router'
import { openStudio } from '../src/studio'
import StudioNav from '../src/studio/StudioNav.vue'
import { theme } from '../src/composables/preferences'
import { describeAgent } from '../src/studio/account/agent'
import SignInPage from '../src/studio/account/SignInPage.vue'
import PasswordField from '../src/studio/account/PasswordField.vue'
import { enter, rememberWayBack, signIn, wayBack } from '../src/studio/account/sign-in'
import { api } from '../src/studio/api/client'
import { loadSession, session, type Session } from '../src/studio/api/session'
import { address, newPassword, required } from '../src/studio/forms/form'
import { answer } from './fixtures'

const signedIn = (csrf_token: string): Session => ({
  user: {
    id: 1,
    email: 'ada@example.org',
    name: 'Ada',
    role: 'author',
    created_at: '2026-01-01T00:00:00Z',
    disabled_at: null,
    has_password: true,
  },
  csrf_token,
  offered: { oidc: null, mail: false },
})

describe('a change', () => {
  const fetch = vi.fn<typeof globalThis.fetch>()
  const sent = (call: number) => fetch.mock.calls[call]?.[0] as Request
  const token = (call: number) => sent(call).headers.get('X-CSRF-Token')

  beforeEach(() => {
    fetch.mockReset()
    vi.stubGlobal('fetch', fetch)
    session.value = signedIn('first')
  })
  afterEach(() => vi.unstubAllGlobals())

  it('sends the CSRF token, and accepts an empty response', async () => {
    fetch.mockResolvedValueOnce(new Response(null, { status: 204 }))

    await expect(api.delete('/api/account/sessions')).resolves.toBeUndefined()

    expect(token(0)).toBe('first')
    expect(sent(0).method).toBe('DELETE')
  })

  it('is not undone by the state of the session from before it', async () => {
    session.value = null
    let late: (found: Response) => void = () => undefined
    fetch.mockReturnValueOnce(new Promise((resolve) => (late = resolve)))
    const asked = loadSession()
    fetch.mockResolvedValueOnce(answer(signedIn('first')))
    await signIn('ada@example.org', 'a long password')

    late(answer({ ...signedIn(''), user: null }))

    expect((await asked).user?.name).toBe('Ada')
    expect(session.value).toEqual(signedIn('first'))
  })

  it('is retried once with a newer token', async () => {
    fetch
      .mockResolvedValueOnce(answer({ detail: 'token' }, 403))
      .mockResolvedValueOnce(answer(signedIn('second')))
      .mockResolvedValueOnce(answer({ detail: 'still' }, 403))

    await expect(api.patch('/api/account', { body: {} })).rejects.toThrow('still')

    expect(token(2)).toBe('second')
    expect(fetch).toHaveBeenCalledTimes(3)
  })

  it('is not retried if the token is valid', async () => {
    fetch
      .mockResolvedValueOnce(answer({ detail: 'not yours' }, 403))
      .mockResolvedValueOnce(answer(signedIn('first')))

    await expect(api.patch('/api/account', { body: {} })).rejects.toThrow('not yours')

    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it('leads to the sign-in page once when the session has expired', async () => {
    openStudio(router)
    const push = vi.spyOn(router, 'push').mockResolvedValue(undefined)
    fetch.mockImplementation(async () => answer({ detail: 'Sign in first.' }, 401))
    const change = () => api.patch('/api/account', { body: {} })

    await expect(Promise.all([change(), change()])).rejects.toThrow('Sign in first.')
    await expect(change()).rejects.toThrow('Sign in first.') // sent from the sign-in page

    expect(session.value?.user).toBeNull()
    expect(push).toHaveBeenCalledExactlyOnceWith({ name: 'sign-in', query: { to: '/' } })
  })
})

describe('the way back after the sign-in', () => {
  it('is not taken again when the state of the session arrives late', async () => {
    openStudio(router)
    session.value = null
    let late: (found: Response) => void = () => undefined
    vi.stubGlobal('fetch', vi.fn().mockReturnValue(new Promise((resolve) => (late = resolve))))
    await router.push('/studio/sign-in?to=/studio/people')
    const page = mount(SignInPage, { global: { plugins: [router] } })
    session.value = signedIn('x')
    await router.replace('/studio/people')

    late(answer(signedIn('x')))
    await flushPromises()

    expect(router.currentRoute.value.fullPath).toBe('/studio/people')
    page.unmount()
    vi.unstubAllGlobals()
  })

  it.each([
    ['/studio/people', '/studio/people'],
    ['/studio?x=1', '/studio?x=1'],
    ['//evil.example', '/studio'],
    ['https://evil.example', '/studio'],
    ['/studiofake', '/studio'],
    ['/', '/studio'],
    [undefined, '/studio'],
  ])('from %s is %s', (to, back) => {
    expect(wayBack(to)).toBe(back)
  })

  it('is kept while the browser is at the identity provider, once', async () => {
    session.value = signedIn('x')
    rememberWayBack('/studio/people')

    expect(await enter(router.resolve('/studio'))).toBe('/studio/people')
    expect(await enter(router.resolve('/studio'))).toBe(true)
  })
})

it.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari on iOS',
  ],
  ['curl/8.0', 'curl/8.0'],
  ['', 'Unknown browser'],
])('%s is called %s', (agent, name) => {
  expect(describeAgent(agent)).toBe(name)
})

it('fields are checked before they are sent', () => {
  expect([required(' '), required('x')]).toEqual(['Required.', ''])
  expect([address('x'), address(' a@b ')]).toEqual(['Enter an e-mail address.', ''])
  expect([newPassword('ninechars'), newPassword('ten chars!')]).toEqual([
    'At least 10 characters.',
    '',
  ])
  expect(newPassword('x'.repeat(201))).toBe('At most 200 characters.')
})

it('only a new password shows the rule on its length', async () => {
  const fresh = mount(PasswordField, { props: { label: 'P', modelValue: '', fresh: true } })
  expect(fresh.text()).toContain('At least 10 characters.')
  await fresh.setProps({ modelValue: 'x'.repeat(16) })
  expect(fresh.text()).toContain('strong')

  const known = mount(PasswordField, { props: { label: 'P', modelValue: 'abc' } })
  expect(known.find('p').exists()).toBe(false)
  expect(known.get('input').attributes('autocomplete')).toBe('current-password')
})

describe('the header of the studio', () => {
  const shown = async (role: 'author' | 'admin') => {
    openStudio(router)
    const { user, ...rest } = signedIn('x')
    session.value = { ...rest, user: user && { ...user, role } }
    const header = mount(StudioNav, { attachTo: document.body, global: { plugins: [router] } })
    const links = header.findAll('nav a').map((link) => link.text())
    await header.get('.user button').trigger('keydown', { key: 'ArrowDown' })
    await flushPromises()
    const items = header.findAll('[role^=menuitem]').map((item) => item.text())
    return { header, links, items }
  }

  it('offers admins what they alone may see', async () => {
    const admin = await shown('admin')
    expect(admin.links).toContain('People')
    expect(admin.items).toContain('Audit log')
    admin.header.unmount()

    const author = await shown('author')
    expect(author.links).not.toContain('People')
    expect(author.items).not.toContain('Audit log')
    expect(author.items[0]).toBe('Account')
    expect(author.items.at(-1)).toBe('Sign out')
    author.header.unmount()
  })

  it('lets one choose the theme', async () => {
    const { header } = await shown('author')
    const dark = header.findAll('[role=menuitemcheckbox]').find((item) => item.text() === 'Theme: dark')
    await dark?.trigger('click')

    expect(theme.value).toBe('dark')
    expect(document.documentElement.dataset['theme']).toBe('dark')
    theme.value = 'system'
    header.unmount()
  })
})
