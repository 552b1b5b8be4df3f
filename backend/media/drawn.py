"""The cover of a quiz without a picture, as a file: what client/src/components/quiz/cover.ts draws.

tests/library/drawn_covers.json has the tiles of some titles; tests of both compare theirs with it.
"""

import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from PIL import Image, ImageDraw

from .cards import CARD, as_jpeg

COLUMNS, ROWS = 5, 3
SHAPES, BLANK = 8, 10
"""Kinds of tiles; of so many tiles, one has nothing in it."""
# As in the light theme of client/src/styles/tokens.css; a test compares them.
PAPER = "#f6efdb"
COLOURS = {
    "a": "#1f4fe0",
    "b": "#cc7a1f",
    "c": "#1592a0",
    "d": "#94198c",
    "e": "#626a0c",
    "f": "#6b2a26",
}
FINE = 2
"""Drawn so many times larger, then scaled down, which smooths the edges."""
SIDE = CARD[0] * FINE // COLUMNS
TURNS = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
"""Clockwise, as SVG turns; Pillow turns the other way."""


class Tile(NamedTuple):
    shape: int
    column: int
    row: int
    turns: int
    """Quarter turns, clockwise."""
    second: bool
    """Which of the two colours."""


class Cover(NamedTuple):
    colours: tuple[str, str]
    """Letters of `--answer-a` to `--answer-f`."""
    tiles: list[Tile]


def cover_of(title: str) -> Cover:
    """The same for the same title, always."""
    below = _numbers_from(title)
    letters = [*COLOURS]
    first = below(len(letters))
    other = (first + 1 + below(len(letters) - 1)) % len(letters)
    shapes = [below(SHAPES) for _ in range(3)]
    tiles = []
    for place in range(COLUMNS * ROWS):
        blank = below(BLANK) == 0
        shape, turns, second = shapes[below(3)], below(4), below(5) < 2
        if not blank:
            tiles.append(Tile(shape, place % COLUMNS, place // COLUMNS, turns, second))
    return Cover((letters[first], letters[other]), tiles)


def drawn_card(title: str) -> bytes:
    """Draw the cover as the JPEG of a link preview, which cuts a little of its top and bottom."""
    cover = cover_of(title)
    image = Image.new("RGB", (SIDE * COLUMNS, SIDE * ROWS), PAPER)
    for tile in cover.tiles:
        mask = Image.new("L", (SIDE, SIDE))
        _draw(tile.shape, ImageDraw.Draw(mask))
        turned = TURNS[tile.turns]
        mask = mask if turned is None else mask.transpose(turned)
        colour = COLOURS[cover.colours[tile.second]]
        image.paste(colour, (tile.column * SIDE, tile.row * SIDE), mask)
    image = image.reduce(FINE)
    top = (image.height - CARD[1]) // 2
    return as_jpeg(image.crop((0, top, CARD[0], top + CARD[1])))


def _draw(shape: int, draw: ImageDraw.ImageDraw) -> None:
    """Fill one tile, in the order of SHAPES in cover.ts."""
    full = SIDE - 1
    half, third = SIDE // 2, SIDE // 3
    match shape:
        case 0:  # a quarter of a disc
            draw.pieslice((-SIDE, -SIDE, full, full), 0, 90, 255)
        case 1:  # a quarter of a ring
            draw.pieslice((-SIDE, 0, full, 2 * SIDE), 270, 360, 255)
            draw.pieslice((-half, half, half - 1, SIDE + half), 270, 360, 0)
        case 2:  # half a disc
            draw.pieslice((0, 0, full, full), 180, 360, 255)
        case 3:
            draw.polygon([(0, 0), (full, 0), (0, full)], 255)
        case 4:
            radius = SIDE * 18 // 60
            draw.ellipse((half - radius, half - radius, half + radius, half + radius), 255)
        case 5:
            draw.rectangle((0, 0, full, third - 1), 255)
            draw.rectangle((0, 2 * third, full, full), 255)
        case 6:
            draw.polygon([(half, 0), (full, half), (half, full), (0, half)], 255)
        case _:
            draw.rectangle((0, 0, half - 1, half - 1), 255)
            draw.rectangle((half, half, full, full), 255)


def _numbers_from(title: str) -> Callable[[int], int]:
    """Numbers below a count that only depend on the title (FNV-1a, then splitmix32)."""
    state = 0x811C9DC5
    for letter in unicodedata.normalize("NFC", title).strip():
        state = (state ^ ord(letter)) * 0x01000193 & 0xFFFFFFFF

    def below(count: int) -> int:
        nonlocal state
        state = (state + 0x9E3779B9) & 0xFFFFFFFF
        mixed = (state ^ state >> 16) * 0x21F0AAAD & 0xFFFFFFFF
        mixed = (mixed ^ mixed >> 15) * 0x735A2D97 & 0xFFFFFFFF
        return (mixed ^ mixed >> 15) % count

    return below
