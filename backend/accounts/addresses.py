"""The e-mail addresses that users sign in with: check and change them."""

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
    """Change the account's address; password links sent to the old one stop working.

    Verified when an admin or the command line (`by=None`) sets it. Raises AddressTaken.
    """
    check_free(email)
    audit(by, "user.email", whom=user.email, email=email)
    user.email = email
    user.email_unproven = by is not None and by.role != "admin"
    try:
        db.session.flush()
    except IntegrityError:  # a concurrent request won
        db.session.rollback()
        raise AddressTaken(email=email) from None
    db.session.execute(delete(Link).where(Link.purpose == "reset", Link.user_id == user.id))
