"""The landscapes of the pack "Maps and places", and the Earth."""

from math import cos, pi, sin

from .svg import (
    BLUE,
    COAST,
    LAND,
    NIGHT,
    SEA,
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
    "coast": coast,
    "contours": contours,
    "daylight": daylight,
    "meander": meander,
    "seafloor": seafloor,
}
