// The quizzes that a filter offers: those edited last, and the one that was asked for.
import { ref } from 'vue'
import { ApiProblem } from '../../api/client'
import { api } from '../api/client'

const MOST = 100

export function useQuizChoices(asked = 0) {
  const quizzes = ref<{ id: number; title: string }[]>([])

  async function loadQuizzes(): Promise<void> {
    try {
      const query = { show: 'all' as const, limit: MOST }
      const page = await api.get('/api/studio/quizzes', { params: { query } })
      quizzes.value = page.quizzes.map(({ id, title }) => ({ id, title }))
      if (asked && !quizzes.value.some(({ id }) => id === asked)) {
        const params = { path: { quiz_id: asked } }
        const { id, title } = await api.get('/api/studio/quizzes/{quiz_id}', { params })
        quizzes.value = [{ id, title }, ...quizzes.value]
      }
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem // without them there is only no filter
    }
  }
  return { quizzes, loadQuizzes }
}
