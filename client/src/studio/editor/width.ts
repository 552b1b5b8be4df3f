// How much fits on the screen beside each other: see docs/screens.md.
import { onBeforeUnmount, ref } from 'vue'

function useMatch(query: string) {
  const list = window.matchMedia(query)
  const matches = ref(list.matches)
  const follow = () => (matches.value = list.matches)
  list.addEventListener('change', follow)
  onBeforeUnmount(() => list.removeEventListener('change', follow))
  return matches
}

/** `phone`: the list or one question. `desk`: list, form and preview. */
export const useWidth = () => ({
  phone: useMatch('(width < 48rem)'),
  desk: useMatch('(width >= 75rem)'),
})
