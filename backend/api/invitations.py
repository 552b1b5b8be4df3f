"""Open invitations, for admins."""

from http import HTTPStatus
from typing import Annotated

from flask import Response
from flask_openapi3 import Tag
from pydantic import BaseModel, Field

from ..accounts import invitations
from ..accounts.invitations import InvitationList
from ..models import db
from .blueprint import LazyBlueprint
from .problems import documented
from .requests import UserPage
from .responses import CLOSED, json_answer, no_content
from .signed_in import admin

api = LazyBlueprint(
    "invitations", __name__, url_prefix="/api/users/invitations", abp_tags=[Tag(name="People")]
)


class InvitationPath(BaseModel):
    invitation_id: Annotated[str, Field(pattern="^[0-9a-f]{16}$")]


@api.get(
    "", responses={200: InvitationList, **documented(*CLOSED, HTTPStatus.UNPROCESSABLE_ENTITY)}
)
def index(query: UserPage) -> Response:
    """List open invitations"""
    admin()
    return json_answer(invitations.list_invitations(query.after, query.limit))


@api.delete(
    "/<string:invitation_id>",
    responses={
        204: None,
        **documented(*CLOSED, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY),
    },
)
def revoke(path: InvitationPath) -> Response:
    """Revoke an invitation: its link stops working"""
    invitations.revoke(admin(), path.invitation_id)
    db.session.commit()
    return no_content()
