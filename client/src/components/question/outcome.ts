// What the first question does without: the verdict's card, its sound and its announcement, and the timer that
// some quizzes have. They are in the chunk of what comes later, which app.ts fetches when the page is idle, so
// that the first question comes sooner.
import { shallowRef } from 'vue'
import { ApiProblem, persistently } from '../../api/client'

const fetchOutcome = () =>
  Promise.all([
    import(/* webpackChunkName: "later" */ './VerdictCard.vue'),
    import(/* webpackChunkName: "later" */ './TimeLeft.vue'),
    import(/* webpackChunkName: "later" */ '../../composables/verdict'),
  ]).then(
    ([card, timer, { react }]) => ({ VerdictCard: card.default, TimeLeft: timer.default, react }),
    () => {
      throw ApiProblem.unreachable()
    },
  )

export type Outcome = Awaited<ReturnType<typeof fetchOutcome>>

/** Null until it is fetched. */
export const outcome = shallowRef<Outcome | null>(null)

/** Resolves with null if it cannot be fetched now; the next question or verdict tries again. */
export async function loadOutcome(): Promise<Outcome | null> {
  outcome.value ??= await persistently(fetchOutcome).catch(() => null)
  return outcome.value
}
