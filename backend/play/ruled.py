"""An attempt with rules, as far as they are about one of its questions."""

from datetime import datetime
from typing import Any, NamedTuple

from ..document.quiz_settings import PLAIN, Rules
from ..prepared import Prepared
from .rules.times import Times


class Ruled(NamedTuple):
    """What the rules need to know about an existing attempt."""

    stored_rules: dict[str, Any]  # Any: parsed by Rules
    asked_at: list[datetime] | None
    deadline: datetime | None
    finished_at: datetime | None
    now: datetime
    question_id: int
    place: int
    """Index of the question in the draw, from 0."""
    worth: float
    hinted: bool
    """Whether its player has asked for the hint of the question."""

    @property
    def rules(self) -> Rules:
        return Rules.model_validate(self.stored_rules) if self.stored_rules else PLAIN

    @property
    def seconds(self) -> float | None:
        """The time limit of the question."""
        return self.rules.seconds_for(self.question_id)

    @property
    def times(self) -> Times:
        """The times of the attempt, as far as they are about this question."""
        limits = {} if self.seconds is None else {self.place: self.seconds}
        return Times(self.now, self.deadline, self.asked_at, limits)


# Players of a live game move in the game only.
READ = """
        SELECT rules, asked_at, deadline, finished_at, now() AS now,
            CAST(:question_id AS bigint) AS question_id,
            array_position(question_ids, :question_id) - 1 AS place,
            question_points[array_position(question_ids, :question_id)] AS worth,
            :question_id = ANY (hinted) AS hinted
        FROM attempt
        WHERE id = :attempt_id AND game_id IS NULL
"""
RULED = Prepared("read_ruled_attempt", READ, Ruled)
LOCKED = Prepared("lock_ruled_attempt", f"{READ} FOR NO KEY UPDATE", Ruled)
"""Until the end of the transaction, the attempt takes no other answer and is not finished."""
