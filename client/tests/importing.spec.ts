import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import type { Format } from '../src/studio/imports/formats'
import { useImport } from '../src/studio/imports/importing'

const format = (name: string, suffixes: string[], more: Partial<Format> = {}): Format => ({
  name,
  title: name,
  suffixes,
  media_type: 'text/plain',
  binary: false,
  limit: 1024 * 1024,
  reads: true,
  writes: true,
  full: true,
  ...more,
})
const FORMATS = [
  format('markdown', ['.md', '.markdown']),
  format('text', ['.txt']),
  format('box', ['.box'], { binary: true, limit: 2 * 1024 * 1024 }),
]
const REPORT = { quiz_id: null, title: 'T', good: 1, refused: 0, faults: [], losses: [] }

describe('an import', () => {
  const fetched = vi.fn<typeof fetch>()
  let scope = effectScope()
  let recognised = 'markdown'

  const begin = (into: number | null = 7) =>
    scope.run(() => useImport(() => into, ({ megabytes }) => `more than ${megabytes} MB`)) as ReturnType<
      typeof useImport
    >
  const requests = () => fetched.mock.calls.map(([request]) => request as Request)
  const asksFormats = (request: unknown) => new URL((request as Request).url).pathname === '/api/formats'
  const sent = () => requests().filter((request) => !asksFormats(request))
  const last = () => sent().at(-1) as Request
  const settle = () => vi.advanceTimersByTimeAsync(600)
  const body = () => last().clone().json()
  const query = () => new URL(last().url).searchParams

  beforeEach(() => {
    vi.useFakeTimers()
    recognised = 'markdown'
    fetched.mockReset()
    fetched.mockImplementation(async (request) =>
      Response.json(asksFormats(request) ? { formats: FORMATS } : { ...REPORT, format: recognised }),
    )
    vi.stubGlobal('fetch', fetched)
  })
  afterEach(() => {
    scope.stop()
    scope = effectScope()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('of pasted text leaves the format to the API until the author chooses one', async () => {
    const { edit, chosen, format, report } = begin()

    edit('## Question: one')
    await settle()
    expect(await body()).toEqual({ text: '## Question: one', format: null, quiz_id: 7, check: true })
    expect([format.value, report.value?.good]).toEqual(['markdown', 1])

    chosen.value = 'text'
    await settle()
    expect((await body()).format).toBe('text')
    edit('## Question: two')
    await settle()
    expect([(await body()).format, format.value]).toEqual(['text', 'text'])

    edit(' ')
    await settle()
    expect([sent().length, format.value, report.value]).toEqual([3, '', null])
  })

  it('sends a file as it is, and its text once that is edited', async () => {
    const { edit, take, text, format } = begin()

    await take(new File(['## Question: one'], 'Ünits.MD'))
    await settle()
    expect(new URL(last().url).pathname).toBe('/api/studio/imports/file')
    expect(Object.fromEntries(query())).toEqual({ quiz_id: '7', check: 'true', name: 'Ünits.MD' })
    expect(await last().clone().text()).toBe('## Question: one')
    expect(last().headers.get('Content-Type')).toBe('application/octet-stream')
    expect(text.value).toBe('## Question: one')

    recognised = 'text'
    edit('Something else')
    await settle()
    expect(await body()).toEqual({ text: 'Something else', format: 'markdown', quiz_id: 7, check: true })
    expect(format.value).toBe('markdown')
  })

  it('that becomes a quiz is in the time zone of the author', async () => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const { edit, take } = begin(null)

    edit('x')
    await settle()
    expect(await body()).toMatchObject({ quiz_id: null, time_zone: zone })
    await take(new File(['x'], 'x.md'))
    await settle()
    expect(query().get('time_zone')).toBe(zone)
  })

  it('shows no text of a binary file, and omits meaningless names', async () => {
    const { take, text } = begin()

    await take(new File(['text'], 'quiz.box'))
    expect(text.value).toBe('')
    await take(new File(['a\0b'], 'notes'))
    await settle()
    expect([text.value, sent().length, query().get('name')]).toEqual(['', 1, null])
  })

  it('refuses a file beyond the limit of its format before it is sent', async () => {
    const { take, failure } = begin()
    const large = new Uint8Array(1024 * 1024 + 1)

    await take(new File([large], 'x.md'))
    await settle()
    expect([failure.value, sent().length]).toEqual(['more than 1 MB', 0])
    await take(new File([large], 'x.box'))
    await settle()
    expect([failure.value, sent().length]).toEqual(['', 1])
  })

  it('is finished once a quiz was created, and its text is gone', async () => {
    const { edit, bringIn, text, report } = begin()
    edit('x')
    await settle()
    expect(await bringIn(false)).toBeNull()
    expect([text.value, report.value?.good]).toEqual(['x', 1])

    fetched.mockImplementation(async () => Response.json({ ...REPORT, quiz_id: 9, format: 'text' }))
    expect((await bringIn(true))?.quiz_id).toBe(9)
    expect(await body()).toMatchObject({ only_good: true })
    expect(text.value).toBe('')
  })
})
