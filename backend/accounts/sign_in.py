"""Sign in with a password."""

from sqlalchemy import select

from ..errors import Unacceptable
from ..models import User, db
from . import passwords, waits

REFUSED = "This address and this password do not belong together."


def sign_in(email: str, password: str, client: str) -> User:
    """The user. The same answer after the same time, whether there is such a user or not.

    `client` is the address that the request came from. Raises Unacceptable or TooSoon.
    """
    waits.take_sign_in(email, client)
    user = db.session.scalar(select(User).where(User.email == email))
    # No connection is held while the password is hashed.
    db.session.commit()
    right = passwords.fits(password, user.password_hash if user else None)
    if user is None or not right or user.disabled_at:
        raise Unacceptable("password", REFUSED)
    waits.forget_account(email, client)
    waits.give_back(client)
    user.password_hash = passwords.made_anew(password, user.password_hash or "")
    return user


def check_old_password(user: User, password: str, client: str) -> None:
    """Raises Unacceptable or TooSoon: a page that was left open is no way to the password."""
    waits.take_sign_in(user.email, client)
    if not passwords.fits(password, user.password_hash):
        raise Unacceptable("old_password", "This is not your password.")
    waits.forget_account(user.email, client)
    waits.give_back(client)
