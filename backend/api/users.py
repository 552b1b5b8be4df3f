"""Accounts and the audit trail, for admins."""

from http import HTTPStatus
from typing import Annotated

from flask import Response
from flask_openapi3 import Tag
from pydantic import BaseModel, Field

from ..accounts import mail, people
from ..accounts.audit_trail import AuditList, list_audit
from ..accounts.identity import Email, Role
from ..accounts.links import invitation_link, reset_link
from ..accounts.people import UserList, UserView
from ..audit import audit
from ..models import db
from .blueprint import LazyBlueprint
from .problems import documented
from .requests import Query, UserPage
from .responses import CLOSED, json_answer, posted
from .signed_in import admin

api = LazyBlueprint("users", __name__, url_prefix="/api", abp_tags=[Tag(name="People")])


class AuditPage(Query):
    before: Annotated[
        int | None, Field(ge=1, le=2**63 - 1, description="`next` of the previous page.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class UserPath(BaseModel):
    user_id: Annotated[int, Field(ge=1, le=2**63 - 1)]


class UserChange(BaseModel):
    """The fields to change."""

    role: Role | None = None
    disabled: bool | None = None
    email: Email | None = None


class Invitation(BaseModel):
    """The address to invite, and its role."""

    email: Email
    role: Role = "author"


class NoBody(BaseModel):
    """An empty body."""


class NewLink(BaseModel):
    """A link to send to the user. Shown only once: only its hash is stored."""

    link: Annotated[str, Field(description="A path on this site, if PUBLIC_URL is not set.")]
    mailed: bool


@api.get(
    "/users",
    responses={200: UserList, **documented(*CLOSED, HTTPStatus.UNPROCESSABLE_ENTITY)},
)
def index(query: UserPage) -> Response:
    """List all accounts"""
    admin()
    return json_answer(people.list_users(query.after, query.limit))


@api.post("/users", responses={201: NewLink, **posted(*CLOSED, HTTPStatus.CONFLICT)})
def invite(body: Invitation) -> Response:
    """Invite a user with a link to create an account"""
    by = admin()
    link = invitation_link(body.email, body.role, by)
    audit(by, "user.invite", whom=body.email, role=body.role)
    name = by.name
    db.session.commit()
    mailed = mail.offered() and mail.mail_invitation(body.email, link, name)
    return json_answer(NewLink(link=link, mailed=mailed), HTTPStatus.CREATED)


@api.patch(
    "/users/<int:user_id>",
    responses={200: UserView, **posted(*CLOSED, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)},
)
def change(path: UserPath, body: UserChange) -> Response:
    """Change a user's role or address, disable or enable

    Disabling a user, or changing the address, signs them out at once.
    """
    by = admin()
    user = people.get_user(path.user_id)
    before, name, by_name = user.email, user.name, by.name
    people.change_user(by, user, body.role, body.disabled)
    if body.email:
        people.set_address(by, user, body.email)
    db.session.commit()
    if body.email not in (None, before) and mail.offered():
        mail.mail_new_address(before, name, f"{by_name}, an admin,")
    return json_answer(people.user_view(user))


@api.post(
    "/users/<int:user_id>/reset",
    responses={201: NewLink, **posted(*CLOSED, HTTPStatus.NOT_FOUND)},
)
def reset(path: UserPath, body: NoBody) -> Response:  # noqa: ARG001  (part of the contract)
    """Create a password reset link for a user"""
    by = admin()
    user = people.get_user(path.user_id)
    link = reset_link(user, by)
    audit(by, "link.make", whom=user.email)
    db.session.commit()
    mailed = mail.offered() and user.disabled_at is None and mail.mail_reset(user, link)
    return json_answer(NewLink(link=link, mailed=mailed), HTTPStatus.CREATED)


@api.get(
    "/audit",
    responses={200: AuditList, **documented(*CLOSED, HTTPStatus.UNPROCESSABLE_ENTITY)},
)
def entries(query: AuditPage) -> Response:
    """List what users did, the latest first"""
    admin()
    return json_answer(list_audit(query.before, query.limit))
