// Looks every few seconds whether there is anything new, while this page is visible.
import { onBeforeUnmount, onMounted, ref, watch } from 'vue'
import { ApiProblem, type Schemas } from '../../api/client'
import { api } from '../api/client'

const WHILE_PLAYED = 4000 // ms
const OTHERWISE = 20_000 // ms

/** `refresh` reads the results again; it is called when they have changed. Raises ApiProblem. */
export function useLive(quiz: number, refresh: () => Promise<void>) {
  const live = ref(false)
  const paused = ref(false)
  let marker: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let mounted = false
  let turn = 0

  async function look(): Promise<void> {
    const mine = ++turn
    clearTimeout(timer)
    try {
      if (!document.hidden && !paused.value) await compare()
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      if (!problem.transient) return // the quiz is gone, or the session
    }
    if (mounted && mine === turn) timer = setTimeout(look, live.value ? WHILE_PLAYED : OTHERWISE)
  }

  async function compare(): Promise<void> {
    const now: Schemas['Newest'] = await api.get('/api/studio/quizzes/{quiz_id}/newest', {
      params: { path: { quiz_id: quiz } },
    })
    live.value = now.live
    const before = marker
    marker = now.marker
    if (before === null || before === now.marker) return
    try {
      await refresh()
    } catch (problem) {
      marker = before // read once more, at the next look
      throw problem
    }
  }

  const shown = () => void (document.hidden || look())
  onMounted(() => {
    mounted = true
    document.addEventListener('visibilitychange', shown)
    void look()
  })
  onBeforeUnmount(() => {
    mounted = false
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', shown)
  })
  watch(paused, (stop) => void (stop || look()))

  return { live, paused }
}
