// Lets the items of a list glide to their new places, and new ones come in. (Vue's TransitionGroup
// does the same, but would be in the bundle of the first question.)
import { onBeforeUpdate, onUpdated, type Ref } from 'vue'

const GLIDE = { duration: 600, easing: 'cubic-bezier(0.2, 0, 0, 1)' }
const COME = { duration: 200, easing: GLIDE.easing }

const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches

export function useMoves(list: Readonly<Ref<HTMLElement | null>>): void {
  let before = new Map<Element, DOMRect>()

  onBeforeUpdate(() => {
    before = new Map([...(list.value?.children ?? [])].map((item) => [item, item.getBoundingClientRect()]))
  })
  onUpdated(() => {
    if (still()) return
    for (const item of list.value?.children ?? []) {
      const [was, now] = [before.get(item), item.getBoundingClientRect()]
      if (!was) {
        item.animate([{ opacity: 0, transform: 'translateY(-0.6em) rotate(-3deg)' }, {}], COME)
      } else if (was.x !== now.x || was.y !== now.y) {
        item.animate([{ transform: `translate(${was.x - now.x}px, ${was.y - now.y}px)` }, {}], GLIDE)
      }
    }
  })
}
