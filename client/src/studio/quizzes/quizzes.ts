// The list of one's quizzes: searched as one types, and paged.
import { computed, ref, watch } from 'vue'
import quizzesText from 'texts/studio/quizzes'
import { problemText } from '../../composables/problem'
import { ApiProblem, type Schemas } from '../../api/client'
import { announce } from '../../composables/announce'
import { api } from '../api/client'

export type StudioQuiz = Schemas['StudioQuiz']
export type Kind = keyof typeof quizzesText.kinds

const LONGEST = 120 // characters of a title
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
      const found = page.next === null ? quizzesText.found : quizzesText.foundMore
      announce(found({ count: list.value.length }))
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      if (number === asked) failure.value = problemText(problem)
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
        const body = { title: quizzesText.copyOf({ title: quiz.title }).slice(0, LONGEST) }
        const copy = await api.post('/api/studio/quizzes/{quiz_id}/duplicate', { params, body })
        list.value = [copy, ...(list.value ?? [])]
      } else {
        await api.post(`/api/studio/quizzes/{quiz_id}/${action}`, { params, body: {} })
        list.value = (list.value ?? []).filter(({ id }) => id !== quiz.id)
      }
      announce(quizzesText.did[action]({ title: quiz.title }))
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      failure.value = problemText(problem)
    }
  }

  const emptyNote = computed(() =>
    search.value.trim() ? quizzesText.nothing({ search: search.value.trim() }) : quizzesText.empty[kind.value],
  )
  return { kind, search, list, next, failure, loading, load, change, emptyNote }
}
