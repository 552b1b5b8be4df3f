// Questions of the bank: listed by filters, in pages by key.
import { computed, reactive, ref } from 'vue'
import bankText from 'texts/studio/bank'
import { ApiProblem, type Schemas } from '../../api/client'
import { api } from '../api/client'
import { usePaged } from '../api/paged'

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
  const tags = ref<string[]>([])

  const paged = usePaged<BankQuestion>({
    async read(page) {
      const search = filters.search.trim()
      const tag = filters.tag.trim().toLowerCase()
      const query = {
        ...page,
        ...(search ? { search } : {}),
        ...(filters.quiz ? { quiz_id: filters.quiz } : {}),
        ...(filters.type ? { type: filters.type } : {}),
        ...(isTag(tag) ? { tag } : {}),
        ...(filters.difficulty ? { difficulty: filters.difficulty } : {}),
      }
      const { questions, next } = await api.get('/api/studio/bank/questions', { params: { query } })
      return { rows: questions, next }
    },
    found: bankText.found,
    foundMore: bankText.foundMore,
    chosen: () => [filters.quiz, filters.type, filters.difficulty],
    typed: () => [filters.search, filters.tag],
  })

  async function loadTags(): Promise<void> {
    try {
      tags.value = (await api.get('/api/studio/bank/tags')).tags
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem // without them, none is suggested
    }
  }

  const filtered = computed(() => JSON.stringify(filters) !== JSON.stringify(none))
  const clear = () => Object.assign(filters, none)
  return { ...paged, filters, filtered, tags, loadTags, clear }
}
