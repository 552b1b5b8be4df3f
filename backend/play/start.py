"""Start an attempt: one draw, one row."""

import secrets
from datetime import UTC, datetime
from random import Random
from uuid import uuid4

from sqlalchemy import func, select

from ..errors import NotFound, QuizEmpty
from ..models import Attempt, Question, Quiz, QuizQuestion, db
from ..models.quiz_settings import QuizSettings
from .draw import draw_positions
from .score import total
from .view import AttemptView, QuizName, view_attempt


def start(slug: str) -> AttemptView:
    """A new attempt at the quiz. Raises NotFound or QuizEmpty.

    Three statements, whatever the size of the bank.
    """
    bank_size = (
        select(func.max(QuizQuestion.position))
        .where(QuizQuestion.quiz_id == Quiz.id)
        .scalar_subquery()
    )
    quiz = db.session.execute(
        select(Quiz.id, Quiz.title, Quiz.settings, bank_size.label("bank_size")).where(
            Quiz.slug == slug, Quiz.visibility != "private"
        )
    ).one_or_none()
    if quiz is None:
        raise NotFound(f"There is no quiz {slug!r}.")
    if not quiz.bank_size:
        raise QuizEmpty("This quiz has no questions yet.")

    settings = QuizSettings.model_validate(quiz.settings)
    seed = secrets.randbits(63)
    positions = draw_positions(quiz.bank_size, settings.draw, Random(seed))
    drawn = db.session.execute(
        select(QuizQuestion.position, QuizQuestion.points, Question)
        .join(Question, Question.id == QuizQuestion.question_id)
        .where(QuizQuestion.quiz_id == quiz.id, QuizQuestion.position.in_(positions))
    ).all()
    by_position = {row.position: row for row in drawn}
    rows = [by_position[position] for position in positions if position in by_position]

    attempt = Attempt(
        id=uuid4(),
        quiz_id=quiz.id,
        question_ids=[row.Question.id for row in rows],
        question_points=[row.points for row in rows],
        feedback=settings.feedback,
        shuffle_seed=seed,
        started_at=datetime.now(UTC),
        max_score=total(row.points for row in rows),
    )
    questions = {row.Question.id: row.Question for row in rows}
    view = view_attempt(attempt, QuizName(slug=slug, title=quiz.title), questions, {}, None)
    db.session.add(attempt)
    db.session.commit()
    return view
