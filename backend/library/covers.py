"""Covers of quizzes: an uploaded image, in force at once. Without one, the client draws it."""

from sqlalchemy import select

from ..audit import audit
from ..errors.library import CoverNotFound, CoverNotImage
from ..errors.media import MediaNotFound
from ..errors.requests import refused
from ..media.store import facts_of, lock_media, renew
from ..models import Media, Quiz, User, autocommit, db
from .catalogue import PRESENT


def set_cover(user: User, quiz: Quiz, media_id: str | None) -> None:
    """Use this image, or none. Raises MediaNotFound, or InvalidRequest for a sound."""
    if quiz.cover_id == media_id:
        return
    if media_id is not None:
        lock_media([media_id])
        facts = facts_of([media_id]).get(media_id)
        if facts is None:
            raise MediaNotFound
        if facts.is_sound:
            raise refused("media", CoverNotImage())
    if quiz.cover_id is not None:
        renew([quiz.cover_id])  # the author may want it back
    quiz.cover_id = media_id
    audit(user, "quiz.cover", quiz.id, media=media_id)
    db.session.commit()


def cover_of(slug: str) -> tuple[str, str, bytes]:
    """Load id, media type and content of a quiz's cover, for players.

    Raises CoverNotFound: also for a quiz that they cannot see.
    """
    wanted = (
        select(Media.id, Media.media_type, Media.content)
        .join(Quiz, Quiz.cover_id == Media.id)
        .where(Quiz.slug == slug, Quiz.visibility != "private", *PRESENT)
    )
    with autocommit() as connection:
        row = connection.execute(wanted).one_or_none()
    if row is None:
        raise CoverNotFound
    return row.id, row.media_type, bytes(row.content)
