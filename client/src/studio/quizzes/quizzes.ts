// The list of one's quizzes: searched as one types, filtered, sorted, and paged by key.
import { computed, ref } from 'vue'
import quizzesText from 'texts/studio/quizzes'
import { ApiProblem, type Schemas } from '../../api/client'
import { toast } from '../../components/controls/toast'
import { problemText } from '../../composables/problem'
import { api } from '../api/client'
import { usePaged } from '../api/paged'

export type StudioQuiz = Schemas['StudioQuiz']
export type Kind = keyof typeof quizzesText.kinds
export type Sort = keyof typeof quizzesText.sorts
export type Change = 'archive' | 'restore' | 'duplicate' | 'delete' | 'undelete'

const LONGEST = 120 // characters of a title
/** Which quizzes each kind is for the API. */
const ASKED = {
  mine: { show: 'mine' },
  drafts: { show: 'mine', state: 'draft' },
  published: { show: 'mine', state: 'published' },
  changed: { show: 'mine', state: 'changed' },
  shared: { show: 'shared' },
  all: { show: 'all' },
  archived: { show: 'archived' },
  deleted: { show: 'deleted' },
} as const satisfies Record<Kind, object>

/** What the page does about the focus. */
interface Places {
  /** A quiz has left this place, from 0. */
  goOn: (at: number) => Promise<void>
  goTo: (id: number) => Promise<void>
}

export function useQuizzes(places: Places) {
  const kind = ref<Kind>('mine')
  const sort = ref<Sort>('edited')
  const label = ref('')
  const search = ref('')
  const labels = ref<Schemas['LabelCount'][]>([])

  const { list, next, failure, loading, load, more } = usePaged<StudioQuiz>({
    async read(page) {
      const words = search.value.trim()
      const query = {
        ...ASKED[kind.value],
        ...page,
        sort: sort.value,
        ...(words ? { search: words } : {}),
        ...(label.value ? { label: label.value } : {}),
      }
      const { quizzes, next } = await api.get('/api/studio/quizzes', { params: { query } })
      return { rows: quizzes, next }
    },
    found: quizzesText.found,
    foundMore: quizzesText.foundMore,
    chosen: () => [kind.value, sort.value, label.value],
    typed: () => [search.value],
  })

  async function loadLabels(): Promise<void> {
    try {
      labels.value = (await api.get('/api/studio/labels')).labels
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem // without them there is only no filter
    }
    if (!labels.value.some((one) => one.label === label.value)) label.value = ''
  }

  function clear(): void {
    search.value = label.value = ''
    if (kind.value !== 'all') kind.value = 'mine'
  }

  /** Shows what has changed of a quiz in its place. */
  function put(changed: StudioQuiz): void {
    list.value = (list.value ?? []).map((quiz) => (quiz.id === changed.id ? changed : quiz))
  }

  const leave = async ({ id }: StudioQuiz): Promise<void> => {
    const before = list.value ?? []
    list.value = before.filter((quiz) => quiz.id !== id)
    await places.goOn(before.findIndex((quiz) => quiz.id === id))
  }

  const send: Record<Change, (quiz: StudioQuiz) => Promise<void>> = {
    async duplicate(quiz) {
      const body = { title: quizzesText.copyOf({ title: quiz.title }).slice(0, LONGEST) }
      const copy = await api.post('/api/studio/quizzes/{quiz_id}/duplicate', { ...pathOf(quiz), body })
      list.value = [copy, ...(list.value ?? [])]
      await places.goTo(copy.id)
    },
    async archive(quiz) {
      await api.post('/api/studio/quizzes/{quiz_id}/archive', { ...pathOf(quiz), body: {} })
      await leave(quiz)
    },
    async restore(quiz) {
      await api.post('/api/studio/quizzes/{quiz_id}/restore', { ...pathOf(quiz), body: {} })
      await leave(quiz)
    },
    async delete(quiz) {
      await api.delete('/api/studio/quizzes/{quiz_id}', pathOf(quiz))
      await leave(quiz)
    },
    async undelete(quiz) {
      await api.post('/api/studio/quizzes/{quiz_id}/undelete', { ...pathOf(quiz), body: {} })
      await leave(quiz)
    },
  }
  const BACK: Partial<Record<Change, Change>> = { archive: 'restore', delete: 'undelete' }

  /** Does it, and offers to undo what can be undone. */
  async function change(quiz: StudioQuiz, action: Change): Promise<void> {
    failure.value = ''
    try {
      await send[action](quiz)
      const back = BACK[action]
      toast(
        quizzesText.did[action]({ title: quiz.title }),
        back && { label: quizzesText.undo, act: () => void undo(quiz, back) },
      )
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      failure.value = problemText(problem)
    }
  }

  async function undo(quiz: StudioQuiz, back: Change): Promise<void> {
    await change(quiz, back)
    if (failure.value) return
    await load()
    await places.goTo(quiz.id)
  }

  const filtered = computed(() => search.value.trim() !== '' || label.value !== '')
  return {
    ...{ kind, sort, label, labels, search, list, next, failure, loading, filtered },
    ...{ load, more, loadLabels, clear, put, change },
  }
}

export const pathOf = (quiz: StudioQuiz) => ({ params: { path: { quiz_id: quiz.id } } })
