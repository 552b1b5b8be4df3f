"""Browsers that are signed in: a random token in a cookie, and its hash in the database."""

import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from pydantic import BaseModel
from sqlalchemy import delete, select, update

from ..errors.accounts import SessionEnded
from ..models import Session, User, autocommit, db

LASTS = timedelta(days=30)
"""A session that is not used for this long is over."""
SEEN_EVERY = timedelta(hours=1)
MAX_AGENT = 200


class SessionView(BaseModel):
    """One browser that is signed in."""

    id: str
    agent: str
    created_at: datetime
    seen_at: datetime
    current: bool


def hashed(token: str) -> str:
    """What is kept of a random token: nobody signs in with what they find in a backup."""
    return sha256(token.encode()).hexdigest()


def begin(user: User, agent: str) -> str:
    """Add a session to the transaction. Its token, for the cookie, which is kept nowhere else."""
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
    """The session and its user, unless it is over or the user is disabled."""
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
    """Let the session last longer; written once an hour at most, apart from all transactions."""
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
    """End the user's sessions, but for the one with this token."""
    kept = hashed(but) if but else ""
    db.session.execute(
        delete(Session).where(Session.user_id == user.id, Session.token_hash != kept)
    )


def list_sessions(user: User, token: str) -> list[SessionView]:
    """The user's sessions, the one used last first. The id is a part of the hash: no secret."""
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
