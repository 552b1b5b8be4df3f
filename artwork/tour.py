"""The drawings of the tour."""

from itertools import pairwise
from math import cos, radians, sin
from random import Random

from .svg import INK, NIGHT, RED, document, dot, line

STARS = {  # right ascension in hours, declination in degrees, radius in pixels
    "Alkaid": (13.79, 49.3, 7),
    "Mizar": (13.4, 54.9, 6.5),
    "Alioth": (12.9, 56.0, 7),
    "Megrez": (12.26, 57.0, 5),
    "Phecda": (11.9, 53.7, 6),
    "Merak": (11.03, 56.4, 6.5),
    "Dubhe": (11.06, 61.75, 7.5),
    "Polaris": (2.5, 89.3, 6.5),
    "Kochab": (14.85, 74.15, 6.5),
    "Pherkad": (15.35, 71.8, 4.5),
    "Epsilon": (16.77, 82.0, 3),
    "Zeta": (15.73, 77.8, 3),
    "Eta": (16.29, 75.75, 2.5),
    "Delta": (17.54, 86.6, 3),
    "Thuban": (14.07, 64.4, 4),
    "Edasich": (15.42, 59.0, 4.5),
    "Giausar": (11.52, 69.3, 4),
    "Kappa": (12.56, 69.8, 4),
}
PLOUGH = ("Alkaid", "Mizar", "Alioth", "Megrez", "Dubhe", "Merak", "Phecda", "Megrez")


def two_lines() -> str:
    """Franz Müller-Lyer's illusion: two lines of 600 pixels."""
    parts = []
    for y, out in ((180, 1), (420, -1)):
        parts.append(line((300, y), (900, y), RED, 10))
        for x, way in ((300, -1), (900, 1)):
            for up in (-1, 1):
                parts.append(line((x, y), (x + 90 * way * out, y + 70 * up), INK, 10))
    return document(1200, 600, parts)


def night_sky() -> str:
    """The sky around the north pole, with the Plough below it at the left."""
    random = Random(3)
    parts = [
        dot(random.uniform(0, 1200), random.uniform(0, 720), random.uniform(0.6, 1.8), "#aab4dd")
        for _ in range(140)
    ]
    places = {}
    for name, (hours, degrees, _size) in STARS.items():
        angle, far = radians(15 * (hours - 10.9)), 15 * (90 - degrees)
        places[name] = (840 - far * sin(angle), 130 + far * cos(angle))
    for one, next_ in pairwise(PLOUGH):
        parts.append(line(places[one], places[next_], "#5a6aa8", 3))
    for name, (_hours, _degrees, size) in STARS.items():
        parts.append(dot(*places[name], size, "#fff"))
    return document(1200, 720, parts, NIGHT)


DRAWINGS = {"tour-two-lines": two_lines, "tour-night-sky": night_sky}
