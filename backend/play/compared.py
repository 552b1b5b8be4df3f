"""How players did at the questions of a quiz, for those who look back at their attempt."""

from time import monotonic
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import Connection, text

from ..models import autocommit
from .caches import Kept
from .read import stored_attempt

LEAST = 5
"""Finished attempts below this are too few to compare with, and would show how one player did."""
LATEST = 500
QUESTIONS = 20_000
"""At most so many questions are counted, in the newest finished attempts."""
KEPT_FOR = 60.0  # seconds

FIGURES = text("""
    WITH latest AS MATERIALIZED (
        SELECT id, question_ids FROM attempt
        WHERE quiz_id = :quiz_id AND finished_at IS NOT NULL
            AND (score > 0 OR EXISTS (SELECT FROM answer WHERE attempt_id = attempt.id))
        ORDER BY number DESC LIMIT :latest
    ), asked AS (
        SELECT question_id, count(*) AS players
        FROM latest, unnest(question_ids) AS question_id GROUP BY question_id
    ), given AS (
        SELECT question_id, count(*) FILTER (WHERE credit >= 1) AS correct,
            count(*) FILTER (WHERE credit > 0 AND credit < 1) AS partly
        FROM latest JOIN answer ON attempt_id = latest.id GROUP BY question_id
    )
    SELECT question_id AS question, players, coalesce(correct, 0) AS correct,
        coalesce(partly, 0) AS partly
    FROM asked LEFT JOIN given USING (question_id)
    WHERE players >= :least
""")


class Compared(BaseModel):
    """How players did at one question."""

    question: Annotated[int, Field(description="The question's id.")]
    players: Annotated[
        int,
        Field(description="Finished attempts that had it, the newest ones with any answer."),
    ]
    correct: Annotated[int, Field(description="Those with full credit.")]
    partly: Annotated[int, Field(description="Those with some of it.")]


class ComparedList(BaseModel):
    questions: Annotated[
        list[Compared],
        Field(description="Those of the attempt that enough players had; none for practice."),
    ]


kept: Kept[int, tuple[float, dict[int, Compared]]] = Kept()
"""By quiz: when it is read again, and the figures by question. They expire by age alone."""


def compared(attempt_id: UUID) -> ComparedList:
    """Return how players did at the questions of an attempt; nothing while verdicts are withheld.

    Raises AttemptNotFound.
    """
    with autocommit() as connection:
        attempt, quiz_id, *_rest = stored_attempt(connection, attempt_id)
        if not attempt.finished or attempt.kept_back or attempt.practice_of:
            return ComparedList(questions=[])
        figures = _figures(connection, quiz_id, len(attempt.question_ids))
    return ComparedList(questions=[figures[one] for one in attempt.question_ids if one in figures])


def _figures(connection: Connection, quiz_id: int, drawn: int) -> dict[int, Compared]:
    until, figures = kept.get(quiz_id, (0.0, {}))
    if monotonic() < until:
        return figures
    latest = max(LEAST, min(LATEST, QUESTIONS // drawn))
    rows = connection.execute(FIGURES, {"quiz_id": quiz_id, "latest": latest, "least": LEAST})
    figures = {row.question: Compared(**row._mapping) for row in rows}
    kept[quiz_id] = (monotonic() + KEPT_FOR, figures)
    return figures
