// From a problem in a list to the field that it is about.
import { problemText } from '../../composables/problem'
import type { Problem } from '../draft/problems'
import { firstField, focusEnd } from '../fields/go-on'

/** Focuses the field in this form that says so, or the first that says anything; whether there is one. */
export function focusProblem(form: HTMLElement, problem: Problem): boolean {
  const notes = [...form.querySelectorAll<HTMLElement>('[data-problem]')]
  const text = problemText(problem)
  const note =
    notes.find(
      ({ dataset, textContent }) =>
        problem.field.endsWith(dataset['problem'] ?? '-') && textContent.trim() === text,
    ) ?? notes.find(({ textContent }) => textContent.trim() === text)
  const id = note?.closest('[id]')?.id
  if (!note || !id) return false
  const named = form.querySelector<HTMLElement>(`[aria-describedby~="${id}"]`)
  const field = named?.matches('fieldset') ? firstField(named) : named
  const details = note.closest('details')
  if (details) details.open = true
  if (field) focusEnd(field)
  note.scrollIntoView({ block: 'nearest' })
  return field !== null
}
