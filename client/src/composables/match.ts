// Whether a media query holds, such as how much fits on the screen.
import { onBeforeUnmount, ref } from 'vue'

export function useMatch(query: string) {
  const list = window.matchMedia(query)
  const matches = ref(list.matches)
  const follow = () => (matches.value = list.matches)
  list.addEventListener('change', follow)
  onBeforeUnmount(() => list.removeEventListener('change', follow))
  return matches
}
