// What plays an attempt whose answers can be changed until it is handed in: a chunk of its own, which is
// fetched for such attempts only.
import { shallowRef, type Component } from 'vue'
import { ApiProblem, persistently } from '../../api/client'

const fetchExam = () =>
  import(/* webpackChunkName: "exam" */ '../exam/ExamRun.vue').then(
    (module) => module.default,
    () => {
      throw ApiProblem.unreachable()
    },
  )

/** Null until it is fetched. */
export const exam = shallowRef<Component | null>(null)

/** Resolves with why it cannot be fetched now. */
export async function loadExam(): Promise<ApiProblem | null> {
  try {
    exam.value ??= await persistently(fetchExam)
    return null
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem
    return problem
  }
}
