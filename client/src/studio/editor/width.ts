// How much fits on the screen beside each other: see docs/screens.md.
import { useMatch } from '../../composables/match'

/** `phone`: the list or one question. `desk`: list, form and preview. */
export const useWidth = () => ({
  phone: useMatch('(width < 48rem)'),
  desk: useMatch('(width >= 75rem)'),
})
