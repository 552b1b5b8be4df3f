"""When the questions of an attempt are open. The only clock is the database's."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from .score import GRACE

LATENCY = timedelta(seconds=GRACE)
"""How late an answer may arrive."""


def deadline(
    started_at: datetime, quiz_seconds: float | None, closes_at: datetime | None
) -> datetime | None:
    """When an attempt ends: when its time is up or the quiz closes, whichever comes first."""
    own = None if quiz_seconds is None else started_at + timedelta(seconds=quiz_seconds)
    return min(filter(None, (own, closes_at)), default=None)


class Times(NamedTuple):
    """The times of one attempt, and the current time."""

    now: datetime
    deadline: datetime | None
    asked_at: Sequence[datetime] | None
    """When each question so far was shown; None: all at once, without timers."""
    limits: Mapping[int, float]
    """Seconds for the questions that have a time limit, by their index in the draw, from 0."""

    def asked(self, place: int) -> bool:
        """Whether the question at this index of the draw (from 0) has been shown."""
        return self.asked_at is None or place < len(self.asked_at)

    def closes_at(self, place: int) -> datetime | None:
        """When this question's time ends; None if it has no timer or has not been shown yet."""
        limit = self.limits.get(place)
        if self.asked_at is None or limit is None or place >= len(self.asked_at):
            return None
        own = self.asked_at[place] + timedelta(seconds=limit)
        return min(own, self.deadline) if self.deadline else own

    def closed(self, place: int) -> bool:
        """Whether its time is up, or the next question has been shown."""
        if self.asked_at is None or place >= len(self.asked_at):
            return False
        closes_at = self.closes_at(place)
        is_over = closes_at is not None and self.now > closes_at + LATENCY
        return is_over or place < len(self.asked_at) - 1

    def over(self) -> bool:
        """Whether the attempt accepts no more answers."""
        return self.deadline is not None and self.now > self.deadline + LATENCY

    def elapsed(self, place: int) -> float | None:
        """Seconds since this question was shown; None if that time was not recorded."""
        if self.asked_at is None or place >= len(self.asked_at):
            return None
        return max(0.0, (self.now - self.asked_at[place]).total_seconds())
