"""Answers where the quiz has rules: whether they are in time, and the points that they earn."""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ..errors import AlreadyFinished, NotAsked, TimeUp
from ..prepared import Prepared
from .rules.present import AnyRow, rules_of, times_of
from .rules.score import earned, lateness

FINISHED = "This attempt is finished: it takes no more answers."

LOOK = Prepared(
    "look_at_ruled_attempt",
    """
        SELECT rules, asked_at, deadline, finished_at, now() AS now,
            array_position(question_ids, :question_id) - 1 AS place,
            question_points[array_position(question_ids, :question_id)] AS worth
        FROM attempt
        WHERE id = :attempt_id
    """,
)

# Stores nothing if the attempt is no longer as it was when the points were worked out: it was
# finished, or the next question was asked for.
STORE = Prepared(
    "store_ruled_answer",
    """
        WITH playing AS (
            SELECT id
            FROM attempt
            WHERE id = :attempt_id AND finished_at IS NULL
                AND cardinality(asked_at) IS NOT DISTINCT FROM CAST(:asked AS integer)
            FOR SHARE
        )
        INSERT INTO answer (attempt_id, question_id, response, credit, points, elapsed_ms)
        SELECT id, :question_id, CAST(:response AS jsonb), CAST(:credit AS float8),
            round(CAST(CAST(:points AS float8) AS numeric), 4), CAST(:elapsed_ms AS integer)
        FROM playing
        ON CONFLICT DO NOTHING
        RETURNING points
    """,
)


def look(connection: Connection, attempt_id: UUID, question_id: int) -> AnyRow:
    """What the rules need of an attempt that exists; the place in the draw counts from 0."""
    [playing] = LOOK.rows(connection, attempt_id=str(attempt_id), question_id=question_id)
    return playing


def refusal(playing: AnyRow) -> Exception | None:
    """Why the attempt takes no answer to this question now; None if it does."""
    times = times_of(playing, rules_of(playing))
    if playing.finished_at is not None:
        return AlreadyFinished(FINISHED)
    if not times.asked(playing.place):
        return NotAsked("This question comes later: questions are shown one at a time.")
    if times.over():
        return TimeUp("The time is over.")
    if times.closed(playing.place):
        return TimeUp("The time for this question is over.")
    return None


def store(
    connection: Connection, playing: AnyRow, credit: float, answer: dict[str, Any]
) -> float | None:
    """The points of the stored answer; None if there is one already, or the attempt has moved on.

    Of a question with a timer the server's own measure of the time is kept. Any: the columns.
    """
    rules = rules_of(playing)
    elapsed = times_of(playing, rules).elapsed(playing.place)
    late = 0.0
    if elapsed is not None:
        late = lateness(elapsed, rules.question_seconds)
        answer = {**answer, "elapsed_ms": round(elapsed * 1000)}
    rows = STORE.rows(
        connection,
        **answer,
        credit=credit,
        points=earned(playing.worth, credit, rules, late),
        asked=None if playing.asked_at is None else len(playing.asked_at),
    )
    return rows[0].points if rows else None
