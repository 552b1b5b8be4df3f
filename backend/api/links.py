"""Links that work once, and requests for one."""

from http import HTTPStatus
from typing import Annotated, Any, cast

from flask import Flask, Response, current_app
from flask_openapi3 import Tag
from pydantic import BaseModel, Field

from ..accounts import mail, waits
from ..accounts.identity import AccountEmail, Email, UserName
from ..accounts.links import LinkView, accept, read_link
from ..accounts.passwords import Password
from ..errors.accounts import NoMail
from .blueprint import LazyBlueprint
from .problems import documented
from .responses import json_answer, posted
from .session_state import SessionState, begin_session
from .signed_in import check_same_origin, client_address

api = LazyBlueprint("links", __name__, url_prefix="/api", abp_tags=[Tag(name="Links")])


class LinkPath(BaseModel):
    token: Annotated[str, Field(pattern="^[A-Za-z0-9_-]{43}$")]


class Acceptance(BaseModel):
    """A password; for a new account also a name, for the first one also an address."""

    password: Password
    name: UserName | None = None
    email: Email | None = None


class ResetRequest(BaseModel):
    """The address of an account."""

    email: AccountEmail


class Asked(BaseModel):
    """The same whether or not the address has an account."""

    detail: str = "If this address has an account, a mail is on its way."


@api.get(
    "/links/<string:token>",
    responses={
        200: LinkView,
        **documented(HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY),
    },
)
def show(path: LinkPath) -> Response:
    """Show what a link is for"""
    return json_answer(read_link(path.token))


@api.post(
    "/links/<string:token>",
    responses={
        200: SessionState,
        **posted(HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
    },
)
def use(path: LinkPath, body: Acceptance) -> Response:
    """Redeem a link: join or choose a new password, and sign in"""
    check_same_origin()
    password = body.password.get_secret_value()
    user = accept(path.token, password, body.name, body.email, client_address())
    return begin_session(user)


@api.post(
    "/password-reset",
    responses={
        202: Asked,
        **posted(HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.TOO_MANY_REQUESTS),
    },
)
def ask(body: ResetRequest) -> Response:
    """Request a mail with a password reset link"""
    check_same_origin()
    if not mail.offered():
        raise NoMail
    waits.take_mail(body.email, client_address())
    app: Flask = cast(Any, current_app)._get_current_object()  # Any: the proxy's type lacks it
    mail.mail_reset_later(app, body.email)
    return json_answer(Asked(), HTTPStatus.ACCEPTED)
