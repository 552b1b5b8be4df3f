"""The e-mail addresses that users sign in with: check and change them."""

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError

from ..audit import audit
from ..errors.accounts import AddressTaken
from ..models import User, db


def check_free(email: str) -> None:
    """Raises AddressTaken."""
    if db.session.scalar(select(exists(select(User.id).where(User.email == email)))):
        raise AddressTaken(email=email)


def change_address(by: User | None, user: User, email: str) -> None:
    """Change the account's address. The caller ends sessions and links sent to the old one.

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
