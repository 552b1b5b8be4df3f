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

const SHAPES = [
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
const BLANK = 0.1 // share of tiles with nothing in them

/** 32 bits of the title (FNV-1a). */
function seedOf(title: string): number {
  let hash = 0x811c9dc5
  for (const letter of title.normalize().trim()) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  }
  return hash >>> 0
}

/** Numbers from 0 to 1 that only depend on the seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function coverOf(title: string): Cover {
  const next = numbersFrom(seedOf(title))
  const below = (count: number): number => Math.floor(next() * count)
  const first = below(COLOURS.length)
  const other = (first + 1 + below(COLOURS.length - 1)) % COLOURS.length
  const tiles: Tile[] = []
  // A few shapes for each cover: with all of them, every cover would look alike.
  const shapes = [below(SHAPES.length), below(SHAPES.length), below(SHAPES.length)]
  for (let place = 0; place < COLUMNS * ROWS; place++) {
    const blank = next() < BLANK
    const path = SHAPES[shapes[below(shapes.length)] ?? 0] ?? ''
    const [turns, second] = [below(4), next() < 0.4]
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
