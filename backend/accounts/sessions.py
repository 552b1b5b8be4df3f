"""Signed-in browsers: a random token in a cookie, and its hash in the database."""

import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from pydantic import BaseModel
from sqlalchemy import delete, select, update

from ..errors.accounts import SessionEnded
from ..models import Link, Session, User, autocommit, db

LASTS = timedelta(days=30)
"""A session expires when it is not used for this long."""
SEEN_EVERY = timedelta(hours=1)
MAX_AGENT = 200


class SessionView(BaseModel):
    """One signed-in browser."""

    id: str
    agent: str
    created_at: datetime
    seen_at: datetime
    current: bool


def hashed(token: str) -> str:
    """Return the hash of a random token: a stolen backup contains nothing to sign in with."""
    return sha256(token.encode()).hexdigest()


def begin(user: User, agent: str) -> str:
    """Add a session to the transaction; return its token, which only the cookie keeps."""
    token = secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    db.session.add(
        Session(
            token_hash=hashed(token),
            user_id=user.id,
            agent=agent.replace("\x00", "")[:MAX_AGENT],
            created_at=now,
            seen_at=now,
            expires_at=now + LASTS,
        )
    )
    return token


def find_session(token: str) -> tuple[Session, User] | None:
    """Return the session and its user, unless it has expired or the user is disabled."""
    row = db.session.execute(
        select(Session, User)
        .join(User, User.id == Session.user_id)
        .where(
            Session.token_hash == hashed(token),
            Session.expires_at > datetime.now(UTC),
            User.disabled_at.is_(None),
        )
    ).one_or_none()
    return (row.Session, row.User) if row else None


def note_use(session: Session) -> None:
    """Extend the session; written at most once an hour, outside of the request's transaction."""
    now = datetime.now(UTC)
    if now - session.seen_at < SEEN_EVERY:
        return
    with autocommit() as connection:
        connection.execute(
            update(Session)
            .where(Session.token_hash == session.token_hash)
            .values(seen_at=now, expires_at=now + LASTS)
        )


def end(token: str) -> None:
    db.session.execute(delete(Session).where(Session.token_hash == hashed(token)))


def end_all(user: User, but: str | None = None) -> None:
    """End the user's sessions, except the one with the token `but`, and links for a new password.

    A reset link is as good as a password for anyone who can read the user's mail.
    """
    kept = hashed(but) if but else ""
    db.session.execute(
        delete(Session).where(Session.user_id == user.id, Session.token_hash != kept)
    )
    db.session.execute(delete(Link).where(Link.purpose == "reset", Link.user_id == user.id))


def list_sessions(user: User, token: str) -> list[SessionView]:
    """Return the user's sessions, last used first. The id is a part of the hash: not secret."""
    found = db.session.scalars(
        select(Session)
        .where(Session.user_id == user.id, Session.expires_at > datetime.now(UTC))
        .order_by(Session.seen_at.desc(), Session.token_hash)
        .limit(100)
    )
    return [
        SessionView(
            id=_id(session.token_hash),
            agent=session.agent,
            created_at=session.created_at,
            seen_at=session.seen_at,
            current=session.token_hash == hashed(token),
        )
        for session in found
    ]


def end_one(user: User, session_id: str) -> None:
    """End one of the user's sessions. Raises SessionEnded."""
    ended = db.session.execute(
        delete(Session)
        .where(Session.user_id == user.id, Session.token_hash.startswith(session_id))
        .returning(Session.token_hash)
    ).all()
    if not ended:
        raise SessionEnded


def _id(token_hash: str) -> str:
    return token_hash[:16]
