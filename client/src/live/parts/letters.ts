// The letters, shapes and colours of answers: the same on phones and on the projector.
import './answers.css'

/** "A" for the first. */
export const letterOf = (index: number): string => String.fromCharCode(65 + index)

/** Outlines in a box of 24 by 24; the letter stands at the middle, or `y`. */
export const SHAPES = [
  { path: 'M12 1a11 11 0 1 0 0 22a11 11 0 1 0 0-22Z', y: 12 },
  { path: 'M2 2H22V22H2Z', y: 12 },
  { path: 'M12 0L24 22.5H0Z', y: 15.5 },
  { path: 'M12 0L24 12L12 24L0 12Z', y: 12 },
  { path: 'M12 .5L23.5 9L19 23H5L.5 9Z', y: 13 },
  { path: 'M6 1.5H18L24 12L18 22.5H6L0 12Z', y: 12 },
] as const

/** The class of the shape and colour that an answer has: `tone-a` to `tone-f`. */
export const toneOf = (index: number): string => `tone-${'abcdef'.charAt(index % SHAPES.length)}`
