// Errors wait: a field says what is wrong with it when the author has left it, or wants to publish.
import { computed, inject, ref, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import type { Problem } from '../draft/problems'

/** Whether all errors of this form are shown. Fields outside of such a form never wait. */
export const revealedKey: InjectionKey<Readonly<Ref<boolean>>> = Symbol('revealed')

export function useLeft(problems: () => readonly Problem[]): {
  shown: ComputedRef<readonly Problem[]>
  leave: (event: FocusEvent) => void
} {
  const revealed = inject(revealedKey, null)
  const left = ref(false)
  const shown = computed(() =>
    left.value || !revealed || revealed.value
      ? problems()
      : problems().filter(({ severity }) => severity !== undefined && severity !== 'error'),
  )

  /** Call it on `focusout` of the field, or of a group of fields. */
  function leave({ currentTarget, relatedTarget }: FocusEvent): void {
    const within = currentTarget instanceof Node && relatedTarget instanceof Node
    if (!within || !currentTarget.contains(relatedTarget)) left.value = true
  }

  return { shown, leave }
}
