// The keys of a grid: one cell is a Tab stop, and arrow keys move it.
import { onBeforeUpdate, onMounted, onUpdated, type Ref } from 'vue'

const PAGE = 10 // rows

export const placeOf = (element: Element) => [...(element.parentElement?.children ?? [])].indexOf(element)
const mirrored = () => (document.documentElement.dir === 'rtl' ? -1 : 1)
const modified = (event: KeyboardEvent) => event.altKey || event.metaKey

/** `headAt` returns what is focused in the head of a column, if it has any. */
export function useGrid(
  body: Readonly<Ref<HTMLElement | null>>,
  headAt: (place: number) => HTMLElement | undefined,
) {
  let stop: HTMLElement | null = null

  const cellAt = (row: number, column: number) =>
    body.value?.children[row]?.children[column] as HTMLElement | undefined
  const cellOf = (event: Event) =>
    (event.target as Element).closest<HTMLElement>('tbody th, tbody td')
  const rowOf = (cell: HTMLElement) => placeOf(cell.parentElement as HTMLElement)

  function moveStop(cell: HTMLElement | undefined): void {
    if (stop) stop.tabIndex = -1
    stop = cell ?? null
    if (stop) stop.tabIndex = 0
  }

  // A row that moves loses the focus, such as when results arrive or are sorted.
  let focused = false
  function keepStop(): void {
    if (!stop?.isConnected) moveStop(cellAt(0, 0))
    if (focused && document.activeElement !== stop) stop?.focus({ preventScroll: true })
  }
  onMounted(keepStop)
  onBeforeUpdate(() => (focused = stop !== null && document.activeElement === stop))
  onUpdated(keepStop)

  /** For `keydown` in the body. */
  function move(event: KeyboardEvent): void {
    const cell = cellOf(event)
    if (!cell || modified(event)) return
    const [at, place] = [rowOf(cell), placeOf(cell)]
    const [last, end] = [(body.value?.children.length ?? 0) - 1, (cell.parentElement?.children.length ?? 0) - 1]
    const targets: Record<string, [row: number, column: number]> = {
      ArrowUp: [at - 1, place],
      ArrowDown: [at + 1, place],
      ArrowLeft: [at, place - mirrored()],
      ArrowRight: [at, place + mirrored()],
      Home: [event.ctrlKey ? 0 : at, 0],
      End: [event.ctrlKey ? last : at, end],
      PageUp: [Math.max(0, at - PAGE), place],
      PageDown: [Math.min(last, at + PAGE), place],
    }
    const target = targets[event.key]
    if (!target) return
    event.preventDefault()
    const next = cellAt(...target)
    if (!next) {
      if (event.key === 'ArrowUp') headAt(place)?.focus()
      return
    }
    moveStop(next)
    next.focus()
  }

  /** For `keydown` in the head of a column. */
  function moveInHead(event: KeyboardEvent, place: number): void {
    const targets: Record<string, HTMLElement | undefined> = {
      ArrowDown: cellAt(0, place),
      ArrowLeft: headAt(place - mirrored()),
      ArrowRight: headAt(place + mirrored()),
    }
    const next = targets[event.key]
    if (!next || modified(event)) return
    event.preventDefault()
    if (event.key === 'ArrowDown') moveStop(next)
    next.focus()
  }

  return { cellAt, cellOf, rowOf, moveStop, move, moveInHead }
}
