import { describe, expect, it } from 'vitest'
import { makeUploads } from '../src/studio/api/uploads'

function waiting() {
  let end: (stored: boolean) => void = () => undefined
  const storing = new Promise<boolean>((resolve) => (end = resolve))
  return { storing: () => storing, end }
}

describe('files on their way', () => {
  it('are waited for, with those that begin meanwhile', async () => {
    const uploads = makeUploads()
    const [first, second] = [waiting(), waiting()]
    const said: string[] = []
    void uploads.track({}, first.storing)
    const settled = uploads.settled().then(() => said.push('settled'))

    void uploads.track({}, second.storing)
    first.end(true)
    await Promise.resolve()
    await new Promise((resolve) => setTimeout(resolve))
    expect(said).toEqual([])
    second.end(true)
    await settled

    expect(said).toEqual(['settled'])
    expect(uploads.any()).toBe(false)
  })

  it('stop what waits for them once if they could not be stored', async () => {
    const uploads = makeUploads()
    const place = {}
    await uploads.track(place, async () => false)

    expect(uploads.any()).toBe(true)
    expect(await uploads.settled()).toBe(false)
    expect(await uploads.settled()).toBe(true)
    await uploads.track(place, async () => true)
    expect(uploads.any()).toBe(false)
  })

  it('do not block for good when storing them breaks', async () => {
    const uploads = makeUploads()
    const broken = uploads.track({}, () => Promise.reject(new Error('broken')))

    await expect(broken).rejects.toThrow('broken')
    expect(await uploads.settled()).toBe(false)
  })
})
