// The cover of a quiz without a picture: tiles drawn from its title, always the same ones.

export interface Tile {
  /** What is drawn in it, as the path of an SVG; of several parts, each fills what is inside. */
  path: string
  x: number
  y: number
  /** Quarter turns. */
  turns: number
  /** Which of the two colours. */
  second: boolean
}

export interface Cover {
  /** Two letters of `--answer-a` to `--answer-f`. */
  colours: readonly [string, string]
  tiles: Tile[]
}

export const COLUMNS = 5
export const ROWS = 3
export const SIDE = 60

export const SHAPES = [
  'M0 0H60A60 60 0 0 1 0 60Z', // a quarter of a disc
  'M0 0A60 60 0 0 1 60 60H30A30 30 0 0 0 0 30Z', // a quarter of a ring
  'M0 30A30 30 0 0 1 60 30Z', // half a disc
  'M0 0H60L0 60Z',
  'M30 12A18 18 0 1 1 30 48 18 18 0 0 1 30 12Z',
  'M0 0H60V20H0ZM0 40H60V60H0Z',
  'M30 0 60 30 30 60 0 30Z',
  'M0 0H30V30H0ZM30 30H60V60H30Z',
]
const COLOURS = ['a', 'b', 'c', 'd', 'e', 'f']
const BLANK = 10 // of so many tiles, one has nothing in it

/** Numbers below a count that only depend on the title (FNV-1a, then splitmix32). */
function numbersFrom(title: string): (count: number) => number {
  let state = 0x811c9dc5
  for (const letter of title.normalize().trim()) {
    state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  }
  return (count) => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) % count
  }
}

export function coverOf(title: string): Cover {
  const below = numbersFrom(title)
  const first = below(COLOURS.length)
  const other = (first + 1 + below(COLOURS.length - 1)) % COLOURS.length
  const tiles: Tile[] = []
  // A few shapes for each cover: with all of them, every cover would look alike.
  const shapes = [below(SHAPES.length), below(SHAPES.length), below(SHAPES.length)]
  for (let place = 0; place < COLUMNS * ROWS; place++) {
    const blank = below(BLANK) === 0
    const path = SHAPES[shapes[below(shapes.length)] ?? 0] ?? ''
    const [turns, second] = [below(4), below(5) < 2]
    if (blank) continue
    tiles.push({
      path,
      x: (place % COLUMNS) * SIDE,
      y: Math.floor(place / COLUMNS) * SIDE,
      turns,
      second,
    })
  }
  return { colours: [COLOURS[first] ?? 'a', COLOURS[other] ?? 'b'], tiles }
}
