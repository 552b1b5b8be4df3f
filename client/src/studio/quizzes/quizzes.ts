// The list of one's quizzes: searched as one types, and paged.
import { computed, ref, watch } from 'vue'
import { ApiProblem, type Schemas } from '../../api/client'
import { announce } from '../../composables/announce'
import { quizzes as words } from '../../locales/quizzes'
import { api } from '../api/client'

export type StudioQuiz = Schemas['StudioQuiz']
export type Kind = keyof typeof words.kinds

const PAUSE = 300 // ms without a keystroke

export function useQuizzes() {
  const kind = ref<Kind>('mine')
  const search = ref('')
  const list = ref<StudioQuiz[] | null>(null)
  const next = ref<string | null>(null)
  const failure = ref('')
  const loading = ref(false)
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Of several at once, the one that was asked for last is shown. */
  async function load(after?: string): Promise<void> {
    clearTimeout(timer)
    const number = ++asked
    const query = {
      show: kind.value,
      limit: 30,
      ...(search.value.trim() ? { search: search.value.trim() } : {}),
      ...(after ? { after } : {}),
    }
    loading.value = true
    failure.value = ''
    try {
      const page = await api.get('/api/studio/quizzes', { params: { query } })
      if (number !== asked) return
      list.value = after ? [...(list.value ?? []), ...page.quizzes] : page.quizzes
      next.value = page.next
      announce(words.found(list.value.length, page.next !== null))
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      if (number === asked) failure.value = problem.message
    } finally {
      if (number === asked) loading.value = false
    }
  }

  watch(kind, () => {
    list.value = null
    void load()
  })
  watch(search, () => {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), PAUSE)
  })

  async function change(quiz: StudioQuiz, action: 'archive' | 'restore' | 'duplicate') {
    const params = { path: { quiz_id: quiz.id } }
    failure.value = ''
    try {
      if (action === 'duplicate') {
        const body = { title: words.copyOf(quiz.title) }
        const copy = await api.post('/api/studio/quizzes/{quiz_id}/duplicate', { params, body })
        list.value = [copy, ...(list.value ?? [])]
      } else {
        await api.post(`/api/studio/quizzes/{quiz_id}/${action}`, { params, body: {} })
        list.value = (list.value ?? []).filter(({ id }) => id !== quiz.id)
      }
      announce(words.did[action](quiz.title))
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      failure.value = problem.message
    }
  }

  const emptyNote = computed(() =>
    search.value.trim() ? words.nothing(search.value.trim()) : words.empty[kind.value],
  )
  return { kind, search, list, next, failure, loading, load, change, emptyNote }
}
