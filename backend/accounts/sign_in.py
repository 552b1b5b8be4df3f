"""Sign in with a password."""

from sqlalchemy import select

from ..errors.accounts import WrongPassword, WrongSignIn
from ..errors.requests import refused
from ..models import User, db
from . import passwords, waits


def sign_in(email: str, password: str, client: str) -> User:
    """The user. The same answer after the same time, whether there is such a user or not.

    `client` is the address that the request came from. Raises InvalidRequest or TooManyTries.
    """
    waits.take_sign_in(email, client)
    user = db.session.scalar(select(User).where(User.email == email))
    # No connection is held while the password is hashed.
    db.session.commit()
    right = passwords.fits(password, user.password_hash if user else None)
    if user is None or not right or user.disabled_at:
        raise refused("password", WrongSignIn())
    waits.forget_account(email, client)
    waits.give_back(client)
    user.password_hash = passwords.made_anew(password, user.password_hash or "")
    return user


def check_old_password(user: User, password: str, client: str) -> None:
    """Raises InvalidRequest or TooManyTries: a page left open is no way to the password."""
    waits.take_sign_in(user.email, client)
    if not passwords.fits(password, user.password_hash):
        raise refused("old_password", WrongPassword())
    waits.forget_account(user.email, client)
    waits.give_back(client)
