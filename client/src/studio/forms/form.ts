// A form with its errors, shown beside their fields; the first faulty field gets the
// focus.
import { nextTick, reactive, ref, type Ref } from 'vue'
import accountText from 'texts/studio/account'
import { problemText } from '../../composables/problem'
import { ApiProblem } from '../../api/client'

const words = accountText.fields
const EMAIL = /^\s*[^\s@]+@[^\s@]+\s*$/

/** The fault of a value; empty if there is none. */
export type Check = (value: string) => string

export const required: Check = (value) => (value.trim() === '' ? words.required : '')
export const address: Check = (value) =>
  required(value) || (EMAIL.test(value) ? '' : words.noEmail)
export const newPassword: Check = (value) =>
  required(value) ||
  ([...value].length < 10 ? words.short : [...value].length > 200 ? words.long : '')

export interface Form {
  /** By the field's name. */
  faults: Record<string, string>
  /** A fault of no particular field. */
  failure: Ref<string>
  sending: Ref<boolean>
  send: (act: () => Promise<void>, checks?: Record<string, string>) => Promise<boolean>
}

export function useForm(): Form {
  const faults = reactive<Record<string, string>>({})
  const failure = ref('')
  const sending = ref(false)

  function show(found: Record<string, string>): boolean {
    for (const name of Object.keys(faults)) faults[name] = ''
    Object.assign(faults, found)
    return Object.values(found).some((fault) => fault !== '')
  }

  async function focusFirst(): Promise<void> {
    await nextTick()
    // Another form of the page may show what is wrong there still.
    const within = document.activeElement?.closest('main form') ?? document
    const first = within.querySelector<HTMLElement>('main form [aria-invalid="true"]')
    first?.focus()
  }

  /** Returns whether it worked. `checks` maps fields to their faults. */
  async function send(act: () => Promise<void>, checks: Record<string, string> = {}) {
    if (sending.value) return false
    failure.value = ''
    if (show(checks)) {
      await focusFirst()
      return false
    }
    sending.value = true
    try {
      await act()
      return true
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      const found = Object.fromEntries(
        problem.faults
          .filter(({ field }) => field in checks)
          .map((fault) => [fault.field, problemText(fault)]),
      )
      if (show(found)) await focusFirst()
      else failure.value = problemText(problem)
      return false
    } finally {
      sending.value = false
    }
  }

  return { faults, failure, sending, send }
}
