"""The session: show it, sign in, sign out."""

from http import HTTPStatus

from flask import Response
from flask_openapi3 import Tag
from pydantic import BaseModel

from ..accounts import sessions
from ..accounts.identity import AccountEmail
from ..accounts.passwords import GivenPassword
from ..accounts.sign_in import sign_in
from ..audit import audit
from ..models import db
from .blueprint import LazyBlueprint
from .problems import documented
from .responses import json_answer, no_content, posted
from .session_state import SessionState, begin_session, session_state
from .signed_in import (
    check_same_origin,
    client_address,
    drop_cookie,
    found_user,
    signed_in,
    token,
)

api = LazyBlueprint("session", __name__, url_prefix="/api/session", abp_tags=[Tag(name="Session")])


class SignIn(BaseModel):
    """An address and its password."""

    email: AccountEmail
    password: GivenPassword


@api.get("", responses={200: SessionState})
def show() -> Response:
    """Show the user who is signed in"""
    return json_answer(session_state(found_user(), token()))


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
    user = sign_in(body.email, body.password.get_secret_value(), client_address())
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
