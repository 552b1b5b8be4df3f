"""Start an attempt: one draw, one row."""

import secrets
from datetime import UTC, datetime
from random import Random
from typing import Any
from uuid import uuid4

from sqlalchemy import Integer, any_, bindparam, func, insert, select
from sqlalchemy.dialects.postgresql import ARRAY

from ..errors import NotFound, QuizEmpty
from ..models import Attempt, Question, Quiz, QuizQuestion, autocommit
from ..models.quiz_settings import QuizSettings
from .draw import draw_positions
from .score import total
from .view import SHOWN, AttemptView, QuizName, view_question

# Three statements, whatever the size of the bank. Built once: building costs more than running.
QUIZ = select(
    Quiz.id,
    Quiz.title,
    Quiz.settings,
    select(func.max(QuizQuestion.position))
    .where(QuizQuestion.quiz_id == Quiz.id)
    .scalar_subquery()
    .label("bank_size"),
).where(Quiz.slug == bindparam("slug"), Quiz.visibility != "private")

DRAWN = (
    select(QuizQuestion.position, QuizQuestion.points, *SHOWN)
    .join(Question, Question.id == QuizQuestion.question_id)
    .where(
        QuizQuestion.quiz_id == bindparam("quiz_id"),
        QuizQuestion.position == any_(bindparam("positions", type_=ARRAY(Integer))),
    )
)

STORE = insert(Attempt)


def start(slug: str) -> AttemptView:
    """A new attempt at the quiz. Raises NotFound or QuizEmpty."""
    with autocommit() as connection:
        quiz = connection.execute(QUIZ, {"slug": slug}).one_or_none()
        if quiz is None:
            raise NotFound(f"There is no quiz {slug!r}.")
        if not quiz.bank_size:
            raise QuizEmpty("This quiz has no questions yet.")

        settings = QuizSettings.model_validate(quiz.settings)
        seed = secrets.randbits(63)
        positions = draw_positions(quiz.bank_size, settings.draw, Random(seed))
        rows = connection.execute(DRAWN, {"quiz_id": quiz.id, "positions": positions})
        drawn = sorted(rows, key=lambda row: positions.index(row.position))
        attempt: dict[str, Any] = {  # Any: the columns of an attempt
            "id": uuid4(),
            "feedback": settings.feedback,
            "started_at": datetime.now(UTC),
            "max_score": total(row.points for row in drawn),
        }
        draw = {
            "quiz_id": quiz.id,
            "question_ids": [row.id for row in drawn],
            "question_points": [row.points for row in drawn],
            "shuffle_seed": seed,
        }
        connection.execute(STORE, {**attempt, **draw})
    return AttemptView.model_construct(
        **attempt,
        quiz=QuizName(slug=slug, title=quiz.title),
        finished_at=None,
        player_name=None,
        score=0.0 if settings.feedback == "immediate" else None,
        rank=None,
        questions=[view_question(row, seed, row.points) for row in drawn],
    )
