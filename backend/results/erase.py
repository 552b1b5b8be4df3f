"""Delete attempts, or everything stored about a player, permanently."""

from pydantic import BaseModel
from sqlalchemy import ColumnElement, and_, delete, func, select

from ..audit import audit
from ..errors.results import OtherAttemptsNow
from ..models import Attempt, Quiz, User, db
from .detail import attempt_numbered


class Affected(BaseModel):
    quiz: str
    attempts: int


class Erasure(BaseModel):
    """What would be, or was, deleted."""

    attempts: int
    quizzes: list[Affected]


def delete_attempt(user: User, quiz: Quiz, number: int) -> None:
    """Delete one attempt with its answers. Raises ResultNotFound."""
    db.session.delete(attempt_numbered(quiz, number))
    audit(user, "attempt.delete", quiz.id, attempts=1)
    db.session.commit()


def preview_erasure(
    user: User, quiz: Quiz, name: str | None, number: int | None, all_: bool
) -> Erasure:
    """Return what `erase` would delete."""
    return _counted(_condition(user, quiz, name, number, all_))


def erase(
    user: User, quiz: Quiz, name: str | None, number: int | None, all_: bool, expected: int
) -> Erasure:
    """Delete all attempts of a player: by the exact name, or by the browser of one attempt.

    `all_`: also in the other quizzes that the user owns. Raises ResultNotFound, or OtherAttemptsNow
    if the number of attempts is not `expected`.
    """
    condition = _condition(user, quiz, name, number, all_)
    found = _counted(condition)
    if found.attempts != expected:
        raise OtherAttemptsNow(found=found.attempts, expected=expected)
    gone = db.session.execute(delete(Attempt).where(condition).returning(Attempt.quiz_id)).all()
    for quiz_id in sorted({row.quiz_id for row in gone}):
        count = sum(row.quiz_id == quiz_id for row in gone)
        audit(user, "player.erase", quiz_id, attempts=count)
    db.session.commit()
    return found


def _condition(
    user: User, quiz: Quiz, name: str | None, number: int | None, all_: bool
) -> ColumnElement[bool]:
    if number is not None:
        attempt = attempt_numbered(quiz, number)
        same = (
            Attempt.player_key == attempt.player_key
            if attempt.player_key is not None
            else Attempt.id == attempt.id
        )
    else:
        same = Attempt.player_name == name
    if not all_:
        return and_(Attempt.quiz_id == quiz.id, same)
    # Admins also own quizzes without an owner, but not those of other authors.
    owned = select(Quiz.id).where(
        (Quiz.owner_id == user.id) | (Quiz.owner_id.is_(None) if user.role == "admin" else False)
    )
    return and_((Attempt.quiz_id == quiz.id) | Attempt.quiz_id.in_(owned), same)


def _counted(condition: ColumnElement[bool]) -> Erasure:
    rows = db.session.execute(
        select(Quiz.title, func.count().label("n"))
        .join(Attempt, Attempt.quiz_id == Quiz.id)
        .where(condition)
        .group_by(Quiz.id)
        .order_by(Quiz.title)
    ).all()
    return Erasure(
        attempts=sum(row.n for row in rows),
        quizzes=[Affected(quiz=row.title, attempts=row.n) for row in rows],
    )
