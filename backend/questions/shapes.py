"""Areas of an image, in fractions of its width and height: (0, 0) is the upper left corner."""

from itertools import pairwise
from math import hypot
from typing import Annotated, TypeAlias

from pydantic import Field

from ..errors.questions import AreaWithoutInside
from .type import Strict

Fraction = Annotated[float, Field(ge=0, le=1)]
TINY = 1e-9
"""Tolerance for rounding, so that edges belong to their area."""
THIN = 1e-4
"""A narrower area has no inside to hit."""


class Point(Strict):
    """In fractions of the image's width and height."""

    x: Fraction
    y: Fraction


class Circle(Strict):
    """Around a point; `r` is a fraction of the width, so that it is round."""

    x: Fraction
    y: Fraction
    r: Annotated[float, Field(gt=THIN, le=1)]


class Rect(Strict):
    """`x` and `y` are the upper left corner."""

    x: Fraction
    y: Fraction
    w: Annotated[float, Field(gt=THIN, le=1)]
    h: Annotated[float, Field(gt=THIN, le=1)]


class Polygon(Strict):
    """Corners in order; the last is joined to the first."""

    polygon: Annotated[
        list[Annotated[list[Fraction], Field(min_length=2, max_length=2)]],
        Field(min_length=3, max_length=60),
    ]


Shape: TypeAlias = Circle | Rect | Polygon


def is_inside(point: Point, shape: Shape, ratio: float) -> bool:
    """Whether the point lies in the shape or on its edge. `ratio` is the image's height : width."""
    if isinstance(shape, Circle):
        return hypot(point.x - shape.x, (point.y - shape.y) * ratio) <= shape.r + TINY
    if isinstance(shape, Rect):
        across, down = point.x - shape.x, point.y - shape.y
        return -TINY <= across <= shape.w + TINY and -TINY <= down <= shape.h + TINY
    edges = _edges(shape)
    if any(_is_on(point, *edge) for edge in edges):
        return True
    # Even-odd: a ray to the right leaves the shape as often as it met its edges.
    return sum(crossing > point.x for crossing in _crossings(edges, point.y)) % 2 == 1


def inner_point(shape: Shape) -> Point:
    """Return a point well inside the shape. Raises AreaWithoutInside if the shape is too thin."""
    if isinstance(shape, Circle):
        return Point(x=shape.x, y=shape.y)
    if isinstance(shape, Rect):
        right, bottom = min(1.0, shape.x + shape.w), min(1.0, shape.y + shape.h)
        return Point(x=(shape.x + right) / 2, y=(shape.y + bottom) / 2)
    heights = sorted({y for _, y in shape.polygon})
    # The widest stretch along the middle of the tallest band between the heights of two corners.
    low, high = max(pairwise(heights), key=lambda band: band[1] - band[0], default=(0.0, 0.0))
    y = (low + high) / 2
    met = _crossings(_edges(shape), y)
    stretches = list(zip(met[::2], met[1::2], strict=False))
    left, right = max(stretches, key=lambda one: one[1] - one[0], default=(0.0, 0.0))
    if high - low < THIN or right - left < THIN:
        raise AreaWithoutInside
    return Point(x=(left + right) / 2, y=y)


def place_in_reading(shape: Shape) -> tuple[int, float]:
    """Sort key that reads shapes like a text: line by line, from left to right."""
    point = inner_point(shape)
    return round(point.y * 6), point.x


Edge: TypeAlias = tuple[float, float, float, float]


def _edges(shape: Polygon) -> list[Edge]:
    corners = [(x, y) for x, y in shape.polygon]
    return [(*start, *end) for start, end in pairwise([*corners, corners[0]])]


def _crossings(edges: list[Edge], y: float) -> list[float]:
    """Where a horizontal line crosses the edges, from left to right. Each corner counts once."""
    return sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1) for x1, y1, x2, y2 in edges if (y1 > y) != (y2 > y)
    )


def _is_on(point: Point, x1: float, y1: float, x2: float, y2: float) -> bool:
    """Whether the point lies on the edge."""
    across, down = x2 - x1, y2 - y1
    length = across * across + down * down
    along = ((point.x - x1) * across + (point.y - y1) * down) / length if length else 0.0
    part = min(1.0, max(0.0, along))
    return hypot(point.x - x1 - part * across, point.y - y1 - part * down) <= TINY
