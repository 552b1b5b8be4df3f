// Areas on an image: in fractions of its width and height, a radius in those of the width.
import { fieldsOf, listOf, numberOf, textOf, type Json } from '../draft/body'
import { freshId } from '../fields/choices'

export type AreaKind = 'rect' | 'circle' | 'polygon'

export interface Area {
  id: string
  label: string
  shape: Json
}

export interface Point {
  x: number
  y: number
}

export const KINDS: readonly AreaKind[] = ['rect', 'circle', 'polygon']
/** The numbers that describe a shape, as percentages. */
export const NUMBERS: Record<AreaKind, readonly string[]> = {
  rect: ['x', 'y', 'w', 'h'],
  circle: ['x', 'y', 'r'],
  polygon: [],
}
const SMALLEST = 0.01 // less is a click

export function kindOf(shape: Json): AreaKind {
  if ('polygon' in shape) return 'polygon'
  return 'r' in shape ? 'circle' : 'rect'
}

export function areasOf(value: unknown): Area[] {
  const found = listOf(value)
    .map(fieldsOf)
    .map(({ id, label, shape }) => ({ id: textOf(id), label: textOf(label), shape: fieldsOf(shape) }))
  const taken = found.map(({ id }) => id)
  return found.map((area, index) => {
    if (area.id && taken.indexOf(area.id) === index) return area
    return { ...area, id: (taken[index] = freshId(taken)) }
  })
}

const rounded = (part: number): number => Math.round(part * 1e4) / 1e4
const within = (part: number): number => rounded(Math.min(1, Math.max(0, part)))
const numbers = (shape: Json, ...names: string[]): number[] =>
  names.map((name) => numberOf(shape[name]) ?? 0)

export const cornersOf = (shape: Json): Point[] =>
  listOf(shape['polygon']).map((corner) => {
    const [x, y] = listOf(corner).map(numberOf)
    return { x: x ?? 0, y: y ?? 0 }
  })

export const polygonOf = (corners: readonly Point[]): Json => ({
  polygon: corners.map(({ x, y }) => [within(x), within(y)]),
})

/** What is drawn from one point to another; nothing, if that was a click. */
export function drawn(kind: AreaKind, from: Point, to: Point, ratio: number): Json | null {
  const [across, down] = [to.x - from.x, to.y - from.y]
  if (kind === 'circle') {
    const r = rounded(Math.min(1, Math.hypot(across, down * ratio)))
    return r < SMALLEST ? null : { x: within(from.x), y: within(from.y), r }
  }
  const x = within(Math.min(from.x, to.x))
  const y = within(Math.min(from.y, to.y))
  const w = rounded(within(Math.max(from.x, to.x)) - x)
  const h = rounded(within(Math.max(from.y, to.y)) - y)
  return Math.min(w, h) < SMALLEST ? null : { x, y, w, h }
}

/** One in the middle, for those who give its numbers. */
export const middle = (kind: AreaKind): Json =>
  ({
    rect: { x: 0.4, y: 0.4, w: 0.2, h: 0.2 },
    circle: { x: 0.5, y: 0.5, r: 0.1 },
    polygon: { polygon: [[0.5, 0.4], [0.6, 0.6], [0.4, 0.6]] },
  })[kind]

/** The same shape elsewhere, still on the image. */
export function shifted(shape: Json, across: number, down: number): Json {
  if (kindOf(shape) === 'polygon') {
    return polygonOf(cornersOf(shape).map(({ x, y }) => ({ x: x + across, y: y + down })))
  }
  const [x = 0, y = 0] = numbers(shape, 'x', 'y')
  return { ...shape, x: within(x + across), y: within(y + down) }
}

/** The points that reshape it: its corners, or one on a circle's edge. */
export function handlesOf(shape: Json): Point[] {
  const kind = kindOf(shape)
  if (kind === 'polygon') return cornersOf(shape)
  const [x = 0, y = 0, w = 0, h = 0, r = 0] = numbers(shape, 'x', 'y', 'w', 'h', 'r')
  if (kind === 'circle') return [{ x: x + r > 1 ? x - r : x + r, y }]
  return [
    { x, y },
    { x: x + w, y },
    { x: x + w, y: y + h },
    { x, y: y + h },
  ]
}

/** The shape with one of these points elsewhere; as it was, if it would become too small. */
export function reshaped(shape: Json, handle: number, to: Point, ratio: number): Json {
  const kind = kindOf(shape)
  const handles = handlesOf(shape)
  if (kind === 'polygon') return polygonOf(handles.map((corner, at) => (at === handle ? to : corner)))
  const opposite = kind === 'circle' ? centre(shape) : (handles[(handle + 2) % 4] ?? to)
  return drawn(kind, opposite, to, ratio) ?? shape
}

/** The outline as the data of an SVG path on a drawing that is 1 wide and `ratio` high. */
export function outline(shape: Json, ratio: number): string {
  const kind = kindOf(shape)
  if (kind === 'polygon') {
    const corners = cornersOf(shape).map(({ x, y }) => `${x},${y * ratio}`)
    return corners.length > 0 ? `M${corners.join('L')}Z` : ''
  }
  const [x = 0, y = 0, w = 0, h = 0, r = 0] = numbers(shape, 'x', 'y', 'w', 'h', 'r')
  if (kind === 'circle') {
    return `M${x - r},${y * ratio}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`
  }
  return `M${x},${y * ratio}h${w}v${h * ratio}h${-w}Z`
}

/** Where its letter stands. */
export function centre(shape: Json): Point {
  const kind = kindOf(shape)
  if (kind === 'polygon') {
    const corners = cornersOf(shape)
    const sum = corners.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 })
    const count = Math.max(1, corners.length)
    return { x: sum.x / count, y: sum.y / count }
  }
  const [x = 0, y = 0, w = 0, h = 0] = numbers(shape, 'x', 'y', 'w', 'h')
  return kind === 'circle' ? { x, y } : { x: x + w / 2, y: y + h / 2 }
}

/** Corners as they are typed: `10 20, 50 20, 30 60`, in percent. */
export const typedCorners = (shape: Json): string =>
  cornersOf(shape)
    .map(({ x, y }) => `${rounded(x * 100)} ${rounded(y * 100)}`)
    .join(', ')

/** The corners that were typed; nothing, if they are not all there. */
export function readCorners(typed: string): Json | null {
  const corners = typed.split(/[,;]/).map((pair) => pair.trim().split(/\s+/).map(Number))
  const fit = corners.every((pair) => pair.length === 2 && pair.every(Number.isFinite))
  return fit ? polygonOf(corners.map(([x = 0, y = 0]) => ({ x: x / 100, y: y / 100 }))) : null
}
