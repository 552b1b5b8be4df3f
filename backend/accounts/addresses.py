"""The address that somebody signs in with: whether it is free, and another one in its place."""

from sqlalchemy import delete, exists, select
from sqlalchemy.exc import IntegrityError

from ..audit import audit
from ..errors.accounts import AddressTaken
from ..models import Link, User, db


def check_free(email: str) -> None:
    """Raises AddressTaken."""
    if db.session.scalar(select(exists(select(User.id).where(User.email == email)))):
        raise AddressTaken(email=email)


def change_address(by: User | None, user: User, email: str) -> None:
    """Give the account another address. Links for a new password, sent to the old one, end.

    Proven it is by an admin, and by nobody (None): on the command line. Raises AddressTaken.
    """
    check_free(email)
    audit(by, "user.email", whom=user.email, email=email)
    user.email = email
    user.email_unproven = by is not None and by.role != "admin"
    try:
        db.session.flush()
    except IntegrityError:  # somebody was faster
        db.session.rollback()
        raise AddressTaken(email=email) from None
    db.session.execute(delete(Link).where(Link.purpose == "reset", Link.user_id == user.id))
