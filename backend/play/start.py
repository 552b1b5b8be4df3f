"""Start an attempt: one draw, one row, one statement."""

import secrets
from datetime import UTC, datetime
from random import Random
from typing import NamedTuple

from sqlalchemy import Connection, text

from ..errors import NotFound, QuizEmpty
from ..metrics import STARTED
from ..models import autocommit
from ..models.attempt import new_attempt_id
from ..models.prepared import Prepared
from ..models.quiz_settings import QuizSettings
from ..questions import TYPES
from .draw import draw_positions
from .kept import Kept
from .view import AttemptView, QuizName, view_question

QUIZ = text("""
    SELECT settings, CAST(settings AS text) AS stored_settings,
        (SELECT max(position) FROM quiz_question WHERE quiz_id = quiz.id) AS bank_size
    FROM quiz
    WHERE slug = :slug AND visibility <> 'private' AND archived_at IS NULL
""")

# The cost does not depend on the size of the bank: positions are picked here, not rows there.
# The columns of `drawn` are those that players may see; the key is in none of them. While a newer
# release takes over, a quiz may hold questions of types that are not known here: they stay out.
STORE = Prepared(
    "start_attempt",
    """
        WITH seen AS (
            SELECT id, title
            FROM quiz
            WHERE slug = :slug AND visibility <> 'private' AND archived_at IS NULL
                AND settings = CAST(:settings AS jsonb)
                AND (SELECT max(position) FROM quiz_question WHERE quiz_id = quiz.id) = :bank_size
        ), drawn AS (
            SELECT seen.id AS quiz_id, title, position, points, question.id, type, prompt,
                html ->> 'prompt' AS prompt_html, view, difficulty
            FROM seen
            JOIN quiz_question ON quiz_question.quiz_id = seen.id
            JOIN question ON question.id = question_id
            WHERE position = ANY (CAST(:positions AS integer[]))
                AND type = ANY (CAST(:types AS text[]))
        ), stored AS (
            INSERT INTO attempt (id, quiz_id, question_ids, question_points, feedback, shuffle_seed,
                started_at, max_score)
            SELECT CAST(:attempt_id AS uuid), quiz_id,
                array_agg(id ORDER BY array_position(:positions, position)),
                array_agg(points ORDER BY array_position(:positions, position)),
                CAST(:feedback AS text), CAST(:seed AS bigint), CAST(:started_at AS timestamptz),
                round(CAST(sum(points) AS numeric), 4)
            FROM drawn
            GROUP BY quiz_id
            RETURNING max_score
        )
        SELECT drawn.*, max_score FROM drawn, stored
    """,
)


KNOWN = f"{{{','.join(TYPES)}}}"
"""The names of the types, as PostgreSQL writes an array."""
TRIES = 3
"""A draw fails when the quiz was changed since it was looked at, or if it holds nothing known."""


class Seen(NamedTuple):
    """What a draw needs to know of a quiz, as it was when last looked at."""

    settings: QuizSettings
    stored_settings: str
    bank_size: int


quizzes: Kept[str, Seen] = Kept()
"""Quizzes by slug. One that has changed since stores nothing, so it is looked at again."""


def start(slug: str) -> AttemptView:
    """A new attempt at the quiz. Raises NotFound or QuizEmpty."""
    with autocommit() as connection:
        quiz = quizzes.get(slug) or _look(connection, slug)
        for _ in range(TRIES):
            if attempt := _draw(connection, slug, quiz):
                STARTED.inc()
                return attempt
            quiz = _look(connection, slug)
    raise QuizEmpty("This quiz has no questions that this release of Popquiz knows.")


def _look(connection: Connection, slug: str) -> Seen:
    quiz = connection.execute(QUIZ, {"slug": slug}).one_or_none()
    if quiz is None:
        raise NotFound(f"There is no quiz {slug!r}.")
    if not quiz.bank_size:
        raise QuizEmpty("This quiz has no questions yet.")
    settings = QuizSettings.model_validate(quiz.settings)
    seen = quizzes[slug] = Seen(settings, quiz.stored_settings, quiz.bank_size)
    return seen


def _draw(connection: Connection, slug: str, quiz: Seen) -> AttemptView | None:
    """The stored attempt, or None if the quiz is no longer as it was seen."""
    seed = secrets.randbits(63)
    positions = draw_positions(quiz.bank_size, quiz.settings.draw, Random(seed))
    attempt_id, started_at = new_attempt_id(), datetime.now(UTC)
    rows = STORE.rows(
        connection,
        slug=slug,
        settings=quiz.stored_settings,
        bank_size=quiz.bank_size,
        types=KNOWN,
        positions=f"{{{','.join(map(str, positions))}}}",
        attempt_id=str(attempt_id),
        feedback=quiz.settings.feedback,
        seed=seed,
        started_at=started_at.isoformat(),
    )
    if not rows:
        return None
    drawn = sorted(rows, key=lambda row: positions.index(row.position))
    random = Random(seed)
    return AttemptView.model_construct(
        id=attempt_id,
        quiz=QuizName(slug=slug, title=drawn[0].title),
        feedback=quiz.settings.feedback,
        started_at=started_at,
        finished_at=None,
        player_name=None,
        score=0.0 if quiz.settings.feedback == "immediate" else None,
        max_score=drawn[0].max_score,
        rank=None,
        questions=[view_question(row, random, row.points) for row in drawn],
    )
