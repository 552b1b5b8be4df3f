"""Scores and ranks."""

from collections.abc import Iterable


def total(points: Iterable[float]) -> float:
    """A score. Rounded, so that thirds add up and equal scores compare as equal."""
    return round(sum(points), 4)


def ranks(scores: Iterable[float]) -> list[int]:
    """Ranks of scores sorted from best to worst; equal scores share a rank (1, 1, 3)."""
    found: list[int] = []
    previous: float | None = None
    for place, score in enumerate(scores, start=1):
        found.append(found[-1] if score == previous else place)
        previous = score
    return found
