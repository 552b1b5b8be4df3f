"""What the rules know about an attempt: records with fields in the order of the columns read."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from ...document.quiz_settings import PLAIN, Names, Rules
from .times import Times


class QuestionShown(NamedTuple):
    """What players see of a question before they answer. Nothing here reveals the key."""

    id: int
    type: str
    prompt: str
    prompt_html: str
    view: dict[str, Any]  # Any: the JSON of the type's View
    difficulty: int
    has_hint: bool = False


class QuestionKey(NamedTuple):
    """What a question is graded by, and what only a verdict shows."""

    type: str
    body: dict[str, Any]  # Any: the JSON of the type's Body
    explanation: str
    explanation_html: str
    tags: list[str]
    feedback_html: dict[str, str] | None = None
    """By what a player may pick, as the type's `picked` names it."""
    hint: str = ""
    hint_html: str | None = None


class QuestionRecord(NamedTuple):
    """A question of an attempt: what is shown, and its key."""

    shown: QuestionShown
    key: QuestionKey


class AnswerRecord(NamedTuple):
    """An answer as it is stored."""

    question_id: int
    response: Any  # Any: the JSON of the type's Response
    credit: float
    points: float
    judged_by: int | None
    """The corrected question whose key it was regraded by; None if graded by its own."""
    elapsed_ms: int | None
    answered_at: datetime


class AttemptRecord(NamedTuple):
    """An attempt as it is stored, and the database's time when it was read."""

    id: UUID
    slug: str
    """The quiz's slug; likewise its title."""
    title: str
    question_ids: list[int]
    question_points: list[float]
    feedback: str
    asked_at: list[datetime] | None
    deadline: datetime | None
    shuffle_seed: int
    opaque_ids: bool
    """Whether its player sees opaque ids."""
    started_at: datetime
    finished_at: datetime | None
    player_name: str | None
    score: float | None
    first_score: float | None
    max_score: float
    hinted: list[int]
    """The questions whose hint its player asked for."""
    now: datetime
    names: Names
    """Whether the quiz now asks for a name."""
    own_rules: Rules | None
    """How it is scored and timed; None for a plain attempt."""
    practice_of: UUID | None = None
    """The attempt whose missed questions it repeats; None: it counts."""
    may_practise: bool = False
    """Whether the quiz lets players practise what they missed."""
    revisions: Mapping[int, int] | None = None
    """How often answers were given, changed or cleared, by question; only with free navigation."""

    @property
    def rules(self) -> Rules:
        return self.own_rules or PLAIN

    @property
    def times(self) -> Times:
        limits: dict[int, float] = {}
        if self.asked_at is not None:
            for place, question_id in enumerate(self.question_ids):
                seconds = self.rules.seconds_for(question_id)
                if seconds is not None:
                    limits[place] = seconds
        return Times(self.now, self.deadline, self.asked_at, limits)

    @property
    def finished(self) -> bool:
        return self.finished_at is not None

    @property
    def kept_back(self) -> bool:
        """Whether verdicts and the score are still withheld."""
        if not self.finished:
            return self.feedback != "immediate"
        after = self.rules.feedback_after
        return after is not None and self.now < after
