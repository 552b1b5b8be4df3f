"""In which phase a game is. Time alone leads from one to the next until the round closes."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from .documents import Phase
from .options import Options

NOTICE = timedelta(seconds=3)
"""How long before it is shown a question is announced: by then, nearly every phone knows."""
GRACE = timedelta(seconds=1.5)
"""How late an answer may arrive."""
AWAY = timedelta(seconds=15)
"""Without a sign of the host for so long, players see that the host is away."""
LONGEST = timedelta(hours=2)
"""A game ends so long after its host's last command."""
SOLUTION_SECONDS = 8
STANDINGS_SECONDS = 6
"""How long the autopilot shows each."""


class GameRow(NamedTuple):
    """A game as it is stored, its round, and the database's time when it was read."""

    id: UUID
    pin: str
    quiz_id: int
    title: str
    """The quiz's."""
    host_id: int | None
    host_key: str
    screen_key: str
    stored_options: dict[str, Any]  # Any: parsed by Options
    rules: dict[str, Any]  # Any: parsed by Rules
    question_ids: list[int]
    question_points: list[float]
    shuffle_seed: int
    round: int
    opens_at: datetime | None
    closes_at: datetime | None
    standings: bool
    version: int
    locked: bool
    hides_names: bool
    paused_at: datetime | None
    commanded_at: datetime
    host_seen_at: datetime
    ended_at: datetime | None
    settled_at: datetime | None
    """Of the current round."""
    now: datetime

    @property
    def options(self) -> Options:
        return Options.model_validate(self.stored_options)

    @property
    def phase(self) -> Phase:
        if self.ended_at is not None:
            return "ended"
        if self.round == 0:
            return "lobby"
        if self.settled_at is not None:
            return "standings" if self.standings else "solution"
        if self.opens_at is None or self.now < self.opens_at:
            return "announced"
        return "open" if self.closes_at is None or self.now < self.closes_at else "grace"

    @property
    def announced_phase(self) -> Phase:
        """The phase without what follows from the announced times."""
        return "announced" if self.playing else self.phase

    @property
    def playing(self) -> bool:
        return self.phase in ("announced", "open", "grace")

    @property
    def abandoned(self) -> bool:
        return self.ended_at is None and self.now > self.commanded_at + LONGEST

    @property
    def last(self) -> bool:
        """Whether no round comes after the current one."""
        return self.round >= len(self.question_ids)
