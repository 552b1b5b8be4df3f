"""Ask for the next question of an attempt that shows them one at a time."""

from uuid import UUID

from sqlalchemy import text

from ..errors.play import (
    AttemptFinished,
    AttemptNotFound,
    AttemptTimeUp,
    QuestionComesLater,
    QuestionNotDrawn,
)
from ..models import autocommit
from .read import read
from .rules.present import AttemptView

# Of concurrent requests, the first opens the question; the others find it open.
ASK = text("""
    WITH asked AS (
        UPDATE attempt
        SET asked_at = asked_at || now()
        WHERE id = :attempt_id AND finished_at IS NULL AND game_id IS NULL
            AND question_ids[cardinality(asked_at) + 1] = :question_id
            AND (deadline IS NULL OR now() < deadline)
        RETURNING id
    )
    SELECT finished_at, array_position(question_ids, :question_id) AS place,
        coalesce(cardinality(asked_at), cardinality(question_ids)) AS shown,
        coalesce(now() >= deadline, false) AS over, EXISTS (SELECT FROM asked) AS opened
    FROM attempt
    WHERE id = :attempt_id
""")


def ask(attempt_id: UUID, question_id: int) -> AttemptView:
    """Open this question, start its time and close those before it; return the attempt.

    Asking again changes nothing. Raises AttemptNotFound, QuestionNotDrawn, AttemptFinished,
    AttemptTimeUp, or QuestionComesLater if it is not the next one.
    """
    with autocommit() as connection:
        ids = {"attempt_id": attempt_id, "question_id": question_id}
        attempt = connection.execute(ASK, ids).one_or_none()
    if attempt is None:
        raise AttemptNotFound
    if attempt.place is None:
        raise QuestionNotDrawn
    if not attempt.opened and attempt.place > attempt.shown:
        if attempt.finished_at is not None:
            raise AttemptFinished
        if attempt.over:
            raise AttemptTimeUp
        if attempt.place > attempt.shown + 1:
            raise QuestionComesLater
    return read(attempt_id)
