// A list that the API gives in pages by key: the first one, more, and anew as one filters and types.
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { ApiProblem } from '../../api/client'
import { announce } from '../../composables/announce'
import { problemText } from '../../composables/problem'

const PAUSE = 300 // ms without a keystroke
const AT_ONCE = 30

interface Page<One> {
  rows: One[]
  /** The key of the next page; null: this is the last one. */
  next: string | null
}

type Counted = (parameters: { count: number }) => string

interface Options<One> {
  read: (page: { limit: number; after?: string }) => Promise<Page<One>>
  /** What is announced: these are all, or there are more. */
  found: Counted
  foundMore: Counted
  /** Where one chooses: the list is loaded anew at once. */
  chosen: () => unknown[]
  /** Where one types: the list stays until one pauses. */
  typed: () => unknown[]
}

export function usePaged<One>({ read, found, foundMore, chosen, typed }: Options<One>) {
  /** null: not there yet. */
  const list = shallowRef<One[] | null>(null)
  const next = ref<string | null>(null)
  const failure = ref('')
  const loading = ref(false)
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Of several at once, the one that was asked for last is shown. */
  async function ask(after?: string): Promise<void> {
    clearTimeout(timer)
    const number = ++asked
    loading.value = true
    failure.value = ''
    try {
      const page = await read({ limit: AT_ONCE, ...(after === undefined ? {} : { after }) })
      if (number !== asked) return
      list.value = after === undefined ? page.rows : [...(list.value ?? []), ...page.rows]
      next.value = page.next
      announce((page.next === null ? found : foundMore)({ count: list.value.length }))
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      if (number === asked) failure.value = problemText(problem)
    } finally {
      if (number === asked) loading.value = false
    }
  }

  const load = () => ask()
  const more = async () => {
    if (next.value !== null) await ask(next.value)
  }

  watch(chosen, () => {
    list.value = null
    void load()
  })
  watch(typed, () => {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), PAUSE)
  })
  onScopeDispose(() => clearTimeout(timer))

  return { list, next, failure, loading, load, more }
}
