// Where something that floats above the page stands: beside what it belongs to, inside the window.

/** Places `box`, which is in the top layer, below `anchor`, or above it where there is no room. */
export function place(box: HTMLElement, anchor: Element, side: 'start' | 'middle' | 'end'): void {
  const GAP = 4
  const EDGE = 8
  const from = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = box
  const rightToLeft = getComputedStyle(anchor).direction === 'rtl'
  const atLeft = side === (rightToLeft ? 'end' : 'start')
  const left =
    side === 'middle'
      ? from.left + (from.width - width) / 2
      : atLeft
        ? from.left
        : from.right - width
  const below = from.bottom + GAP
  const fits = below + height <= innerHeight - EDGE || from.top - GAP - height < EDGE
  const top = fits ? below : from.top - GAP - height
  box.style.left = `${Math.max(EDGE, Math.min(left, document.documentElement.clientWidth - width - EDGE))}px`
  box.style.top = `${Math.max(EDGE, Math.min(top, innerHeight - height - EDGE))}px`
}
