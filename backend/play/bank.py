"""The bank of a quiz: its questions that match its tags and difficulties, if it sets any."""

import sys
from array import array
from typing import NamedTuple, TypeVar

from sqlalchemy import text
from sqlalchemy.orm import Session

N = TypeVar("N", int, float)

DRAWABLE = """
    quiz_id = quiz.id
    AND (coalesce(settings -> 'tags', '[]') = '[]' OR EXISTS (
        SELECT FROM question WHERE id = question_id
            AND tags && ARRAY(SELECT jsonb_array_elements_text(settings -> 'tags'))))
    AND (coalesce(settings -> 'difficulty', '[]') = '[]' OR EXISTS (
        SELECT FROM question WHERE id = question_id
            AND settings -> 'difficulty' @> to_jsonb(difficulty)))
"""
COUNT = text(f"""
    SELECT count(*) FROM quiz, quiz_question WHERE quiz.id = :quiz_id AND {DRAWABLE}
""")  # noqa: S608  (constants only)


class Bank(NamedTuple):
    """The drawable questions in the quiz's order, and what each is worth.

    A million questions take 16 MB and a third of a second to read.
    """

    question_ids: "array[int]"
    points: "array[float]"
    seconds: dict[int, int]
    """The time limits of questions that have their own, by id."""


def count_drawable(session: Session, quiz_id: int) -> int:
    """Count the questions that may be drawn."""
    found: int = session.execute(COUNT, {"quiz_id": quiz_id}).scalar_one()
    return found


# Two byte strings: a large bank would take seconds as rows.
PACKED = f"""
    SELECT string_agg(int8send(question_id), CAST('' AS bytea) ORDER BY position) AS question_ids,
        string_agg(float8send(points), CAST('' AS bytea) ORDER BY position) AS points,
        (SELECT jsonb_object_agg(question_id, seconds) FROM quiz_question
            WHERE quiz_id = quiz.id AND seconds IS NOT NULL) AS seconds
    FROM quiz_question
    WHERE {DRAWABLE}
"""  # noqa: S608  (as above)
"""Selects the bank for the row `quiz`, to be decoded by `unpacked`."""


def unpacked(
    question_ids: bytes | None, points: bytes | None, seconds: dict[str, int] | None
) -> Bank:
    own = {int(question_id): limit for question_id, limit in (seconds or {}).items()}
    return Bank(_column(array("q"), question_ids), _column(array("d"), points), own)


def _column(column: "array[N]", sent: bytes | None) -> "array[N]":
    column.frombytes(bytes(sent or b""))
    if sys.byteorder == "little":
        column.byteswap()  # PostgreSQL sends the high byte first
    return column
