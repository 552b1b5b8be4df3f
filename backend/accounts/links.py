"""Links that work once: to set up the first admin, to invite, to reset a password."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Literal

from flask import current_app
from pydantic import BaseModel
from sqlalchemy import delete, exists, func, select, text, update

from ..audit import Action, audit
from ..errors.accounts import LinkSpent
from ..errors.fields import Missing
from ..errors.requests import refused
from ..models import Link, User, db
from . import passwords, sessions, waits
from .addresses import check_free
from .identity import Role
from .sessions import hashed

Purpose = Literal["setup", "invitation", "reset"]
GOOD_FOR: dict[Purpose, timedelta] = {
    "setup": timedelta(days=1),
    "invitation": timedelta(days=7),
    "reset": timedelta(days=1),
}
USED: dict[Purpose, Action] = {
    "setup": "link.setup",
    "invitation": "link.invitation",
    "reset": "link.reset",
}


class LinkView(BaseModel):
    """What a link is for."""

    purpose: Purpose
    email: str | None
    name: str | None
    role: Role | None
    expires_at: datetime


def setup_link() -> str | None:
    """Return a link for the first admin, replacing earlier ones; None if a user exists. Commits."""
    if db.session.scalar(select(exists(select(User.id)))):
        return None
    db.session.execute(delete(Link).where(Link.purpose == "setup"))
    link = _new("setup", role="admin")
    db.session.commit()
    return link


def invitation_link(email: str, role: Role, by: User | None) -> str:
    """Return an invitation link, replacing earlier ones. Raises AddressTaken."""
    check_free(email)
    # Without the lock, two concurrent invitations would both stay.
    lock = func.pg_advisory_xact_lock(func.hashtextextended(f"invitation {email}", 0))
    db.session.execute(select(lock))
    db.session.execute(delete(Link).where(Link.purpose == "invitation", Link.email == email))
    return _new("invitation", email=email, role=role, created_by=by.id if by else None)


def reset_link(user: User, by: User | None) -> str:
    """Return a password reset link, replacing earlier ones."""
    db.session.execute(delete(Link).where(Link.purpose == "reset", Link.user_id == user.id))
    return _new("reset", user_id=user.id, created_by=by.id if by else None)


def _new(purpose: Purpose, **columns: object) -> str:
    """Add a link to the transaction; return its URL, or its path if PUBLIC_URL is not set."""
    token = secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    db.session.execute(delete(Link).where(Link.expires_at < now))
    db.session.add(
        Link(
            token_hash=hashed(token),
            purpose=purpose,
            created_at=now,
            expires_at=now + GOOD_FOR[purpose],
            **columns,
        )
    )
    return f"{current_app.config['PUBLIC_URL'] or ''}/link/{token}"


def read_link(token: str, lock: bool = False) -> LinkView:
    """Return what the link is for; `lock` prevents a concurrent revocation. Raises LinkSpent."""
    link = db.session.get(Link, hashed(token), populate_existing=True, with_for_update=lock)
    if link is None or link.used_at or link.expires_at <= datetime.now(UTC):
        raise LinkSpent
    user = db.session.get(User, link.user_id) if link.user_id else None
    maker = db.session.get(User, link.created_by) if link.created_by else None
    if maker and (maker.role != "admin" or maker.disabled_at):
        raise LinkSpent  # made while the right to do so was taken away
    no_users = not db.session.scalar(select(exists(select(User.id))))
    if (link.purpose == "setup" and not no_users) or (user and user.disabled_at):
        raise LinkSpent
    return LinkView.model_validate(
        {
            "purpose": link.purpose,
            "email": user.email if user else link.email,
            "name": user.name if user else None,
            "role": user.role if user else link.role,
            "expires_at": link.expires_at,
        }
    )


def accept(token: str, password: str, name: str | None, email: str | None, client: str) -> User:
    """Redeem the link: return the user it created or whose password it reset. Does not commit.

    `client` is the IP address of the request.

    Raises LinkSpent, InvalidRequest or AddressTaken.
    """
    read_link(token)  # an invalid token locks nothing
    # Concurrent requests wait here, then read again: a link works once; there is one first admin.
    db.session.execute(text('LOCK TABLE "user" IN SHARE ROW EXCLUSIVE MODE'))
    view = read_link(token, lock=True)
    if view.purpose == "reset":
        user = _choose_password(view, password, client)
    else:
        user = _join(view, password, name, email)
    db.session.execute(
        update(Link).where(Link.token_hash == hashed(token)).values(used_at=datetime.now(UTC))
    )
    audit(user, USED[view.purpose])
    return user


def _choose_password(view: LinkView, password: str, client: str) -> User:
    user = db.session.scalars(select(User).where(User.email == view.email)).one()
    user.password_hash = passwords.hashed(password, user.email, user.name)
    sessions.end_all(user)
    waits.forget_account(user.email, client)
    return user


def _join(view: LinkView, password: str, name: str | None, email: str | None) -> User:
    address = view.email or email
    if address is None:
        raise refused("email", Missing())
    if name is None:
        raise refused("name", Missing())
    return new_user(address, name, view.role or "author", password)


def new_user(email: str, name: str, role: Role, password: str | None) -> User:
    """Add a user to the transaction. Raises AddressTaken or InvalidRequest."""
    check_free(email)
    password_hash = passwords.hashed(password, email, name) if password else None
    user = User(email=email, name=name, role=role, password_hash=password_hash)
    db.session.add(user)
    db.session.flush()
    return user
