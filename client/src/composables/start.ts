// One click starts; a second one while the first is being sent does nothing.
import { ref } from 'vue'
import { useRouter } from 'vue-router'
import { api, ApiProblem, persistently, type Attempt, type Entry } from '../api/client'
import { refusalText } from './refusal'
import { unfinished } from './attempt'

/** Tokens of personal links, by the slug of their quiz: kept until this page is left. */
export const personal: Record<string, string | undefined> = {}

export function useStart() {
  const router = useRouter()
  /** The slug of the quiz that is being started, or the id of the attempt whose questions are practised. */
  const starting = ref<string | null>(null)
  const startFailure = ref('')

  const start = (slug: string, entry: Entry = {}): Promise<void> =>
    play(slug, () => api.start(slug, { accommodation: personal[slug] ?? null, ...entry }))

  /** Practise what this attempt missed. */
  const practise = (id: string): Promise<void> => play(id, () => api.practise(id))

  async function play(slug: string, call: () => Promise<Attempt>): Promise<void> {
    if (starting.value) return
    starting.value = slug
    startFailure.value = ''
    try {
      const attempt = await persistently(call)
      unfinished.set(attempt)
      await router.push({ name: 'play', params: { attemptId: attempt.id } })
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      // It needs a code or a player: its own page asks for that.
      if ([403, 422].includes(problem.status) && router.currentRoute.value.name !== 'quiz') {
        await router.push({ name: 'quiz', params: { slug } })
      } else startFailure.value = await refusalText(problem)
    } finally {
      starting.value = null
    }
  }

  return { start, practise, starting, startFailure }
}
