"""The session as the client sees it, and how one begins: by password or by link."""

from typing import Annotated

from flask import Response, current_app, request
from pydantic import BaseModel, Field

from ..accounts import mail, people, sessions
from ..accounts.people import UserView
from ..accounts.settings import Accounts
from ..models import User, db
from .responses import json_answer
from .signed_in import csrf_token, set_cookie, token


class Offered(BaseModel):
    """What this server offers besides passwords."""

    oidc: Annotated[str | None, Field(description="The identity provider's name, if there is one.")]
    mail: Annotated[bool, Field(description="Whether it can mail a password reset link.")]


class SessionState(BaseModel):
    """The user who is signed in, and what the page needs to send requests for them."""

    user: UserView | None
    csrf_token: Annotated[
        str | None, Field(description="Send it as X-CSRF-Token with every request but GET.")
    ]
    offered: Offered


def begin_session(user: User) -> Response:
    """Commit, and sign the user in: always a new session, whatever the browser had before."""
    if token():
        sessions.end(token())
    fresh = sessions.begin(user, request.user_agent.string)
    db.session.commit()
    answer = json_answer(session_state(user, fresh))
    set_cookie(answer, fresh)
    return answer


def session_state(user: User | None, session_token: str) -> SessionState:
    """Describe the session; `session_token` is that of the user's session."""
    accounts: Accounts = current_app.config["ACCOUNTS"]
    return SessionState(
        user=people.user_view(user) if user else None,
        csrf_token=csrf_token(session_token) if user else None,
        offered=Offered(oidc=accounts.oidc.name if accounts.oidc else None, mail=mail.offered()),
    )
