// Dragging a row of a list to another place, with a mouse, a finger or a pen.
import { ref, type Ref } from 'vue'
import { spliced } from '../draft/order'

const THRESHOLD = 5 // px; less is a click

export function useDrag(list: Readonly<Ref<HTMLElement | null>>, move: (from: number, to: number) => void) {
  const dragged = ref<number | null>(null)
  /** Where it would come to stand. */
  const target = ref<number | null>(null)
  /** How far it is from its place, in px. */
  const lift = ref(0)
  let grip: { index: number; start: number; middles: number[] } | null = null

  function press(event: PointerEvent, index: number): void {
    if (event.button !== 0 || !list.value) return
    const middles = [...list.value.children].map((row) => {
      const box = row.getBoundingClientRect()
      return (box.top + box.bottom) / 2 + window.scrollY
    })
    grip = { index, start: event.clientY + window.scrollY, middles }
  }

  function drag({ buttons, clientY, pointerId }: PointerEvent): void {
    if (!grip || !list.value) return
    if (buttons === 0) return cancel()
    const y = clientY + window.scrollY
    if (dragged.value === null) {
      if (Math.abs(y - grip.start) < THRESHOLD) return
      list.value.setPointerCapture(pointerId)
      dragged.value = grip.index
    }
    lift.value = y - grip.start
    const others = spliced(grip.middles, grip.index, 1)
    target.value = others.filter((middle) => middle < y).length
  }

  function drop(): void {
    const [from, to] = [dragged.value, target.value]
    cancel()
    if (from !== null && to !== null && from !== to) move(from, to)
  }

  function cancel(): void {
    grip = null
    dragged.value = null
    target.value = null
    lift.value = 0
  }

  return { dragged, target, lift, press, drag, drop, cancel }
}
