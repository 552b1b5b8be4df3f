// Questions of the bank: listed by filters, in pages by key.
import { computed, reactive, ref, watch } from 'vue'
import bankText from 'texts/studio/bank'
import { ApiProblem, type Schemas } from '../../api/client'
import { announce } from '../../composables/announce'
import { problemText } from '../../composables/problem'
import { api } from '../api/client'

export type BankQuestion = Schemas['BankQuestion']

export interface Filters {
  search: string
  /** 0: those of all quizzes. */
  quiz: number
  type: string
  tag: string
  /** 0: any. */
  difficulty: number
}

const PAUSE = 300 // ms without a keystroke
const AT_ONCE = 30
const TAG = /^[a-z0-9][a-z0-9 .+#-]{0,39}$/

export const isTag = (text: string): boolean => TAG.test(text)
export const tagsIn = (text: string): string[] => [
  ...new Set(text.split(',').map((tag) => tag.trim().toLowerCase()).filter(Boolean)),
]

/** The same for a question as long as it is in the same quiz. */
export const keyOf = (one: BankQuestion): string =>
  `${one.quiz_id} ${one.draft_id ?? one.question_id ?? ''}`

/** How the API names it. */
export const whichOf = ({ quiz_id, draft_id, question_id, version }: BankQuestion) => ({
  ...{ quiz_id, draft_id, question_id, version },
})

export const tagsOf = ({ content }: BankQuestion): string[] =>
  Array.isArray(content['tags']) ? content['tags'].filter((tag) => typeof tag === 'string') : []

export function useQuestions(first: Partial<Filters> = {}) {
  const none: Filters = { search: '', quiz: 0, type: '', tag: '', difficulty: 0 }
  const filters = reactive<Filters>({ ...none, ...first })
  const list = ref<BankQuestion[] | null>(null)
  const next = ref<string | null>(null)
  const tags = ref<string[]>([])
  const failure = ref('')
  const loading = ref(false)
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Of several at once, the one that was asked for last is shown. */
  async function load(after?: string): Promise<void> {
    clearTimeout(timer)
    const number = ++asked
    const search = filters.search.trim()
    const tag = filters.tag.trim().toLowerCase()
    const query = {
      limit: AT_ONCE,
      ...(search ? { search } : {}),
      ...(filters.quiz ? { quiz_id: filters.quiz } : {}),
      ...(filters.type ? { type: filters.type } : {}),
      ...(isTag(tag) ? { tag } : {}),
      ...(filters.difficulty ? { difficulty: filters.difficulty } : {}),
      ...(after ? { after } : {}),
    }
    loading.value = true
    failure.value = ''
    try {
      const page = await api.get('/api/studio/bank/questions', { params: { query } })
      if (number !== asked) return
      list.value = after ? [...(list.value ?? []), ...page.questions] : page.questions
      next.value = page.next
      const found = page.next === null ? bankText.found : bankText.foundMore
      announce(found({ count: list.value.length }))
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      if (number === asked) failure.value = problemText(problem)
    } finally {
      if (number === asked) loading.value = false
    }
  }

  async function loadTags(): Promise<void> {
    try {
      tags.value = (await api.get('/api/studio/bank/tags')).tags
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem // without them, none is suggested
    }
  }

  watch(
    () => [filters.quiz, filters.type, filters.difficulty],
    () => {
      list.value = null
      void load()
    },
  )
  watch(
    () => [filters.search, filters.tag],
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void load(), PAUSE)
    },
  )

  const filtered = computed(() => JSON.stringify(filters) !== JSON.stringify(none))
  const clear = () => Object.assign(filters, none)
  return { filters, filtered, list, next, tags, failure, loading, load, loadTags, clear }
}
