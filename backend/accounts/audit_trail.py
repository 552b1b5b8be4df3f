"""The audit trail, as admins read it."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field
from sqlalchemy import select

from ..models import AuditEntry, Quiz, db


class AuditView(BaseModel):
    """One audit entry: who did what, and when."""

    id: int
    at: datetime
    actor: str
    action: str
    quiz_id: int | None
    quiz_title: Annotated[
        str | None, Field(description="As it is now; null without a quiz, or if it was deleted.")
    ]
    detail: dict[str, Any]  # Any: JSON


class AuditList(BaseModel):
    entries: list[AuditView]
    next: Annotated[
        int | None, Field(description="Pass it as `before` to get older ones; null at the end.")
    ]


def list_audit(before: int | None, limit: int) -> AuditList:
    """Return at most `limit` entries older than the id `before`, the latest first."""
    kept = (Quiz.id == AuditEntry.quiz_id) & Quiz.deleted_at.is_(None)
    found = select(AuditEntry, Quiz.title).outerjoin(Quiz, kept)
    if before is not None:
        found = found.where(AuditEntry.id < before)
    rows = db.session.execute(found.order_by(AuditEntry.id.desc()).limit(limit + 1)).all()
    views = [
        AuditView(
            id=entry.id,
            at=entry.at,
            actor=entry.actor,
            action=entry.action,
            quiz_id=entry.quiz_id,
            quiz_title=title,
            detail=entry.detail,
        )
        for entry, title in rows[:limit]
    ]
    return AuditList(entries=views, next=views[-1].id if len(rows) > limit else None)
