// Publishing: saves, checks, and publishes at once if there is nothing wrong.
import { computed, ref } from 'vue'
import editorText from 'texts/studio/editor'
import { isBlank } from '../draft/content'
import { list } from '../../locales/locale'
import type { Draft } from '../draft/draft'
import { hasError } from '../draft/problems'

export function usePublishing(draft: Draft) {
  const { quiz, fields, entries, changed, readonly, publish, remove, refresh, flush } = draft
  const busy = ref(false)
  /** The list of what is wrong is open. */
  const troubled = ref(false)
  /** It was published just now, and is to be shared. */
  const sharing = ref(false)
  /** Why it could not be published, if that is no error of a field. */
  const outcome = ref('')

  const published = computed(() => (quiz.value?.question_count ?? 0) > 0)
  const problems = computed(() => [
    ...(fields.value?.problems ?? []),
    ...entries.value.flatMap(({ item }) => item.problems),
  ])
  const ready = computed(() => !hasError(problems.value) && entries.value.length > 0)
  /** Players see something else than what stands here. */
  const news = computed(() => changed.value || !published.value)
  /** Those who see it in the studio can host it, even if no one else can play it. */
  const hostable = computed(() => published.value && !quiz.value?.archived_at)
  /** Those who get its link can play it. */
  const shareable = computed(() => published.value && quiz.value?.visibility !== 'private')
  /** There is something to publish, to those who can play it or for the first time. */
  const due = computed(() => quiz.value !== null && !readonly.value && (news.value || !shareable.value))

  /** A new quiz is meant to be played by those who get its link; of others, nothing changes. */
  const visibility = () =>
    quiz.value?.may === 'own' && !published.value && quiz.value.visibility === 'private'
      ? 'unlisted'
      : null

  // A question that was added, but not written, is no question yet.
  async function dropBlank(): Promise<void> {
    const blank = entries.value.filter(({ item, questionId }) => questionId === null && isBlank(item.content))
    if (blank.length === entries.value.length) return
    for (const { item } of blank) await remove(item.id)
  }

  /** Waits for images and sounds on their way; says once which question lacks one. */
  async function stored(): Promise<boolean> {
    const failed = []
    await fields.value?.uploads.settled() // what failed there is said there
    for (const [index, { item }] of entries.value.entries()) {
      if (!(await item.uploads.settled())) failed.push(String(index + 1))
    }
    if (failed.length > 0) outcome.value = editorText.publish.notUploaded({ number: failed.length, questions: list(failed) })
    return failed.length === 0
  }

  async function check(): Promise<boolean> {
    if (!(await stored())) return false
    await dropBlank()
    if (!(await flush()) || !(await refresh())) {
      outcome.value = editorText.publish.unsaved
      return false
    }
    for (const { item } of entries.value) item.revealed = true
    troubled.value = !ready.value
    return ready.value
  }

  async function send(): Promise<void> {
    if (busy.value) return
    busy.value = true
    outcome.value = ''
    if (await check()) {
      sharing.value = await publish(visibility())
      // The server knows more, such as pictures that are gone.
      troubled.value = !sharing.value && !ready.value
    }
    busy.value = false
  }

  return { stored, busy, troubled, sharing, outcome, published, problems, news, hostable, shareable, due, send }
}
