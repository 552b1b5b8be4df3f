import { ref, type Ref } from 'vue'
import { problemText } from '../../composables/problem'
import { ApiProblem } from '../../api/client'

export interface Action {
  /** Why the API refused the last call; empty after a success. */
  failure: Ref<string>
  run: (act: () => Promise<unknown>) => Promise<void>
}

/** An API call of a page, with the reason to show if it is refused. */
export function useAction(): Action {
  const failure = ref('')
  async function run(act: () => Promise<unknown>): Promise<void> {
    failure.value = ''
    try {
      await act()
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      failure.value = problemText(problem)
    }
  }
  return { failure, run }
}
