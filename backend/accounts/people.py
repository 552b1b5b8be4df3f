"""Accounts, as admins see and change them, and as users change their own."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy import delete, select

from ..audit import audit
from ..errors.accounts import AddressFromProvider, LastAdmin, OwnAddress, SameAddress, UserNotFound
from ..errors.requests import refused
from ..models import Link, User, db
from . import mail, passwords, sessions, waits
from .addresses import change_address
from .identity import Role
from .sign_in import check_old_password


class UserView(BaseModel):
    """A user account."""

    id: int
    email: str
    name: str
    role: Role
    created_at: datetime
    disabled_at: datetime | None
    has_password: Annotated[bool, Field(description="False: the identity provider signs them in.")]


class UserList(BaseModel):
    users: list[UserView]
    next: Annotated[
        str | None, Field(description="Pass it as `after` to get the next page; null at the end.")
    ]


def user_view(user: User) -> UserView:
    return UserView.model_validate(
        {
            "id": user.id,
            "email": user.email,
            "name": user.name,
            "role": user.role,
            "created_at": user.created_at,
            "disabled_at": user.disabled_at,
            "has_password": user.password_hash is not None,
        }
    )


def list_users(after: str | None, limit: int) -> UserList:
    """Return at most `limit` users by address, starting behind the address `after`."""
    query = select(User).order_by(User.email).limit(limit + 1)
    if after is not None:
        query = query.where(User.email > after)
    found = db.session.scalars(query).all()
    views = [user_view(user) for user in found[:limit]]
    return UserList(users=views, next=views[-1].email if len(found) > limit else None)


def get_user(user_id: int) -> User:
    """Raises UserNotFound."""
    user = db.session.get(User, user_id)
    if user is None:
        raise UserNotFound(user=user_id)
    return user


def user_of(email: str) -> User:
    """Raises UserNotFound."""
    user = db.session.scalar(select(User).where(User.email == email))
    if user is None:
        raise UserNotFound(user=email)
    return user


def change_user(by: User | None, user: User, role: Role | None, disabled: bool | None) -> None:
    """Change the role, disable or enable. Raises LastAdmin if no admin would be left.

    Links that the user made end with the right to make them.
    """
    # Concurrent changes of admins wait here for one another.
    admins = db.session.scalars(
        select(User.id)
        .where(User.role == "admin", User.disabled_at.is_(None))
        .order_by(User.id)
        .with_for_update()
    ).all()
    if (role == "author" or disabled) and list(admins) == [user.id]:
        raise LastAdmin
    if role is not None and role != user.role:
        audit(by, "user.role", whom=user.email, role=role)
        user.role = role
    if disabled and user.disabled_at is None:
        audit(by, "user.disable", whom=user.email)
        user.disabled_at = datetime.now(UTC)
        sessions.end_all(user)
    elif disabled is False and user.disabled_at is not None:
        audit(by, "user.enable", whom=user.email)
        user.disabled_at = None
    if role == "author" or disabled:
        db.session.execute(delete(Link).where(Link.created_by == user.id, Link.used_at.is_(None)))


def set_address(by: User | None, user: User, email: str) -> None:
    """Set another user's address, which verifies it, and end their sessions.

    `by` is an admin, or None for the command line. Raises OwnAddress or AddressTaken.
    """
    if by and user.id == by.id:
        raise OwnAddress
    if email != user.email:
        change_address(by, user, email)
        sessions.end_all(user)
    elif user.email_unproven:
        audit(by, "user.email", whom=email, email=email)
        user.email_unproven = False


def change_own(
    user: User,
    session: str,
    name: str | None,
    email: str | None,
    password: str | None,
    old_password: str | None,
    client: str,
) -> None:
    """Change one's own name, address or password. The latter two end all other sessions.

    `client` is the IP address of the request.

    Raises AddressFromProvider, InvalidRequest, AddressTaken or TooManyTries.
    """
    if email is not None and user.password_hash is None:
        raise AddressFromProvider
    if email is not None or password is not None:
        check_old_password(user, old_password or "", client)
    if email is not None:
        _change_own_address(user, email, client)
    if password is not None:
        user.password_hash = passwords.hashed(password, user.email, user.name)
        audit(user, "user.password")
    if email is not None or password is not None:
        sessions.end_all(user, but=session)
    if name is not None and name != user.name:
        audit(user, "user.name", name=name)
        user.name = name


def _change_own_address(user: User, email: str, client: str) -> None:
    if email == user.email:
        raise refused("email", SameAddress())
    if mail.offered():
        waits.take_mail(user.email, client)  # which is notified, and need not be theirs
    change_address(user, user, email)
