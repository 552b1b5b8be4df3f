// Shapes on an image, in fractions of its width and height, as SVG.
import type { QuestionOf } from './props'

export type ImageView = QuestionOf<'image'>['view']
export type Area = NonNullable<ImageView['areas']>[number]
export type Shape = Area['shape']
export type Point = Area['at']

const WIDTH = 1000 // of the drawing, whatever the image's

const STEP = 0.01
const LARGE_STEP = 0.1
const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** Height for a width of 1; as square counts an image whose size is not known. */
export const ratioOf = (view: ImageView): number =>
  view.width && view.height ? view.height / view.width : 1

export const viewBox = (ratio: number): string => `0 0 ${WIDTH} ${WIDTH * ratio}`

/** The outline as the data of an SVG path. */
export function outline(shape: Shape, ratio: number): string {
  const x = (part: number) => WIDTH * part
  const y = (part: number) => WIDTH * part * ratio
  if ('r' in shape) {
    const r = x(shape.r)
    return `M${x(shape.x) - r},${y(shape.y)}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`
  }
  if ('w' in shape) {
    return `M${x(shape.x)},${y(shape.y)}h${x(shape.w)}v${y(shape.h)}h${-x(shape.w)}Z`
  }
  return `M${shape.polygon.map(([left = 0, top = 0]) => `${x(left)},${y(top)}`).join('L')}Z`
}

const within = (part: number): number => Math.min(1, Math.max(0, Math.round(part * 1e4) / 1e4))

/** Where an arrow key moves the point; from nowhere to the middle. Null for any other key. */
export function moved(point: Point | null, key: string, large: boolean): Point | null {
  const arrow = ARROWS[key]
  if (!arrow) return null
  if (!point) return { x: 0.5, y: 0.5 }
  const step = large ? LARGE_STEP : STEP
  return { x: within(point.x + arrow[0] * step), y: within(point.y + arrow[1] * step) }
}

/** The place in a box that was clicked. */
export const placeIn = (box: DOMRect, event: MouseEvent): Point => ({
  x: within((event.clientX - box.left) / box.width),
  y: within((event.clientY - box.top) / box.height),
})
