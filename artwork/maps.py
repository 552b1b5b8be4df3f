"""The drawings of the pack "Maps and places"."""

from math import cos, pi, radians, sin

from . import coasts
from .svg import (
    BLUE,
    COAST,
    GREEN,
    INK,
    LAND,
    NIGHT,
    PLUM,
    RED,
    SEA,
    SOFT,
    YELLOW,
    Point,
    arrow,
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


def contours() -> str:
    """A hill with a steep west side and a gentle east side; lines every 20 metres."""
    parts = []
    for step in range(6):
        left = 250 + 26 * step
        right = 1090 - 118 * step
        middle, half = (left + right) / 2, (right - left) / 2
        tall = 330 - 56 * step
        points = [
            (
                middle + half * cos(2 * pi * turn / 16),
                410 + tall * sin(2 * pi * turn / 16) * (1 + 0.05 * sin(3 * turn)),
            )
            for turn in range(16)
        ]
        green = ("#dcebc4", "#cfe0ad", "#c9d596", "#d3c77f", "#d4b06a", "#c8955a")[step]
        parts.append(shape(curve(points), green, "#7a5a33", 4))
        if step < 5:
            parts.append(text(right - 52, 424, str(100 + 20 * step), "#5d4324", 'font-size="40"'))
    return document(1200, 800, parts)


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


def coast() -> str:
    """An imaginary coast with an island, a strait, a bay, a peninsula and a delta."""
    land: list[Point] = [
        *((-60, -60), (1260, -60), (1260, 330), (1180, 330), (1150, 390), (1060, 425), (980, 405)),
        *((930, 330), (890, 275), (850, 300), (840, 390), (850, 520), (810, 640), (730, 660)),
        *((690, 560), (700, 420), (660, 320), (560, 285), (440, 330), (360, 400), (300, 420)),
        *((240, 390), (170, 430), (60, 420), (-60, 440)),
    ]
    island: list[Point] = [(480, 520), (560, 480), (600, 560), (590, 650), (500, 690), (430, 610)]
    far: list[Point] = [(90, 560), (190, 540), (220, 610), (140, 660), (70, 620)]
    river: list[Point] = [(980, -40), (1030, 60), (970, 140), (1030, 220), (1040, 300)]
    fan = [
        [(1035, 240), (1000, 300), (970, 385)],
        [(1038, 250), (1050, 320), (1055, 405)],
        [(1035, 240), (1090, 310), (1135, 375)],
    ]
    parts = [
        *(shape(curve(points), LAND, COAST, 3) for points in (land, island, far)),
        *(shape(curve(arm, closed=False), stroke=BLUE, width=7) for arm in fan),
        shape(curve(river, closed=False), stroke=BLUE, width=12),
    ]
    return document(1200, 760, parts, SEA)


def flags() -> str:
    """Six flags in two rows of three."""
    return document(
        1200,
        760,
        [
            *_flag(60, 70, [box(0, 0, 300, 200, "#fff"), dot(150, 100, 60, "#bc002d")]),
            *_flag(
                450,
                70,
                [
                    box(0, 0, 300, 200, "#fff"),
                    box(0, 0, 100, 200, "#008c45"),
                    box(200, 0, 100, 200, "#cd212a"),
                ],
            ),
            _nepal(880, 50),
            *_flag(
                60,
                450,
                [
                    box(0, 0, 300, 200, "#006aa7"),
                    box(94, 0, 38, 200, "#fecc02"),
                    box(0, 81, 300, 38, "#fecc02"),
                ],
            ),
            *_flag(
                500,
                450,
                [
                    box(0, 0, 200, 200, "#da291c"),
                    box(81, 38, 38, 124, "#fff"),
                    box(38, 81, 124, 38, "#fff"),
                ],
                200,
            ),
            *_flag(
                840,
                450,
                [
                    box(0, 0, 300, 200, "#009b3a"),
                    '<path d="M0 0L150 100L0 200Z M300 0L150 100L300 200Z" fill="#111"/>',
                    '<path d="M0 0L300 200M300 0L0 200" stroke="#fed100" stroke-width="34"/>',
                ],
            ),
        ],
        "#e9e2cf",
    )


def _flag(x: float, y: float, parts: list[str], width: float = 300) -> list[str]:
    clip = f"clip-{x:.0f}-{y:.0f}"
    return [
        f'<clipPath id="{clip}"><rect width="{width}" height="200"/></clipPath>',
        f'<g transform="translate({x},{y})"><g clip-path="url(#{clip})">{"".join(parts)}</g>',
        f"{box(0, 0, width, 200, 'none', INK)}</g>",
    ]


def _nepal(x: float, y: float) -> str:
    """Simplified: two pennants, a moon and a sun."""
    rays = "".join(
        f'<line x1="62" y1="178" x2="{62 + 36 * sin(turn * pi / 6):.1f}"'
        f' y2="{178 - 36 * cos(turn * pi / 6):.1f}" stroke="#fff" stroke-width="8"/>'
        for turn in range(12)
    )
    return (
        f'<g transform="translate({x},{y})">'
        '<path d="M0 0L190 128H72L190 244H0Z" fill="#dc143c" stroke="#003893" stroke-width="14"'
        ' stroke-linejoin="miter"/>'
        f"{rays}{dot(62, 178, 22, '#fff')}"
        '<path d="M24 84A40 40 0 0 0 104 84A46 40 0 0 1 24 84Z" fill="#fff"/>'
        f"{dot(64, 90, 12, '#fff')}</g>"
    )


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


def daylight() -> str:
    """The Earth from above the North Pole, and light from the right."""
    x, y, r = 480, 360, 220
    parts = [
        *(arrow((1140, y + off), (860, y + off), YELLOW, 10) for off in (-160, -80, 0, 80, 160)),
        dot(x, y, r, "#2d7fd0", "#fff", 4),
        f'<path d="M{x} {y - r}A{r} {r} 0 0 0 {x} {y + r}Z" fill="#0b1226" fill-opacity=".72"/>',
        dot(x, y, 9, "#fff"),
        text(x + 40, y + 12, "N", "#fff"),
        shape(
            f"M{x + 100:.0f} {y - 60}A118 118 0 0 0 {x + 20:.0f} {y - 116}",
            stroke="#fff",
            width=6,
        ),
        f'<polygon points="{x - 12},{y - 119} {x + 20},{y - 134} {x + 22},{y - 98}" fill="#fff"/>',
        text(1010, 640, "sunlight", YELLOW),
    ]
    return document(1200, 720, parts, NIGHT)


def seafloor() -> str:
    """A section through land and ocean: shelf, slope, plain, ridge and trench."""
    floor: list[Point] = [
        *((-40, 150), (110, 130), (200, 196), (330, 226), (400, 260), (450, 420), (520, 470)),
        *((640, 482), (720, 470), (780, 360), (810, 310), (840, 360), (900, 470), (980, 480)),
        *((1030, 500), (1075, 660), (1120, 480), (1170, 440), (1240, 430)),
    ]
    path = curve([*floor, (1240, 800), (-40, 800)])
    return document(
        1200,
        720,
        [
            box(0, 0, 1200, 190, "#eaf4fb"),
            box(0, 190, 1200, 530, "#8fc3e6"),
            shape(path, "#b79a6b", "#6e5731", 4),
            line((205, 190), (1200, 190), BLUE, 3),
        ],
    )


def meander() -> str:
    """A river with one bend; it flows from left to right."""
    course: list[Point] = [
        *((-60, 470), (150, 480), (300, 440), (390, 300), (480, 160), (600, 120), (720, 160)),
        *((810, 300), (900, 440), (1050, 480), (1260, 470)),
    ]
    path = curve(course, closed=False)
    return document(
        1200,
        600,
        [
            shape(path, stroke=COAST, width=120),
            shape(path, stroke="#7db7de", width=108),
            arrow((40, 472), (190, 474), "#fff", 8),
            arrow((1020, 476), (1170, 474), "#fff", 8),
        ],
        "#dcebc4",
    )


DRAWINGS = {
    "africa": africa,
    "coast": coast,
    "compass": compass,
    "contours": contours,
    "daylight": daylight,
    "flags": flags,
    "globe": globe,
    "meander": meander,
    "mediterranean": mediterranean,
    "seafloor": seafloor,
    "town": town,
    "world": world,
}
