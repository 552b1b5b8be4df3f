"""The drawings of the pack "Everyday physics"."""

from itertools import pairwise
from math import pi, sin
from random import Random

from .svg import (
    BLUE,
    GREEN,
    INK,
    NIGHT,
    ORANGE,
    PLUM,
    RED,
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


def seesaw() -> str:
    """A child of 30 kg at 2 metres, and an empty place on the other side; marks every metre."""
    parts = [
        f'<polygon points="600,330 540,450 660,450" fill="{SOFT}"/>',
        line((60, 450), (1140, 450), INK, 6),
        box(110, 306, 980, 24, "#d9a15b", INK),
    ]
    for metre in range(-3, 4):
        parts.append(line((600 + 140 * metre, 330), (600 + 140 * metre, 350), INK, 4))
    parts += [
        *(box(260, 206, 120, 98, BLUE), text(320, 268, "30 kg", "#fff", 'font-size="38"')),
        *(box(960, 206, 120, 98, RED), text(1020, 274, "?", "#fff", 'font-size="60"')),
        *(arrow((460, 390), (322, 390), INK, 4), line((460, 390), (600, 390), INK, 4)),
        text(420, 432, "2 m"),
        *(arrow((800, 390), (1018, 390), INK, 4), line((800, 390), (600, 390), INK, 4)),
        text(810, 432, "3 m"),
    ]
    return document(1200, 520, parts)


def lever() -> str:
    """A bar over a block: a stone near the pivot, a hand far from it."""
    parts = [
        line((60, 470), (1140, 470), INK, 6),
        f'<polygon points="380,400 330,468 430,468" fill="{SOFT}"/>',
        line((180, 392), (1100, 392), INK, 18),
        shape(curve([(170, 382), (160, 300), (230, 250), (310, 280), (320, 382)]), "#9a948a", INK),
        arrow((1060, 180), (1060, 372), RED, 10),
        text(980, 250, "push", RED),
    ]
    return document(1200, 520, parts)


def circuit() -> str:
    """A battery, one lamp in the main line, and two side by side."""
    wire = [
        *(line((150, 560), (150, 120), INK, 6), line((150, 120), (700, 120), INK, 6)),
        *(line((700, 120), (1080, 120), INK, 6), line((1080, 120), (1080, 560), INK, 6)),
        *(line((700, 120), (700, 560), INK, 6), line((150, 560), (1080, 560), INK, 6)),
    ]
    battery = [
        *(box(400, 520, 40, 80, "#fff8e7"), line((400, 505), (400, 615), INK, 8)),
        *(line((440, 530), (440, 590), INK, 14), text(420, 670, "battery")),
    ]
    lamps = [*_lamp(420, 120), *_lamp(700, 340), *_lamp(1080, 340)]
    dots = [dot(700, 120, 10, INK), dot(700, 560, 10, INK)]
    return document(1200, 700, [*wire, *battery, *dots, *lamps])


def _lamp(x: float, y: float) -> list[str]:
    off = 60 * sin(pi / 4)
    return [
        dot(x, y, 60, "#ffe99a", INK, 6),
        line((x - off, y - off), (x + off, y + off), INK, 5),
        line((x - off, y + off), (x + off, y - off), INK, 5),
    ]


def refraction() -> str:
    """A ray of light meets water at 45 degrees; three ways on."""
    x, y = 520, 330
    parts = [
        box(0, y, 1200, 400, "#bcdcf0"),
        line((0, y), (1200, y), BLUE, 4),
        line((x, 60), (x, 660), SOFT, 3, 'stroke-dasharray="12 12"'),
        arrow((x - 250, y - 250), (x - 90, y - 90), ORANGE, 9),
        line((x - 120, y - 120), (x, y), ORANGE, 9),
        text(1080, 300, "air"),
        text(1080, 390, "water"),
    ]
    for end in ((x + 175, y + 280), (x + 300, y + 300), (x + 390, y + 170)):
        parts.append(line((x, y), end, ORANGE, 6, 'stroke-dasharray="4 16"'))
    return document(1200, 700, parts)


def reflection() -> str:
    """A ray of light meets a mirror 40 degrees above it; three marks behind."""
    x, y = 600, 520
    parts = [
        box(100, y, 1000, 26, "#9fb4c4", INK),
        line((x, 80), (x, y), SOFT, 3, 'stroke-dasharray="12 12"'),
        arrow((x - 460, y - 386), (x - 160, y - 134), ORANGE, 9),
        line((x - 200, y - 168), (x, y), ORANGE, 9),
        text(230, 610, "mirror"),
    ]
    return document(1200, 660, parts)


def wave() -> str:
    """A wave of two periods, and four arrows that measure it."""
    points: list[Point] = [
        (100 + step * 12.5, 350 - 150 * sin(step * pi / 20)) for step in range(81)
    ]
    parts = [
        line((80, 350), (1140, 350), SOFT, 3, 'stroke-dasharray="12 12"'),
        shape(curve(points, closed=False), stroke=BLUE, width=10),
        *_measure((225, 130), (725, 130), RED),
        *_measure((725, 210), (725, 340), GREEN),
        *_measure((975, 210), (975, 490), PLUM),
        *_measure((475, 560), (725, 560), ORANGE),
        *(line((225, 130), (225, 190), SOFT, 2), line((725, 130), (725, 190), SOFT, 2)),
        *(line((475, 510), (475, 560), SOFT, 2), line((725, 360), (725, 560), SOFT, 2)),
        line((735, 200), (975, 200), SOFT, 2),
    ]
    return document(1200, 660, parts)


def _measure(start: Point, end: Point, colour: str) -> list[str]:
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    return [arrow(middle, start, colour, 6), arrow(middle, end, colour, 6)]


def particles() -> str:
    """Three boxes with particles: far apart, in rows, and close without order."""
    random = Random(7)
    parts = [box(60 + 380 * at, 60, 320, 400, "#fff", INK) for at in range(3)]
    apart = [(110, 130), (300, 100), (200, 240), (330, 300), (120, 370), (260, 420), (90, 240)]
    parts += [dot(x, y, 22, PLUM) for x, y in apart]
    rows = [(440 + 23 + 45.6 * col, 437 - 46 * row) for row in range(5) for col in range(7)]
    parts += [dot(x, y, 22, BLUE) for x, y in rows]
    for row in range(5):
        for col in range(6):
            x = 820 + 34 + 50 * col + random.uniform(-9, 9) + (row % 2) * 8
            parts.append(dot(x, 434 - 50 * row + random.uniform(-9, 9), 22, GREEN))
    return document(1200, 520, parts)


def track() -> str:
    """A ball on a track without friction: a start, a valley, a hill and a plain."""
    course: list[Point] = [
        *(
            (-20, 118),
            (60, 120),
            (180, 130),
            (290, 300),
            (400, 520),
            (500, 560),
            (600, 500),
            (690, 370),
        ),
        *((770, 310), (850, 360), (920, 430), (1000, 450), (1220, 450)),
    ]
    parts = [
        shape(curve(course, closed=False) + "V660H-20Z", "#dcebc4", "none"),
        shape(curve(course, closed=False), stroke=INK, width=8),
        dot(110, 92, 30, RED, INK),
        arrow((160, 84), (240, 110), RED, 6),
    ]
    return document(1200, 660, parts)


def pendulums() -> str:
    """Three pendulums; lengths and weights differ."""
    parts = [box(120, 60, 960, 26, "#9a7a4a", INK)]
    for x, length, size in ((260, 220, 52), (600, 460, 30), (940, 320, 66)):
        parts += [line((x, 86), (x, 86 + length), INK, 5), dot(x, 86 + length, size, BLUE, INK)]
    return document(1200, 640, parts)


def journey() -> str:
    """Distance against time: four stretches, one of them level."""
    corners: list[Point] = [(150, 560), (400, 430), (600, 430), (750, 150), (1080, 60)]
    parts = [
        arrow((150, 560), (1150, 560), INK, 6),
        arrow((150, 560), (150, 30), INK, 6),
        text(1060, 615, "time"),
        text(100, 300, "distance", more='transform="rotate(-90 100 300)"'),
        *(line(a, b, BLUE, 10) for a, b in pairwise(corners)),
        *(dot(x, y, 12, BLUE) for x, y in corners),
    ]
    return document(1200, 660, parts)


def eclipse() -> str:
    """The Sun at the left, the Earth, and four places of the Moon around it."""
    x, y = 820, 330
    places = [(x - 210, y), (x, y - 210), (x + 210, y), (x, y + 210)]
    parts = [
        dot(80, y, 190, YELLOW),
        dot(x, y, 210, "none", "#7f8fc4", 3),
        dot(x, y, 80, "#2d7fd0", "#fff", 4),
        f'<path d="M{x} {y - 80}A80 80 0 0 1 {x} {y + 80}Z" fill="#0b1226" fill-opacity=".7"/>',
        *(dot(a, b, 30, "#d8d4c8", "#fff", 3) for a, b in places),
        text(100, y + 12, "Sun"),
        text(x, y + 12, "Earth", "#fff"),
    ]
    return document(1200, 660, parts, NIGHT)


def boats() -> str:
    """Four bodies in water: on it, half in it, hovering, and on the ground."""
    parts = [box(80, 200, 1040, 400, "#bcdcf0", "none"), line((80, 200), (1120, 200), BLUE, 4)]
    for x, y, colour in (
        (180, 120, "#e7c184"),
        (420, 150, "#c98d4a"),
        (660, 340, "#8f8f9b"),
        (900, 500, "#55556b"),
    ):
        parts.append(box(x, y, 100, 100, colour, INK))
    return document(1200, 640, parts)


DRAWINGS = {
    "boats": boats,
    "circuit": circuit,
    "eclipse": eclipse,
    "journey": journey,
    "lever": lever,
    "particles": particles,
    "pendulums": pendulums,
    "reflection": reflection,
    "refraction": refraction,
    "seesaw": seesaw,
    "track": track,
    "wave": wave,
}
