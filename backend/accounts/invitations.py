"""Open invitations, as admins list and revoke them."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, delete, select

from ..audit import audit
from ..errors.accounts import InvitationNotOpen
from ..models import Link, User, db
from .identity import Role


class InvitationView(BaseModel):
    """An open invitation. Its link cannot be shown again: only a hash is stored."""

    id: str
    email: str
    role: Role
    by: Annotated[str | None, Field(description="Name of the admin who sent it.")]
    created_at: datetime
    expires_at: datetime


class InvitationList(BaseModel):
    invitations: list[InvitationView]
    next: Annotated[
        str | None, Field(description="Pass it as `after` to get the next page; null at the end.")
    ]


def list_invitations(after: str | None, limit: int) -> InvitationList:
    """Return at most `limit` open invitations by address, starting behind the address `after`.

    The id is a part of the hash, so it is not secret.
    """
    query = (
        select(Link, User.name)
        .outerjoin(User, User.id == Link.created_by)
        .where(*_open())
        .order_by(Link.email)
        .limit(limit + 1)
    )
    if after is not None:
        query = query.where(Link.email > after)
    found = db.session.execute(query).all()
    views = [
        InvitationView.model_validate(
            {
                "id": link.token_hash[:16],
                "email": link.email,
                "role": link.role,
                "by": name,
                "created_at": link.created_at,
                "expires_at": link.expires_at,
            }
        )
        for link, name in found[:limit]
    ]
    return InvitationList(invitations=views, next=views[-1].email if len(found) > limit else None)


def revoke(by: User, invitation_id: str) -> None:
    """Revoke an invitation: its link stops working. Raises InvitationNotOpen."""
    revoked = db.session.execute(
        delete(Link)
        .where(*_open(), Link.token_hash.startswith(invitation_id))
        .returning(Link.email, Link.role)
    ).first()
    if revoked is None:
        raise InvitationNotOpen
    audit(by, "link.revoke", whom=revoked.email, role=revoked.role)


def _open() -> tuple[ColumnElement[bool], ...]:
    return (
        Link.purpose == "invitation",
        Link.used_at.is_(None),
        Link.expires_at > datetime.now(UTC),
    )
