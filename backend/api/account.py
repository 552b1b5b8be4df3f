"""The user's own account."""

from http import HTTPStatus
from typing import Annotated

from flask import Response
from flask_openapi3 import Tag
from pydantic import BaseModel, Field

from ..accounts import mail, people, sessions
from ..accounts.identity import Email, UserName
from ..accounts.passwords import GivenPassword, Password
from ..accounts.people import UserView
from ..accounts.sessions import SessionView
from ..models import db
from .blueprint import LazyBlueprint
from .problems import documented
from .requests import Query
from .responses import CLOSED, json_answer, no_content, posted
from .signed_in import client_address, drop_cookie, signed_in, token

api = LazyBlueprint("account", __name__, url_prefix="/api/account", abp_tags=[Tag(name="Account")])


class AccountChange(BaseModel):
    """A new name, or a new address or password together with the current password."""

    name: UserName | None = None
    email: Email | None = None
    password: Password | None = None
    old_password: GivenPassword | None = None


class SessionList(BaseModel):
    sessions: list[SessionView]


class SessionPath(BaseModel):
    session_id: Annotated[str, Field(pattern="^[0-9a-f]{16}$")]


class WhichSessions(Query):
    others: Annotated[bool, Field(description="Stay signed in here.")] = False


@api.patch(
    "",
    responses={
        200: UserView,
        **posted(*CLOSED, HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS),
    },
)
def change(body: AccountChange) -> Response:
    """Change your name, address or password; the latter two end all other sessions"""
    user = signed_in()
    before, name = user.email, user.name
    people.change_own(
        user,
        token(),
        body.name,
        body.email,
        body.password.get_secret_value() if body.password else None,
        body.old_password.get_secret_value() if body.old_password else None,
        client_address(),
    )
    db.session.commit()
    if body.email and mail.offered():
        mail.mail_new_address(before, name, "someone with your password")
    return json_answer(people.user_view(user))


@api.get("/sessions", responses={200: SessionList, **documented(*CLOSED)})
def index() -> Response:
    """List the browsers you are signed in with"""
    return json_answer(SessionList(sessions=sessions.list_sessions(signed_in(), token())))


@api.delete(
    "/sessions",
    responses={204: None, **documented(*CLOSED, HTTPStatus.UNPROCESSABLE_ENTITY)},
)
def end_all(query: WhichSessions) -> Response:
    """Sign out everywhere"""
    sessions.end_all(signed_in(), but=token() if query.others else None)
    db.session.commit()
    answer = no_content()
    if not query.others:
        drop_cookie(answer)
    return answer


@api.delete(
    "/sessions/<string:session_id>",
    responses={
        204: None,
        **documented(*CLOSED, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY),
    },
)
def end_one(path: SessionPath) -> Response:
    """Sign out one browser"""
    sessions.end_one(signed_in(), path.session_id)
    db.session.commit()
    return no_content()
