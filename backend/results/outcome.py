"""What became of an answer, in one letter: the same in every table."""

from typing import Literal, TypeAlias

Outcome: TypeAlias = Literal["r", "p", "w", "o"]
"""Right, partly right, wrong; or open, for a question that is not graded."""
FULL = 1 - 1e-9
"""The least credit that counts as all of it: thirds do not add up to 1."""


def outcome(credit: float, graded: bool) -> Outcome:
    """The outcome of an answer that earned this credit (0 to 1)."""
    if not graded:
        return "o"
    return "r" if credit >= FULL else "p" if credit > 0 else "w"
