"""Replace or clear an answer, in an attempt with free navigation.

The client counts the revisions of each answer, and the highest one stands in whatever order they
arrive: sent again, in two tabs, or overtaken by a newer one. Each move locks the attempt, in a
statement of its own: what the later ones read is then what the last move left.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, text

from ..errors.play import AnswerStays, AttemptNotFound, QuestionNotDrawn
from ..errors.responses import InvalidResponse
from ..metrics import ANSWERED
from ..models import autocommit, db
from .caches import KeptQuestion, question_for_grading
from .ruled import LOCKED, Ruled
from .rules.judge import Judged, refusal
from .rules.present import AnswerView
from .rules.score import earned

STANDING = text("""
    SELECT
        coalesce((
            SELECT revision FROM answer_revision
            WHERE attempt_id = :attempt_id AND question_id = :question_id
        ), 0) AS revision,
        (
            SELECT response FROM answer
            WHERE attempt_id = :attempt_id AND question_id = :question_id
        ) AS response
""")
COUNT = text("""
    INSERT INTO answer_revision (attempt_id, question_id, revision)
    VALUES (:attempt_id, :question_id, :revision)
    ON CONFLICT (attempt_id, question_id) DO UPDATE SET revision = excluded.revision
""")
REPLACE = text("""
    INSERT INTO answer (attempt_id, question_id, response, credit, points, elapsed_ms)
    VALUES (:attempt_id, :question_id, CAST(:response AS jsonb), :credit,
        round(CAST(:points AS numeric), 4), :elapsed_ms)
    ON CONFLICT (attempt_id, question_id) DO UPDATE SET response = excluded.response,
        credit = excluded.credit, points = excluded.points, elapsed_ms = excluded.elapsed_ms,
        answered_at = excluded.answered_at
""")
CLEAR = text("DELETE FROM answer WHERE attempt_id = :attempt_id AND question_id = :question_id")
NOTE = text("""
    UPDATE attempt SET hinted = hinted || CAST(:question_id AS bigint)
    WHERE id = :attempt_id AND NOT :question_id = ANY (hinted)
""")
CREDIT = text(
    "SELECT credit FROM answer WHERE attempt_id = :attempt_id AND question_id = :question_id"
)
HINTED = text("""
    UPDATE answer SET points = round(CAST(:points AS numeric), 4)
    WHERE attempt_id = :attempt_id AND question_id = :question_id
""")


class Delivery(NamedTuple):
    """What a move is about, and its place among the moves at the same question."""

    attempt_id: UUID
    question_id: int
    revision: int


class Standing(NamedTuple):
    """The answer to a question that counts now."""

    revision: int
    response: Any  # Any: the JSON of the type's Response, with the author's ids; None: no answer


def replace(
    delivery: Delivery, question: KeptQuestion, judged: Judged, columns: Mapping[str, object]
) -> AnswerView:
    """Store the answer unless a newer one stands; return the one that stands.

    Raises AttemptTimeUp, AttemptFinished or InvalidResponse; then nothing is stored.
    """
    credit = judged.credit

    def write(connection: Connection, ruled: Ruled) -> None:
        if isinstance(credit, InvalidResponse):
            raise credit
        points = earned(ruled.worth, credit, ruled.rules, hinted=ruled.hinted)
        connection.execute(REPLACE, {**columns, "credit": credit, "points": points})

    before, standing = _settle(delivery, write)
    if before.response is None and standing.response is not None:
        ANSWERED.inc()
    return _view(delivery, question, standing)


def clear(attempt_id: UUID, question_id: int, revision: int) -> AnswerView:
    """Remove the answer unless a newer one stands; return what stands.

    Raises AttemptNotFound, QuestionNotDrawn, AnswerStays, AttemptTimeUp or AttemptFinished.
    """
    delivery = Delivery(attempt_id, question_id, revision)
    with autocommit() as connection:
        question = question_for_grading(connection, question_id)
    if question is None:
        raise QuestionNotDrawn

    def write(connection: Connection, _ruled: Ruled) -> None:
        connection.execute(CLEAR, delivery._asdict())

    return _view(delivery, question, _settle(delivery, write)[1])


def note_hint(attempt_id: UUID, question_id: int) -> None:
    """Note that the hint was asked for; it costs an answer that stands already, too.

    Raises AttemptTimeUp or AttemptFinished.
    """
    ids: dict[str, object] = {"attempt_id": attempt_id, "question_id": question_id}
    with db.engine.begin() as connection:
        ruled = _locked(connection, attempt_id, question_id)
        refused = refusal(ruled.times, ruled.place, ruled.finished_at)
        if refused:
            raise refused
        connection.execute(NOTE, ids)
        credit = connection.execute(CREDIT, ids).scalar_one_or_none()
        if credit is not None:
            points = earned(ruled.worth, credit, ruled.rules, hinted=True)
            connection.execute(HINTED, {**ids, "points": points})


def _settle(
    delivery: Delivery, write: Callable[[Connection, Ruled], None]
) -> tuple[Standing, Standing]:
    """Return what stood before and what stands now; `write` is only called for a newer revision.

    An older one is not refused, whatever the state of the attempt: what it says is settled.
    """
    ids = delivery._asdict()
    with db.engine.begin() as connection:
        ruled = _locked(connection, delivery.attempt_id, delivery.question_id)
        before = Standing._make(connection.execute(STANDING, ids).one())
        if delivery.revision <= before.revision:
            return before, before
        refused = refusal(ruled.times, ruled.place, ruled.finished_at)
        if refused:
            raise refused
        connection.execute(COUNT, ids)
        write(connection, ruled)
        return before, Standing._make(connection.execute(STANDING, ids).one())


def _locked(connection: Connection, attempt_id: UUID, question_id: int) -> Ruled:
    """Return the attempt, which no other move changes until the end of the transaction."""
    rows = LOCKED.rows(connection, attempt_id=str(attempt_id), question_id=question_id)
    if not rows:
        raise AttemptNotFound
    [ruled] = rows
    if ruled.place is None:
        raise QuestionNotDrawn
    if not ruled.rules.free:
        raise AnswerStays
    return ruled


def _view(delivery: Delivery, question: KeptQuestion, standing: Standing) -> AnswerView:
    """With the ids that players see. Never with a verdict: attempts with free navigation have none
    before they are handed in."""
    kind, body, response = question.kind, question.body, standing.response
    return AnswerView.model_construct(
        question=delivery.question_id,
        response=response and kind.shown(body, kind.Response.model_validate(response)),
        verdict=None,
        revision=standing.revision,
    )
