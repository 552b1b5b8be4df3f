"""The audit trail, as admins read it."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field
from sqlalchemy import select

from ..models import AuditEntry, db


class AuditView(BaseModel):
    """One audit entry: who did what, and when."""

    id: int
    at: datetime
    actor: str
    action: str
    quiz_id: int | None
    detail: dict[str, Any]  # Any: JSON


class AuditList(BaseModel):
    entries: list[AuditView]
    next: Annotated[
        int | None, Field(description="Pass it as `before` to get older ones; null at the end.")
    ]


def list_audit(before: int | None, limit: int) -> AuditList:
    """Return at most `limit` entries older than the id `before`, the latest first."""
    found = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit + 1)
    if before is not None:
        found = found.where(AuditEntry.id < before)
    rows = db.session.scalars(found).all()
    views = [AuditView.model_validate(row, from_attributes=True) for row in rows[:limit]]
    return AuditList(entries=views, next=views[-1].id if len(rows) > limit else None)
