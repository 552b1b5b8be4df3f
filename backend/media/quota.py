"""How much an author may store: all images and sounds that they were the first to upload."""

from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy import func, select

from ..errors.media import MediaQuotaReached
from ..models import Media, User, db

MEGABYTE = 1024 * 1024


class MediaUsage(BaseModel):
    """What a user has stored. A file that several quizzes use counts once."""

    files: int
    used: Annotated[int, Field(description="Bytes.")]
    limit: Annotated[int | None, Field(description="Bytes; null: none.")]


def limit_of(user: User, quota: int | None) -> int | None:
    """The user's limit in bytes: the quota, except for admins."""
    return None if user.role == "admin" else quota


def usage(user: User, quota: int | None) -> MediaUsage:
    """Count what the user has uploaded. Only files that nothing uses any more are removed."""
    row = db.session.execute(
        select(func.count().label("files"), func.coalesce(func.sum(Media.size), 0).label("used"))
        .select_from(Media)
        .where(Media.uploaded_by == user.id)
    ).one()
    return MediaUsage(files=row.files, used=row.used, limit=limit_of(user, quota))


def check_quota(user: User, quota: int | None, more: int) -> None:
    """Raise MediaQuotaReached if the user cannot store `more` bytes.

    The user's uploads wait for one another from here to the end of the transaction.
    """
    limit = limit_of(user, quota)
    if limit is None:
        return
    lock = func.pg_advisory_xact_lock(func.hashtextextended("media quota", user.id))
    db.session.execute(select(lock))
    used = usage(user, quota).used
    if used + more > limit:
        raise MediaQuotaReached(
            used=round(used / MEGABYTE, 1),
            needed=round(more / MEGABYTE, 1),
            limit=round(limit / MEGABYTE, 1),
        )
