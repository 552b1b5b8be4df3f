// The list of one's quizzes: searched as one types, and paged.
import { computed, ref, watch } from 'vue'
import { ApiProblem, type Schemas } from '../../api/client'
import { announce } from '../../composables/announce'
import { quizzes as words } from '../../locales/quizzes'
import { read, write } from '../api/request'

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
    const query = new URLSearchParams({ show: kind.value, limit: '30' })
    if (search.value.trim()) query.set('search', search.value.trim())
    if (after) query.set('after', after)
    loading.value = true
    failure.value = ''
    try {
      const page = await read<Schemas['StudioQuizList']>(`/studio/quizzes?${query}`)
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
    failure.value = ''
    try {
      const body = action === 'duplicate' ? { title: words.copyOf(quiz.title) } : {}
      const changed = await write<StudioQuiz>('POST', `/studio/quizzes/${quiz.id}/${action}`, body)
      const others = (list.value ?? []).filter(({ id }) => id !== quiz.id)
      if (action === 'duplicate') list.value = [changed, ...(list.value ?? [])]
      else list.value = others
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
