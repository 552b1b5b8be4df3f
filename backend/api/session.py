"""The session: who is signed in, sign in, sign out."""

from http import HTTPStatus
from typing import Annotated

from flask import Response, current_app, request
from flask_openapi3 import Tag
from pydantic import BaseModel, Field

from ..accounts import mail, people, sessions
from ..accounts.audit import audit
from ..accounts.identity import Email
from ..accounts.passwords import GivenPassword
from ..accounts.people import UserView
from ..accounts.settings import Accounts
from ..accounts.sign_in import sign_in
from ..models import User, db
from .blueprint import LazyBlueprint
from .problems import documented
from .responses import json_answer, posted
from .signed_in import (
    check_same_origin,
    csrf_token,
    drop_cookie,
    found_user,
    set_cookie,
    signed_in,
    token,
)

api = LazyBlueprint("session", __name__, url_prefix="/api/session", abp_tags=[Tag(name="Session")])


class Offered(BaseModel):
    """What this server has besides passwords."""

    oidc: Annotated[str | None, Field(description="The identity provider's name, if there is one.")]
    mail: Annotated[bool, Field(description="Whether it can mail a link for a new password.")]


class SessionState(BaseModel):
    """Who is signed in, and what the page needs to act for them."""

    user: UserView | None
    csrf_token: Annotated[
        str | None, Field(description="Send it as X-CSRF-Token with everything but GET.")
    ]
    offered: Offered


class SignIn(BaseModel):
    """An address and its password."""

    email: Email
    password: GivenPassword


@api.get("", responses={200: SessionState})
def show() -> Response:
    """Tell who is signed in"""
    return json_answer(_state(found_user(), token()))


@api.post(
    "",
    responses={
        200: SessionState,
        **posted(HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS),
    },
)
def begin(body: SignIn) -> Response:
    """Sign in"""
    check_same_origin()
    user = sign_in(body.email, body.password.get_secret_value())
    audit(user, "session.begin")
    return begin_session(user)


@api.delete("", responses={204: None, **documented(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)})
def end() -> Response:
    """Sign out"""
    signed_in()
    sessions.end(token())
    db.session.commit()
    answer = no_content()
    drop_cookie(answer)
    return answer


def begin_session(user: User) -> Response:
    """Commit, and sign the user in: always a new session, whatever the browser had before."""
    if token():
        sessions.end(token())
    fresh = sessions.begin(user, request.user_agent.string)
    db.session.commit()
    answer = json_answer(_state(user, fresh))
    set_cookie(answer, fresh)
    return answer


def no_content() -> Response:
    answer = Response(status=HTTPStatus.NO_CONTENT)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _state(user: User | None, session_token: str) -> SessionState:
    accounts: Accounts = current_app.config["ACCOUNTS"]
    return SessionState(
        user=people.view(user) if user else None,
        csrf_token=csrf_token(session_token) if user else None,
        offered=Offered(oidc=accounts.oidc.name if accounts.oidc else None, mail=mail.offered()),
    )
