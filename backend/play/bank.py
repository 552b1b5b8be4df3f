"""The bank of a quiz: its questions that match its tags and difficulties, if it sets any."""

import sys
from array import array
from collections.abc import Mapping
from random import Random
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import text
from sqlalchemy.orm import Session

from .rules.draw import draw_places_per_tag

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


# For each tag that a quiz draws by, the places in its bank of the questions that have it.
TAGGED = f"""
    SELECT jsonb_object_agg(tag, places) FROM (
        SELECT tag, jsonb_agg(place ORDER BY place) AS places
        FROM (
            SELECT question_id, row_number() OVER (ORDER BY position) - 1 AS place
            FROM quiz_question WHERE {DRAWABLE}
        ) AS drawable
        JOIN question ON question.id = question_id, unnest(tags) AS tag
        WHERE settings -> 'draw_per_tag' -> tag IS NOT NULL
        GROUP BY tag
    ) AS tagged
    WHERE settings -> 'draw_per_tag' IS NOT NULL
"""  # noqa: S608  (as above)
COUNT_TAGGED = text(f"SELECT ({TAGGED}) FROM quiz WHERE id = :quiz_id")  # noqa: S608  (as above)


class Bank(NamedTuple):
    """The drawable questions in the quiz's order, and what each is worth.

    A million questions take 16 MB and a third of a second to read.
    """

    question_ids: "array[int]"
    points: "array[float]"
    seconds: dict[int, int]
    """The time limits of questions that have their own, by id."""
    tagged: "dict[str, array[int]]"
    """The places, from 0, of the questions with a tag that the quiz draws by."""


def count_drawable(session: Session, quiz_id: int) -> int:
    """Count the questions that may be drawn."""
    found: int = session.execute(COUNT, {"quiz_id": quiz_id}).scalar_one()
    return found


# Two byte strings: a large bank would take seconds as rows.
PACKED = f"""
    SELECT string_agg(int8send(question_id), CAST('' AS bytea) ORDER BY position) AS question_ids,
        string_agg(float8send(points), CAST('' AS bytea) ORDER BY position) AS points,
        (SELECT jsonb_object_agg(question_id, seconds) FROM quiz_question
            WHERE quiz_id = quiz.id AND seconds IS NOT NULL) AS seconds,
        ({TAGGED}) AS tagged
    FROM quiz_question
    WHERE {DRAWABLE}
"""  # noqa: S608  (as above)
"""Selects the bank for the row `quiz`, to be decoded by `unpacked`."""


def unpacked(row: Any) -> Bank:  # Any: a row with the columns of PACKED
    own = {int(question_id): limit for question_id, limit in (row.seconds or {}).items()}
    tagged = {tag: array("q", places) for tag, places in (row.tagged or {}).items()}
    return Bank(_column(array("q"), row.question_ids), _column(array("d"), row.points), own, tagged)


def count_per_tag(session: Session, quiz_id: int, wanted: Mapping[str, int]) -> int:
    """Count the questions that an attempt gets, if it draws so many of each tag."""
    found = session.execute(COUNT_TAGGED, {"quiz_id": quiz_id}).scalar_one() or {}
    tagged = [(found.get(tag, []), count) for tag, count in wanted.items()]
    size = 1 + max((places[-1] for places, _count in tagged if places), default=-1)
    return len(draw_places_per_tag(size, tagged, Random(0)))


def _column(column: "array[N]", sent: bytes | None) -> "array[N]":
    column.frombytes(bytes(sent or b""))
    if sys.byteorder == "little":
        column.byteswap()  # PostgreSQL sends the high byte first
    return column
