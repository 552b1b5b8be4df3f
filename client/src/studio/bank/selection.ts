// Which questions of a list are selected; one that leaves the list is selected no more.
import { computed, ref, type Ref } from 'vue'
import { keyOf, type BankQuestion } from './questions'

export function useSelection(list: Ref<BankQuestion[] | null>) {
  const keys = ref(new Set<string>())
  const selected = computed(() => (list.value ?? []).filter((one) => keys.value.has(keyOf(one))))
  const all = computed({
    get: () => selected.value.length > 0 && selected.value.length === list.value?.length,
    set: (on) => (keys.value = new Set(on ? (list.value ?? []).map(keyOf) : [])),
  })

  function select(question: BankQuestion, on: boolean): void {
    if (on) keys.value.add(keyOf(question))
    else keys.value.delete(keyOf(question))
  }
  const has = (question: BankQuestion): boolean => keys.value.has(keyOf(question))
  const clear = (): void => keys.value.clear()
  return { selected, all, select, has, clear }
}
