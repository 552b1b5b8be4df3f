"""What authors may do with a quiz. Admins may do everything."""

from typing import Literal

from sqlalchemy import and_, select

from ..errors.accounts import OwnerOnly, QuizNotShared, ViewOnly
from ..models import Quiz, QuizShare, User, db

Right = Literal["view", "edit", "own"]
RANK: dict[str | None, int] = {None: 0, "view": 1, "edit": 2, "own": 3}


def may(user: User, quiz: Quiz) -> Right | None:
    """Return the user's highest right to the quiz; each right includes those before it."""
    shared = None
    if not _owns(user, quiz):
        shared = db.session.scalar(
            select(QuizShare.may).where(QuizShare.quiz_id == quiz.id, QuizShare.user_id == user.id)
        )
    return _right(user, quiz, shared)


def quiz_for(user: User, quiz_id: int, right: Right, deleted: bool = False) -> Quiz:
    """Return the quiz, if the user has this right to it; a deleted one only where it is wanted.

    Raises QuizNotShared if they may not even see it; ViewOnly or OwnerOnly if their right is lower.
    """
    row = db.session.execute(
        select(Quiz, QuizShare.may)
        .outerjoin(QuizShare, and_(QuizShare.quiz_id == Quiz.id, QuizShare.user_id == user.id))
        .where(Quiz.id == quiz_id)
    ).one_or_none()
    found = _right(user, row.Quiz, row.may) if row else None
    if row is None or found is None or (row.Quiz.deleted_at is not None and not deleted):
        raise QuizNotShared(quiz=quiz_id)
    if RANK[found] < RANK[right]:
        raise ViewOnly if found == "view" else OwnerOnly
    quiz: Quiz = row.Quiz
    return quiz


def sees_quiz(user: User, slug: str) -> bool:
    """Whether the user sees the quiz with this link name in the studio."""
    quiz = db.session.scalar(select(Quiz).where(Quiz.slug == slug, Quiz.deleted_at.is_(None)))
    return quiz is not None and may(user, quiz) is not None


def _owns(user: User, quiz: Quiz) -> bool:
    return user.role == "admin" or quiz.owner_id == user.id


def _right(user: User, quiz: Quiz, shared: str | None) -> Right | None:
    if _owns(user, quiz):
        return "own"
    if shared == "edit":
        return "edit"
    return "view" if shared == "view" else None
