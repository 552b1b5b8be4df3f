"""Grade stored responses by the current keys of their questions. Writes nothing."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Text, cast, func, select

from ...document.quiz_settings import PLAIN, Rules
from ...errors.requests import refused
from ...errors.results import TooManyAnswers
from ...models import Answer, Attempt, Question, Quiz, db
from ...play.rules.score import earned, lateness, total
from ...questions import TYPES, InvalidResponse
from .editions import editions

AT_ONCE = 2_000
MOST = 30_000
"""Answers per re-scoring: more would exceed the time limit of a request."""


class Regraded(NamedTuple):
    """An answer to an older edition of a question, graded by the current edition's key."""

    attempt_id: UUID
    question_id: int
    judged_by: int
    credit: float | None
    """None: the response does not fit the new edition; the answer stays unchanged."""
    points: float
    former_credit: float
    former_points: float

    @property
    def changed(self) -> bool:
        former = (self.former_credit, self.former_points)
        return self.fits and (self.credit, self.points) != former

    @property
    def fits(self) -> bool:
        return self.credit is not None


class GivenAnswer(NamedTuple):
    """A stored answer, and what its points are calculated from."""

    attempt_id: UUID
    question_id: int
    response: str
    """JSON as written by PostgreSQL: equal responses are equal texts."""
    credit: float
    points: float
    elapsed_ms: int | None
    judged_by: int | None
    stored_rules: dict[str, Any]  # Any: parsed by Rules
    timed: bool
    hinted: bool
    worth: float


class ScoreChange(NamedTuple):
    """An attempt whose score changes."""

    id: UUID
    number: int
    player_name: str | None
    before: float
    after: float
    max_score: float


def superseded(quiz: Quiz, questions: set[int] | None) -> dict[int, int]:
    """Map the ids of older editions of these questions to the current one; None: of all."""
    return {
        old: new
        for old, new in editions(quiz).items()
        if old != new and (questions is None or new in questions)
    }


def regrade(quiz: Quiz, questions: set[int] | None) -> list[Regraded]:
    """Regrade the answers of finished attempts to older editions of these questions; None: of all.

    Skips answers that were already graded by the newest edition. Raises InvalidRequest for too
    many.
    """
    keys = Keys(superseded(quiz, questions))
    finished = (Attempt.quiz_id == quiz.id, Attempt.finished_at.is_not(None))
    found = []
    for answer in keys.regraded(*finished):
        found.append(answer)
        if len(found) > MOST:
            raise refused("questions", TooManyAnswers(limit=MOST, slug=quiz.slug))
    return found


def score_changes(answers: Iterable[Regraded]) -> list[ScoreChange]:
    """Find the attempts whose scores change with these answers, newest first."""
    gained: dict[UUID, float] = {}
    for answer in answers:
        if answer.changed:
            more = answer.points - answer.former_points
            gained[answer.attempt_id] = gained.get(answer.attempt_id, 0.0) + more
    found = []
    for chunk in _chunks([*gained]):
        rows = db.session.execute(
            select(
                *(Attempt.id, Attempt.number, Attempt.player_name, Attempt.score),
                Attempt.max_score,
                func.sum(Answer.points).label("sum"),
            )
            .join(Answer, Answer.attempt_id == Attempt.id)
            .where(Attempt.id.in_(chunk))
            .group_by(Attempt.id)
        )
        for row in rows:
            after = total([row.sum, gained[row.id]])
            if after != row.score:
                found.append(
                    ScoreChange(
                        row.id, row.number, row.player_name, row.score, after, row.max_score
                    )
                )
    return sorted(found, key=lambda attempt: -attempt.number)


class Keys:
    """Grades answers to older editions by current keys. `current` is a result of `superseded`."""

    def __init__(self, current: dict[int, int]) -> None:
        self._current = current
        self._graders = Graders({*current, *current.values()})

    def regraded(self, *where: ColumnElement[bool]) -> Iterator[Regraded]:
        """Regrade the answers of these attempts, except those already graded by the current key."""
        for given in _answers(list(self._current), where):
            new = self._current[given.question_id]
            if given.judged_by != new:
                credit = self._graders.credit(given.question_id, new, given.response)
                yield _regraded(given, new, credit)


class Graders:
    """Grades responses, and caches the credits, since the same responses occur again and again."""

    def __init__(self, ids: set[int]) -> None:
        rows = db.session.execute(
            select(Question.id, Question.type, Question.body).where(Question.id.in_(ids))
        )
        self._types = {row.id: row.type for row in rows}
        self._bodies: dict[int, Any] = {}  # Any: each type has its own
        self._credits: dict[tuple[int, int, str], float | None] = {}

    def credit(self, old: int, new: int, response: str) -> float | None:
        """Return the credit by the new question's key; None if the response (JSON) does not fit."""
        kind = TYPES[self._types[new]]
        if self._types[old] != kind.name or not kind.graded:
            return None
        key = (old, new, response)
        if key not in self._credits:
            if len(self._credits) > MOST:
                self._credits.clear()
            try:
                given = kind.Response.model_validate_json(response)
                given = kind.carried(self._body(old), self._body(new), given)
                self._credits[key] = kind.grade(self._body(new), given)
            except InvalidResponse:
                self._credits[key] = None
        return self._credits[key]

    def _body(self, question_id: int) -> Any:  # Any: each type has its own
        if question_id not in self._bodies:
            question = db.session.get_one(Question, question_id)
            self._bodies[question_id] = TYPES[question.type].stored(question.body)
        return self._bodies[question_id]


def _answers(
    question_ids: list[int], where: tuple[ColumnElement[bool], ...]
) -> Iterator[GivenAnswer]:
    place = func.array_position(Attempt.question_ids, Answer.question_id)
    statement = (
        select(
            *(Answer.attempt_id, Answer.question_id, cast(Answer.response, Text).label("response")),
            *(Answer.credit, Answer.points, Answer.elapsed_ms, Answer.judged_by, Attempt.rules),
            Attempt.asked_at.is_not(None).label("timed"),
            (Answer.question_id == Attempt.hinted.any_()).label("hinted"),
            Attempt.question_points[place].label("worth"),
        )
        .join(Attempt, Attempt.id == Answer.attempt_id)
        .where(*where, Answer.question_id.in_(question_ids))
        .execution_options(yield_per=AT_ONCE)
    )
    for row in db.session.execute(statement):
        yield GivenAnswer(*row)


def _regraded(given: GivenAnswer, new: int, credit: float | None) -> Regraded:
    points = given.points
    if credit is not None:
        rules = Rules.model_validate(given.stored_rules) if given.stored_rules else PLAIN
        late = 0.0
        if given.timed and given.elapsed_ms is not None:  # otherwise the client measured it
            late = lateness(given.elapsed_ms / 1000, rules.seconds_for(given.question_id))
        points = round(earned(given.worth, credit, rules, late, given.hinted), 4)
    ids = (given.attempt_id, given.question_id, new)
    return Regraded(*ids, credit, points, given.credit, given.points)


def _chunks(ids: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]
