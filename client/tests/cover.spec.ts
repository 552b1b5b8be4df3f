// The server draws the same covers for link previews: tests/library/test_drawn_covers.py reads the
// same table.
import { expect, it } from 'vitest'
import cases from '../../tests/library/drawn_covers.json'
import { coverOf, SHAPES, SIDE } from '../src/components/quiz/cover'

it.each(cases)('the cover of “$title” is the one that the server draws', ({ title, colours, tiles }) => {
  const cover = coverOf(title)

  expect(cover.colours).toEqual(colours)
  expect(
    cover.tiles.map(({ path, x, y, turns, second }) => [SHAPES.indexOf(path), x / SIDE, y / SIDE, turns, second]),
  ).toEqual(tiles)
})
