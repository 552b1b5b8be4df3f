"""The maps of the pack "Maps and places"."""

from math import cos, pi, radians, sin

from . import coasts
from .svg import (
    BLUE,
    COAST,
    GREEN,
    INK,
    LAND,
    PLUM,
    RED,
    SEA,
    SOFT,
    YELLOW,
    Point,
    box,
    curve,
    document,
    dot,
    line,
    shape,
    text,
)


def _projected(points: coasts.Line, west: float, north: float, x: float, y: float) -> list[Point]:
    """Longitudes and latitudes as pixels, with x and y pixels to a degree."""
    return [((lon - west) * x, (north - lat) * y) for lon, lat in points]


def world() -> str:
    scale = 1200 / 360
    lands = [
        *(coasts.NORTH_AMERICA, coasts.SOUTH_AMERICA, coasts.EURASIA, coasts.AFRICA),
        *(coasts.AUSTRALIA, coasts.ANTARCTICA, *coasts.ISLANDS),
    ]
    paths = [curve(_projected(land, -180, 84, scale, scale)) for land in lands]
    inland = curve(_projected(coasts.CASPIAN, -180, 84, scale, scale))
    return document(
        1200,
        540,
        [*(shape(path, LAND, COAST, 2) for path in paths), shape(inland, SEA, COAST, 2)],
        SEA,
    )


def mediterranean() -> str:
    x, y = 1200 / 54, 28
    waters = (coasts.MEDITERRANEAN, coasts.BLACK_SEA, coasts.RED_SEA)
    parts = [shape(curve(_projected(w, -12, 48, x, y)), SEA, COAST, 2) for w in waters]
    marmara, black_sea = _projected([(28.9, 41), (29.15, 41.3)], -12, 48, x, y)
    parts.append(line(marmara, black_sea, SEA, 5))
    for island in coasts.MIDLAND_ISLANDS:
        parts.append(shape(curve(_projected(island, -12, 48, x, y)), LAND, COAST, 2))
    return document(1200, 560, parts, LAND)


def africa() -> str:
    def on_map(points: coasts.Line) -> list[Point]:
        return _projected(points, -24, 39, 12, 12)

    parts = [
        shape(curve(on_map(land)), LAND, COAST, 2)
        for land in (coasts.EURASIA, coasts.AFRICA, coasts.MADAGASCAR)
    ]
    parts.append(shape(curve(on_map(coasts.VICTORIA)), SEA, COAST, 2))
    parts.append(line((0, 39 * 12), (960, 39 * 12), SOFT, 3, 'stroke-dasharray="14 12"'))
    for river in (coasts.NILE, coasts.CONGO, coasts.NIGER, coasts.ZAMBEZI):
        parts.append(shape(curve(on_map(river), closed=False), stroke=BLUE, width=6))
    return document(960, 912, parts, SEA)


def globe() -> str:
    """The five circles of latitude that have names, and their ends at the right edge."""
    x, y, r = 500, 400, 340
    parts = [dot(x, y, r, SEA, INK, 5)]
    for degrees in (66.6, 23.4, 0, -23.4, -66.6):
        half, height = r * cos(radians(degrees)), y - r * sin(radians(degrees))
        width = 8 if degrees == 0 else 4
        dashes = "" if degrees == 0 else 'stroke-dasharray="16 12"'
        parts.append(line((x - half, height), (x + half, height), BLUE, width, dashes))
        parts.append(line((x + half, height), (900, height), SOFT, 2))
    parts += [
        line((x, y - r - 40), (x, y - r), INK, 6),
        line((x, y + r), (x, y + r + 40), INK, 6),
        text(x + 40, 46, "N", more='font-weight="bold"'),
        text(x + 40, 782, "S", more='font-weight="bold"'),
    ]
    return document(1000, 800, parts)


def compass() -> str:
    middle = 450
    parts = [dot(middle, middle, 300, "#fff", INK, 5)]
    for turn in range(8):
        angle = radians(45 * turn)
        long = 280 if turn % 2 == 0 else 190
        tip = (middle + long * sin(angle), middle - long * cos(angle))
        for side, fill in ((-1, INK), (1, YELLOW if turn % 2 == 0 else "#bbb6a6")):
            flank = angle + side * pi / 8
            foot = (middle + 80 * sin(flank), middle - 80 * cos(flank))
            points = f"{tip[0]:.1f},{tip[1]:.1f} {foot[0]:.1f},{foot[1]:.1f} {middle},{middle}"
            parts.append(f'<polygon points="{points}" fill="{fill}" stroke="{INK}"/>')
    parts.append(text(middle, 130, "N", more='font-weight="bold" font-size="60"'))
    return document(900, 900, parts)


def town() -> str:
    """A town map with a grid of squares A to F and 1 to 4, and a scale bar."""
    left, top, side = 90, 70, 180
    parts = [box(left, top, 6 * side, 4 * side, "#eef3df", INK)]
    parts += [
        shape(
            curve([(90, 560), (300, 540), (480, 610), (700, 560), (900, 620), (1170, 590)], False),
            stroke=SEA,
            width=46,
        ),
        line((180, 160), (1080, 160), "#fff", 22),
        line((180, 160), (180, 790), "#fff", 18),
        line((720, 160), (720, 790), "#fff", 18),
        line((1080, 160), (1080, 790), "#fff", 18),
        line((180, 430), (1080, 430), "#fff", 14),
    ]
    for column in range(1, 6):
        x = left + column * side
        parts.append(line((x, top), (x, top + 4 * side), "#8b927c", 2))
    for row in range(1, 4):
        y = top + row * side
        parts.append(line((left, y), (left + 6 * side, y), "#8b927c", 2))
    for column, letter in enumerate("ABCDEF"):
        parts.append(text(left + (column + 0.5) * side, 50, letter, more='font-size="40"'))
    for row in range(4):
        parts.append(text(48, top + (row + 0.5) * side + 14, str(row + 1), more='font-size="40"'))
    parts += [
        # a church, a station, a mill, a park
        *(box(562, 318, 46, 40, RED), box(576, 276, 18, 44, RED)),
        *(line((585, 244), (585, 276), RED, 6), line((572, 256), (598, 256), RED, 6)),
        text(585, 396, "church"),
        *(box(152, 132, 56, 56, BLUE), text(180, 174, "S", "#fff", 'font-weight="bold"')),
        text(236, 118, "station"),
        *(box(1052, 132, 56, 56, PLUM), text(1080, 174, "M", "#fff", 'font-weight="bold"')),
        text(1080, 118, "market"),
        *(dot(x, y, 26, GREEN) for x, y in ((310, 690), (360, 710), (330, 740), (390, 680))),
        text(350, 642, "park"),
        *(line((90, 850), (450, 850), INK, 6), line((90, 836), (90, 864), INK, 6)),
        *(line((270, 836), (270, 864), INK, 6), line((450, 836), (450, 864), INK, 6)),
        *(text(90, 905, "0"), text(270, 905, "100"), text(464, 905, "200 m")),
    ]
    return document(1200, 930, parts)


DRAWINGS = {
    "africa": africa,
    "compass": compass,
    "globe": globe,
    "mediterranean": mediterranean,
    "town": town,
    "world": world,
}
