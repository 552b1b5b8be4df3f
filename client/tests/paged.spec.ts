import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { ApiProblem } from '../src/api/client'
import { announcement } from '../src/composables/announce'
import { problemText } from '../src/composables/problem'
import { usePaged } from '../src/studio/api/paged'

interface Asked {
  page: { limit: number; after?: string }
  give: (rows: string[], next?: string | null) => void
  refuse: (problem: Error) => void
}

describe('a list in pages', () => {
  const kind = ref('all')
  const words = ref('')
  let scope = effectScope()
  let asked: Asked[] = []

  const begin = () =>
    scope.run(() =>
      usePaged<string>({
        read: (page) =>
          new Promise((resolve, reject) => {
            asked.push({ page, give: (rows, next = null) => resolve({ rows, next }), refuse: reject })
          }),
        found: ({ count }) => `all ${count}`,
        foundMore: ({ count }) => `${count} and more`,
        chosen: () => [kind.value],
        typed: () => [words.value],
      }),
    ) as ReturnType<typeof usePaged<string>>
  const settle = () => vi.advanceTimersByTimeAsync(100)

  beforeEach(() => {
    vi.useFakeTimers()
    asked = []
  })
  afterEach(() => {
    scope.stop()
    scope = effectScope()
    vi.useRealTimers()
  })

  it('goes on after the last key, and says how many there are', async () => {
    const { list, next, loading, load, more } = begin()

    void load()
    expect([list.value, loading.value]).toEqual([null, true])
    asked[0]?.give(['a', 'b'], 'after b')
    await settle()
    expect([list.value, next.value, announcement.value]).toEqual([['a', 'b'], 'after b', '2 and more'])
    void more()
    expect(asked[1]?.page).toEqual({ limit: 30, after: 'after b' })
    asked[1]?.give(['c'])
    await settle()

    expect([list.value, next.value, loading.value]).toEqual([['a', 'b', 'c'], null, false])
    expect(announcement.value).toBe('all 3')
    await more()
    expect(asked).toHaveLength(2)
  })

  it('shows what was asked for last, whichever comes first', async () => {
    const { list, load } = begin()
    void load()
    kind.value = 'mine'
    await settle()
    expect(asked).toHaveLength(2)

    asked[1]?.give(['mine'])
    await settle()
    asked[0]?.give(['late'])
    await settle()

    expect(list.value).toEqual(['mine'])
  })

  it('empties at a choice, but waits for a pause while one types', async () => {
    const { list, load } = begin()
    void load()
    asked[0]?.give(['a'])
    await settle()

    words.value = 'b'
    await settle()
    words.value = 'bc'
    await vi.advanceTimersByTimeAsync(299)
    expect([asked.length, list.value]).toEqual([1, ['a']])
    await vi.advanceTimersByTimeAsync(1)
    expect([asked.length, list.value]).toEqual([2, ['a']])
    kind.value = 'other'
    await settle()
    expect([asked.length, list.value]).toEqual([3, null])
  })

  it('keeps what is there where more cannot be had, and can be retried', async () => {
    const { list, failure, loading, load, more } = begin()
    void load()
    asked[0]?.give(['a'], 'after a')
    await settle()

    void more()
    asked[1]?.refuse(ApiProblem.unreachable())
    await settle()

    expect([list.value, failure.value, loading.value]).toEqual([['a'], problemText(ApiProblem.unreachable()), false])
    void more()
    expect(failure.value).toBe('')
    asked[2]?.give(['b'])
    await settle()
    expect(list.value).toEqual(['a', 'b'])
  })

  it('asks for nothing once its page is left', async () => {
    begin()
    words.value = 'typed'
    await settle()

    scope.stop()
    await vi.advanceTimersByTimeAsync(1000)

    expect(asked).toHaveLength(0)
  })
})
