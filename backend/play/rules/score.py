"""Points, scores and ranks. The formulas stand in docs/quizzes.md, too."""

from collections.abc import Iterable

from ...document.quiz_settings import Rules

GRACE = 2.0
"""Seconds that nobody is blamed for: the way of an answer over the network."""


def lateness(elapsed: float, limit: float | None) -> float:
    """The share of the time that was used, 0 to 1; the grace is free. Both in seconds.

    Without a limit 0: who has no timer, by a personal link, loses nothing by it.
    """
    if limit is None:
        return 0.0
    return min(1.0, max(0.0, elapsed - GRACE) / limit)


def earned(worth: float, credit: float, rules: Rules, late: float = 0.0) -> float:
    """The points of an answer with this credit (0..1), given after `late` (0..1) of the time.

    Negative for a wrong one where that costs something. What is not answered has no points.
    """
    if not rules.partial_credit and credit < 1:
        credit = 0.0
    if credit == 0:
        return 0.0 - worth * rules.penalty
    return worth * credit * (1 - rules.speed_weight / 100 * late)


def total(points: Iterable[float]) -> float:
    """A score. Rounded, so that thirds add up and equal scores compare as equal; never negative."""
    return max(0.0, round(sum(points), 4))


def passed(score: float, max_score: float, rules: Rules) -> bool | None:
    """Whether the score reaches the pass mark; None where there is none, or nothing to earn."""
    if rules.pass_mark is None or max_score == 0:
        return None
    return score + 1e-9 >= max_score * rules.pass_mark / 100


def ranks(scores: Iterable[float]) -> list[int]:
    """Ranks of scores sorted from best to worst; equal scores share a rank (1, 1, 3)."""
    found: list[int] = []
    previous: float | None = None
    for place, score in enumerate(scores, start=1):
        found.append(found[-1] if score == previous else place)
        previous = score
    return found
