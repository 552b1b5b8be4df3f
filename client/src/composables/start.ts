// One click starts; a second one while the first is on its way does nothing.
import { ref } from 'vue'
import { useRouter } from 'vue-router'
import { api, ApiProblem, persistently } from '../api/client'
import { unfinished } from './attempt'

export function useStart() {
  const router = useRouter()
  /** The slug of the quiz that is being started. */
  const starting = ref<string | null>(null)
  const startFailure = ref('')

  async function start(slug: string): Promise<void> {
    if (starting.value) return
    starting.value = slug
    startFailure.value = ''
    try {
      const attempt = await persistently(() => api.start(slug))
      unfinished.set(attempt)
      await router.push({ name: 'play', params: { attemptId: attempt.id } })
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      startFailure.value = problem.message
    } finally {
      starting.value = null
    }
  }

  return { start, starting, startFailure }
}
