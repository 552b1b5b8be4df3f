"""The users a quiz is shared with. Only its owner and admins may change them."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlalchemy import delete, select

from ..audit import audit
from ..errors.library import NoSuchAccount, OwnsItAlready
from ..errors.requests import refused
from ..models import Quiz, QuizShare, User, db
from .identity import AccountEmail

MOST = 100


class Share(BaseModel):
    """A user's right to the quiz."""

    email: AccountEmail
    may: Literal["view", "edit"]


class ShareView(Share):
    name: str


class ShareList(BaseModel):
    shares: Annotated[list[ShareView], Field(max_length=MOST)]


def list_shares(quiz: Quiz) -> ShareList:
    rows = db.session.execute(
        select(User.email, User.name, QuizShare.may)
        .join(QuizShare, QuizShare.user_id == User.id)
        .where(QuizShare.quiz_id == quiz.id)
        .order_by(User.email)
    )
    return ShareList(
        shares=[ShareView(email=row.email, name=row.name, may=row.may) for row in rows]
    )


def set_shares(user: User, quiz: Quiz, shares: list[Share]) -> ShareList:
    """Share with exactly these users. Raises InvalidRequest for one without an account."""
    wanted = {share.email: share.may for share in shares}
    people = db.session.execute(select(User.id, User.email).where(User.email.in_(wanted))).all()
    unknown = set(wanted) - {person.email for person in people}
    if unknown:
        raise refused("shares", NoSuchAccount(email=min(unknown)))
    if any(person.id == quiz.owner_id for person in people):
        raise refused("shares", OwnsItAlready())
    db.session.execute(delete(QuizShare).where(QuizShare.quiz_id == quiz.id))
    db.session.add_all(
        QuizShare(quiz_id=quiz.id, user_id=person.id, may=wanted[person.email]) for person in people
    )
    audit(user, "quiz.share", quiz.id, shares=wanted)
    db.session.commit()
    return list_shares(quiz)
