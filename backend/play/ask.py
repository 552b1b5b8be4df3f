"""Ask for the next question of an attempt, where they are shown one at a time."""

from uuid import UUID

from sqlalchemy import text

from ..errors import AlreadyFinished, NotAsked, NotDrawn, NotFound, TimeUp
from ..models import autocommit
from .read import read
from .rules.judge import FINISHED
from .rules.present import AttemptView

# Of several at the same instant the first one opens it; the others find it open.
ASK = text("""
    WITH asked AS (
        UPDATE attempt
        SET asked_at = asked_at || now()
        WHERE id = :attempt_id AND finished_at IS NULL
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
    """The attempt with this question open, and its time running; those before it are closed.

    Asking again changes nothing. Raises NotFound, NotDrawn, AlreadyFinished, TimeUp, or NotAsked
    if it is not the next one.
    """
    with autocommit() as connection:
        ids = {"attempt_id": attempt_id, "question_id": question_id}
        attempt = connection.execute(ASK, ids).one_or_none()
    if attempt is None:
        raise NotFound("There is no such attempt.")
    if attempt.place is None:
        raise NotDrawn("This question is not part of the attempt.")
    if not attempt.opened and attempt.place > attempt.shown:
        if attempt.finished_at is not None:
            raise AlreadyFinished(FINISHED)
        if attempt.over:
            raise TimeUp("The time is over.")
        if attempt.place > attempt.shown + 1:
            raise NotAsked("This question comes later: questions are shown one at a time.")
    return read(attempt_id)
