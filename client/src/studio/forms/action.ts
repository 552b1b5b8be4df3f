import { ref, type Ref } from 'vue'
import { ApiProblem } from '../../api/client'

/** What the API refuses is told on the page: `failure` is the reason, empty after a success. */
export function useAttempt(): { failure: Ref<string>; attempt: (act: () => Promise<unknown>) => Promise<void> } {
  const failure = ref('')
  async function attempt(act: () => Promise<unknown>): Promise<void> {
    failure.value = ''
    try {
      await act()
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      failure.value = problem.message
    }
  }
  return { failure, attempt }
}
