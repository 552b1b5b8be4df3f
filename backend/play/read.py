"""Read an attempt: to go on after a reload, on another device, or to look back."""

from uuid import UUID

from sqlalchemy import Connection, bindparam, func, select

from ..errors import NotFound
from ..models import Answer, Attempt, Question, Quiz, autocommit
from .columns import REVEALED, SHOWN
from .leaderboard import RESULT_IS_OUT
from .rules.present import AnyRow, AttemptView, view_attempt

RANKS_COUNTED = 1000
"""Ranks are counted up to here, so that a low rank costs no more than a high one."""

ATTEMPT = (
    select(*Attempt.__table__.c, Quiz.slug, Quiz.title, func.now().label("now"))
    .join(Quiz)
    .where(Attempt.id == bindparam("attempt_id"))
)
ANSWERS = select(*Answer.__table__.c).where(Answer.attempt_id == bindparam("attempt_id"))
QUESTIONS = select(*SHOWN, *REVEALED).where(
    Question.id.in_(bindparam("question_ids", expanding=True))
)
BETTER = select(func.count()).select_from(
    select(Attempt.id)
    .where(
        Attempt.quiz_id == bindparam("quiz_id"),
        Attempt.finished_at.is_not(None),
        Attempt.player_name.is_not(None),
        Attempt.score > bindparam("score"),
        RESULT_IS_OUT,
    )
    .limit(RANKS_COUNTED)
    .subquery()
)


def read(attempt_id: UUID) -> AttemptView:
    """The attempt as it stands. Raises NotFound. Writes nothing."""
    with autocommit() as connection:
        attempt = connection.execute(ATTEMPT, {"attempt_id": attempt_id}).one_or_none()
        if attempt is None:
            raise NotFound("There is no such attempt.")
        answers = connection.execute(ANSWERS, {"attempt_id": attempt_id}).all()
        judges = [answer.judged_by for answer in answers if answer.judged_by]
        wanted = {"question_ids": [*attempt.question_ids, *judges]}
        questions = connection.execute(QUESTIONS, wanted)
        return view_attempt(
            attempt,
            {question.id: question for question in questions},
            {answer.question_id: answer for answer in answers},
            _rank(connection, attempt),
        )


def _rank(connection: Connection, attempt: AnyRow) -> int | None:
    """Its place among the named attempts of its quiz; None if it has none or is far down."""
    if attempt.finished_at is None or attempt.player_name is None:
        return None
    better = connection.execute(BETTER, {"quiz_id": attempt.quiz_id, "score": attempt.score})
    count = better.scalar_one()
    return count + 1 if count < RANKS_COUNTED else None
