"""What a process keeps of a quiz between two starts, and how it is looked at."""

import secrets
from array import array
from collections.abc import Sequence
from datetime import datetime
from random import Random
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, text

from ..errors import NotFound, QuizEmpty
from ..models.attempt import new_attempt_id
from ..models.bank import drawable
from ..models.quiz_settings import QuizSettings
from .draw import draw_positions
from .kept import Kept

QUIZ = text("""
    SELECT id, settings, revision, updated_at, now() AS now,
        (SELECT max(position) FROM quiz_question WHERE quiz_id = quiz.id) AS bank_size
    FROM quiz
    WHERE slug = :slug AND visibility <> 'private' AND archived_at IS NULL
""")


class Seen(NamedTuple):
    """What a draw needs to know of a quiz, as it was when last looked at."""

    id: int
    settings: QuizSettings
    ruled: bool
    revision: int
    updated_at: str
    bank: Sequence[int]
    """The positions that may be drawn, in order."""
    now: datetime
    """When that was, by the database's clock."""


quizzes: Kept[str, Seen] = Kept()
"""Quizzes by slug. One that has changed since stores nothing, so it is looked at again."""


def look(connection: Connection, slug: str) -> Seen:
    """The quiz as it is now. Raises NotFound or QuizEmpty."""
    quiz = connection.execute(QUIZ, {"slug": slug}).one_or_none()
    if quiz is None:
        raise NotFound(f"There is no quiz {slug!r}.")
    if not quiz.bank_size:
        raise QuizEmpty("This quiz has no questions yet.")
    settings = QuizSettings.model_validate(quiz.settings)
    bank: Sequence[int] = range(1, quiz.bank_size + 1)
    if settings.tags or settings.difficulty:
        matching = drawable(quiz.id, settings.tags, settings.difficulty)
        bank = array("i", connection.scalars(matching))
        if not bank:
            raise QuizEmpty("This quiz has no questions with these tags and difficulties.")
    updated_at = quiz.updated_at.isoformat()
    seen = quizzes[slug] = Seen(
        quiz.id, settings, settings.ruled, quiz.revision, updated_at, bank, quiz.now
    )
    return seen


class Draw(NamedTuple):
    """An attempt before it is stored."""

    attempt_id: UUID
    seed: int
    positions: list[int]


def draw(quiz: Seen) -> Draw:
    """Random questions, in the order of the rules."""
    settings, seed = quiz.settings, secrets.randbits(63)
    positions = draw_positions(
        quiz.bank,
        settings.draw,
        Random(seed),
        settings.first,
        settings.last,
        settings.shuffle_questions,
    )
    return Draw(new_attempt_id(), seed, positions)
