"""Which questions of a quiz may be drawn: those with any of its tags and difficulties, if told."""

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
""")  # noqa: S608  (our own words)


class Bank(NamedTuple):
    """The questions that may be drawn, in the quiz's order, and what each is worth.

    Of a million questions that is 16 MB, read in a third of a second.
    """

    question_ids: "array[int]"
    points: "array[float]"


def count_drawable(session: Session, quiz_id: int) -> int:
    """How many questions of the quiz may be drawn."""
    found: int = session.execute(COUNT, {"quiz_id": quiz_id}).scalar_one()
    return found


# As two byte strings: as rows, a large bank would take seconds.
PACKED = f"""
    SELECT string_agg(int8send(question_id), CAST('' AS bytea) ORDER BY position) AS question_ids,
        string_agg(float8send(points), CAST('' AS bytea) ORDER BY position) AS points
    FROM quiz_question
    WHERE {DRAWABLE}
"""  # noqa: S608  (as above)
"""The bank of the row `quiz`, to be unpacked."""


def unpacked(question_ids: bytes | None, points: bytes | None) -> Bank:
    return Bank(_column(array("q"), question_ids), _column(array("d"), points))


def _column(column: "array[N]", sent: bytes | None) -> "array[N]":
    column.frombytes(bytes(sent or b""))
    if sys.byteorder == "little":
        column.byteswap()  # PostgreSQL sends the high byte first
    return column
