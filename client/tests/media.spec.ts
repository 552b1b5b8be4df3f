import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keepMedia } from '../src/composables/media'
import { single } from './fixtures'

const [image, sound] = ['a'.repeat(64), 'b'.repeat(64)]
const html = `<img src="/api/media/${image}"><audio src="/api/media/${sound}"></audio>`
const fetch = vi.fn<typeof globalThis.fetch>()

beforeEach(() => {
  fetch.mockReset()
  vi.stubGlobal('fetch', fetch)
})
afterEach(() => vi.unstubAllGlobals())

it('fetches nothing where the browser saves data', async () => {
  vi.stubGlobal('navigator', { connection: { saveData: true } })

  await keepMedia([single(1, { prompt_html: html })])

  expect(fetch).not.toHaveBeenCalled()
})

it('fetches images and sounds one by one, again after a failure, and so many bytes only', async () => {
  const questions = [single(1, { prompt_html: html })]
  fetch.mockRejectedValueOnce(new TypeError('offline'))
  await keepMedia(questions)
  expect(fetch).toHaveBeenCalledTimes(1)

  fetch.mockImplementation(() => Promise.resolve(new Response('x'.repeat(16_000_000))))
  await keepMedia(questions)
  expect(fetch.mock.calls.slice(1).map(([address]) => address)).toEqual([
    `/api/media/${image}`,
    `/api/media/${sound}`,
  ])

  await keepMedia([single(2, { prompt_html: html.replaceAll('a'.repeat(64), 'c'.repeat(64)) })])
  expect(fetch).toHaveBeenCalledTimes(3)
})
