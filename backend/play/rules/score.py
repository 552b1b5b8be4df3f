"""Points, scores and ranks. docs/quizzes.md documents the formulas."""

from collections.abc import Iterable

from ...document.quiz_settings import Rules

GRACE = 2.0
"""Grace for network latency, seconds."""


def lateness(elapsed: float, limit: float | None) -> float:
    """The share of the time limit that was used (0 to 1), less the grace. Both in seconds.

    0 without a limit: players whose personal link removes the timer lose nothing by it.
    """
    if limit is None:
        return 0.0
    return min(1.0, max(0.0, elapsed - GRACE) / limit)


def earned(
    worth: float, credit: float, rules: Rules, late: float = 0.0, hinted: bool = False
) -> float:
    """The points of an answer with this credit (0..1), given after `late` (0..1) of the time.

    Negative for a wrong answer if there is a penalty. An unanswered question has no points. A hint
    takes off at most what the answer earns.
    """
    if not rules.partial_credit and credit < 1:
        credit = 0.0
    if credit == 0:
        return 0.0 - worth * rules.penalty
    points = worth * credit * (1 - rules.speed_weight / 100 * late)
    return max(0.0, points - worth * rules.hint_cost / 100) if hinted else points


def total(points: Iterable[float]) -> float:
    """A score: rounded, so that thirds add up and equal scores compare equal; never below zero."""
    return max(0.0, round(sum(points), 4))


def passed(score: float, max_score: float, rules: Rules) -> bool | None:
    """Whether the score reaches the pass mark; None without one, or with no points to earn."""
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
