"""One player over several quizzes, by name."""

from collections.abc import Sequence
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, and_, func, or_, select

from ..models import Answer, Attempt, Quiz, QuizShare, User, db
from .attempts import AttemptRow, attempt_row
from .table import ATTEMPT_COLUMNS, Cell, Table, attempt_cells

MOST = 500
"""The newest attempts; no one reads more of them on a page."""


class PlayerAttempt(AttemptRow):
    quiz_id: int
    quiz: Annotated[str, Field(description="The quiz's title.")]


class PlayerResults(BaseModel):
    """The attempts under one name in the quizzes that you own or share, newest first."""

    name: str
    attempts: list[PlayerAttempt]
    left_out: Annotated[bool, Field(description=f"Whether there are more than {MOST}.")]


def player_results(user: User, name: str) -> PlayerResults:
    """Return the attempts under this name; case and surrounding spaces do not matter."""
    rows = _rows(user, name)
    return PlayerResults(
        name=name.strip(),
        attempts=[
            PlayerAttempt(**dict(attempt_row(row)), quiz_id=row.quiz_id, quiz=row.title)
            for row in rows[:MOST]
        ],
        left_out=len(rows) > MOST,
    )


def player_table(user: User, name: str) -> Table:
    """One row per attempt. Times are in UTC: the quizzes may differ in their time zones."""
    rows = _rows(user, name)[:MOST]
    cells: list[list[Cell]] = [
        [row.title, *attempt_cells(row, row.answered, ZoneInfo("UTC"))] for row in rows
    ]
    return Table(["Quiz", *ATTEMPT_COLUMNS], iter(cells), len(cells))


def seen_by(user: User) -> ColumnElement[bool]:
    """The condition for quizzes whose results are put together: own and shared ones."""
    shared = select(QuizShare.quiz_id).where(QuizShare.user_id == user.id)
    # Admins also own quizzes without an owner, but not those of other authors: as in erasing.
    mine = [Quiz.owner_id == user.id, Quiz.id.in_(shared)]
    if user.role == "admin":
        mine.append(Quiz.owner_id.is_(None))
    return and_(or_(*mine), Quiz.deleted_at.is_(None))


def _rows(user: User, name: str) -> Sequence[Any]:  # Any: columns of Attempt, title and answered
    found = (
        select(Attempt, Quiz.title)
        .join(Quiz)
        .where(seen_by(user))
        .where(func.lower(Attempt.player_name) == name.strip().lower())
        .order_by(Attempt.started_at.desc(), Attempt.number.desc())
        .limit(MOST + 1)
        .subquery("found")
    )
    answered = select(func.count()).where(Answer.attempt_id == found.c.id).correlate(found)
    return db.session.execute(
        select(found, answered.scalar_subquery().label("answered")).order_by(
            found.c.started_at.desc(), found.c.number.desc()
        )
    ).all()
