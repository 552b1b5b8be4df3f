import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { api, type Leaderboard } from '../src/api/client'
import ScoreBoard from '../src/components/score/ScoreBoard.vue'
import ErasePanel from '../src/studio/results/ErasePanel.vue'
import { attempt } from './fixtures'

enableAutoUnmount(afterEach)
afterEach(() => vi.unstubAllGlobals())

it('a leaderboard read before the player joined it does not replace the one after', async () => {
  const board = (names: string[]): Leaderboard => ({
    quiz: 'q',
    sort: 'best',
    scores: names.map((player_name, place) => ({
      ...{ rank: place + 1, player_name, score: 1, max_score: 1, finished_at: '2026-11-30T20:00:00Z' },
    })),
  })
  let early: ((found: Leaderboard) => void) | undefined
  vi.spyOn(api, 'scores')
    .mockReturnValueOnce(new Promise((resolve) => (early = resolve)))
    .mockResolvedValueOnce(board(['Ada', 'Me', 'Zed']))
  const mine = attempt({ finished_at: '2026-11-30T20:00:00Z' })
  const page = mount(ScoreBoard, { props: { slug: 'q', mine } })

  await page.setProps({ mine: { ...mine, player_name: 'Me' } })
  await flushPromises()
  early?.(board(['Ada', 'Zed']))
  await flushPromises()

  expect(page.findAll('tbody tr').map((row) => /Ada|Me|Zed/.exec(row.text())?.[0])).toEqual(['Ada', 'Me', 'Zed'])
})

it('what was found of one player is not shown under the name of another', async () => {
  const requests: ((found: Response) => void)[] = []
  vi.stubGlobal('fetch', () => new Promise((resolve) => requests.push(resolve)))
  const page = mount(ErasePanel, { props: { quiz: 1 }, attachTo: document.body })
  const look = async (name: string) => {
    await page.find('input').setValue(name)
    await page.find('form').trigger('submit')
    await flushPromises()
  }
  const found = { attempts: 3, links: 0, lists: [], quizzes: [{ quiz: 'Q', attempts: 3, links: [] }] }

  await look('Ann')
  await page.find('input').setValue('Bob')
  requests[0]?.(Response.json(found))
  await flushPromises()
  expect(page.find('ul').exists()).toBe(false)

  await look('Bob')
  requests[1]?.(Response.json(found))
  await flushPromises()
  expect(page.find('ul').exists()).toBe(true)
})
