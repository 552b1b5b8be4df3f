"""Who asks: authors and admins by a cookie; players are nobody here."""

from datetime import UTC, datetime
from hashlib import sha256

from flask import request
from sqlalchemy import select

from ..errors import SignedOut
from ..models import Session, User, db


def signed_in() -> User:
    """The user who is signed in. Raises SignedOut without a session."""
    token = request.cookies.get("popquiz", "")
    user = db.session.scalar(
        select(User)
        .join(Session, Session.user_id == User.id)
        .where(
            Session.token_hash == sha256(token.encode()).hexdigest(),
            Session.expires_at > datetime.now(UTC),
        )
    )
    if user is None:
        raise SignedOut("Sign in first.")
    return user
