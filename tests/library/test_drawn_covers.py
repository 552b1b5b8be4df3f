"""The cover drawn for a link preview is the one that the client draws on the quiz's page."""

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from backend.media.drawn import COLOURS, COLUMNS, PAPER, SIDE, Tile, cover_of, drawn_card

ROOT = Path(__file__).parents[2]
CASES = json.loads((Path(__file__).parent / "drawn_covers.json").read_text())
TOKENS = (ROOT / "client/src/styles/tokens.css").read_text()


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_the_tiles_are_those_of_the_client(case: dict[str, object]) -> None:
    cover = cover_of(str(case["title"]))

    assert list(cover.colours) == case["colours"]
    assert [list(tile) for tile in cover.tiles] == case["tiles"]


def test_the_colours_are_those_of_the_light_theme() -> None:
    for letter, colour in COLOURS.items():
        assert f"--answer-{letter}: light-dark({colour}, " in TOKENS
    assert f"--tint: light-dark({PAPER}, " in TOKENS


def pixel(card: Image.Image, column: int, row: int, x: float, y: float) -> tuple[int, ...]:
    """What is at a place (0..1) of a tile."""
    side = card.width / COLUMNS
    top = (side * 3 - card.height) / 2
    found = card.getpixel((int((column + x) * side), int((row + y) * side - top)))
    assert isinstance(found, tuple)
    return found


def colour(text: str) -> tuple[int, ...]:
    return tuple(int(part, 16) for part in re.findall("..", text[1:]))


# A place inside and one outside each shape, before it is turned.
INSIDE = [
    *((0.2, 0.2), (0.5, 0.3), (0.5, 0.2), (0.2, 0.2)),
    *((0.5, 0.5), (0.5, 0.15), (0.5, 0.5), (0.2, 0.2)),
]
OUTSIDE = [
    *((0.9, 0.9), (0.2, 0.8), (0.5, 0.8), (0.8, 0.8)),
    *((0.1, 0.1), (0.5, 0.5), (0.1, 0.1), (0.8, 0.2)),
]


def turned(place: tuple[float, float], turns: int) -> tuple[float, float]:
    """Clockwise about the middle of the tile."""
    x, y = place
    for _ in range(turns):
        x, y = 1 - y, x
    return x, y


def test_each_tile_is_drawn_in_its_colour_shape_and_turn() -> None:
    seen: set[tuple[int, int]] = set()
    for number in range(60):
        title = f"Quiz {number}"
        cover = cover_of(title)
        card = Image.open(BytesIO(drawn_card(title)))
        assert card.size == (1200, 630)
        for tile in cover.tiles:
            check(card, tile, colour(COLOURS[cover.colours[tile.second]]))
            seen.add((tile.shape, tile.turns))
    assert len(seen) == 8 * 4


def check(card: Image.Image, tile: Tile, expected: tuple[int, ...]) -> None:
    x, y = turned(INSIDE[tile.shape], tile.turns)
    if 0.25 < tile.row + y < 2.75:  # the rest is cut off
        assert close(pixel(card, tile.column, tile.row, x, y), expected), tile
    x, y = turned(OUTSIDE[tile.shape], tile.turns)
    if 0.25 < tile.row + y < 2.75:
        assert close(pixel(card, tile.column, tile.row, x, y), colour(PAPER)), tile


def close(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(mine - theirs) < 16 for mine, theirs in zip(one, other, strict=True))


def test_a_preview_is_small_enough_for_every_service() -> None:
    assert all(len(drawn_card(case["title"])) < 200_000 for case in CASES)
    assert SIDE % 3 == 0
