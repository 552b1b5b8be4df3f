"""Read an attempt: to go on after a reload, on another device, or to look back."""

from uuid import UUID

from sqlalchemy import func, select

from ..errors import NotFound
from ..models import Answer, Attempt, Question, Quiz, db
from .view import AttemptView, QuizName, view_attempt

RANKS_COUNTED = 1000
"""Ranks are counted up to here, so that a low rank costs no more than a high one."""


def read(attempt_id: UUID) -> AttemptView:
    """The attempt as it stands. Raises NotFound. Writes nothing."""
    row = db.session.execute(
        select(Attempt, Quiz.slug, Quiz.title).join(Quiz).where(Attempt.id == attempt_id)
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such attempt.")
    attempt: Attempt = row.Attempt
    answers = db.session.scalars(select(Answer).where(Answer.attempt_id == attempt_id))
    questions = db.session.scalars(select(Question).where(Question.id.in_(attempt.question_ids)))
    return view_attempt(
        attempt,
        QuizName(slug=row.slug, title=row.title),
        {question.id: question for question in questions},
        {answer.question_id: answer for answer in answers},
        rank(attempt),
    )


def rank(attempt: Attempt) -> int | None:
    """The attempt's place among the named ones of its quiz; None if it has none or is far down."""
    if attempt.score is None or attempt.player_name is None:
        return None
    better = (
        select(Attempt.id)
        .where(
            Attempt.quiz_id == attempt.quiz_id,
            Attempt.finished_at.is_not(None),
            Attempt.player_name.is_not(None),
            Attempt.score > attempt.score,
        )
        .limit(RANKS_COUNTED)
        .subquery()
    )
    count = db.session.scalar(select(func.count()).select_from(better)) or 0
    return count + 1 if count < RANKS_COUNTED else None
