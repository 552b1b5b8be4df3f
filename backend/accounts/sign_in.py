"""Sign in with a password."""

from sqlalchemy import select

from ..errors.accounts import WrongPassword, WrongSignIn
from ..errors.requests import refused
from ..models import User, db
from . import passwords, waits


def sign_in(email: str, password: str, client: str) -> User:
    """Return the user. Response and duration do not reveal whether the account exists.

    `client` is the IP address of the request. Raises InvalidRequest or TooManyTries.
    """
    waits.take_sign_in(email, client)
    user = db.session.scalar(select(User).where(User.email == email))
    # Hold no connection while the password is hashed.
    db.session.commit()
    right = passwords.fits(password, user.password_hash if user else None)
    if user is None or not right or user.disabled_at:
        raise refused("password", WrongSignIn())
    waits.forget_account(email, client)
    waits.give_back(client)
    user.password_hash = passwords.rehashed(password, user.password_hash or "")
    return user


def check_old_password(user: User, password: str, client: str) -> None:
    """Protect an unattended browser. Raises InvalidRequest or TooManyTries."""
    waits.take_sign_in(user.email, client)
    if not passwords.fits(password, user.password_hash):
        raise refused("old_password", WrongPassword())
    waits.forget_account(user.email, client)
    waits.give_back(client)
