"""Images and sounds of questions: stored once, named after their content, never changed.

Media that nothing references are removed by `unused_media`, after a day at the earliest.
"""

import re
from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import Boolean, func, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert

from .. import bounded
from ..audit import audit
from ..errors.media import MediaNotFound, MediaTooLarge
from ..markdown import MediaFacts
from ..models import Media, User, autocommit, db
from .images import is_image, reencode, size_of
from .quota import check_quota
from .sounds import checked_sound

IMAGE_LIMIT = 8 * 1024 * 1024
"""Bytes."""
ID = re.compile(r"[0-9a-f]{64}")


def store_upload(content: bytes, user: User | None, quota: int | None = None) -> Media:
    """Store an upload, of a user or (None) of the command line. The file's name is not used.

    Content that is already stored, as sent or as encoded, is neither stored nor audited again. Does
    not commit. `quota`: bytes that an author may store. Raises MediaRefused, MediaTooLarge,
    MediaQuotaReached, ServerBusy, TookTooLong or TookTooMuchMemory.
    """
    found = _found(content)
    if found:
        return found
    user_id = user.id if user else None
    if is_image(content):
        _check_size(content)
        image = bounded.run_alone(reencode, content)
        stored, media_type, size = image.content, image.media_type, (image.width, image.height)
    else:
        kept = bounded.run(checked_sound, content)
        stored, media_type, size = kept.content, kept.media_type, None
    if user and db.session.get(Media, _id(stored)) is None:
        check_quota(user, quota, len(stored))
    media, is_new = _insert(stored, media_type, size, user_id)
    if is_new:
        audit(user, "media.upload", media=media.id, media_type=media.media_type, bytes=media.size)
    return media


def keep(content: bytes) -> Media:
    """Store a pack's file unchanged, so that its id is the file's hash in every release.

    Does not commit. Raises MediaRefused or MediaTooLarge.
    """
    found = _found(content)
    if found:
        return found
    if is_image(content):
        _check_size(content)
        media_type, width, height = size_of(content)
        return _insert(content, media_type, (width, height), None)[0]
    return _insert(content, checked_sound(content).media_type, None, None)[0]


def media_content(media_id: str) -> tuple[str, bytes]:
    """Load media type and content. Raises MediaNotFound."""
    if not ID.fullmatch(media_id):
        raise MediaNotFound
    wanted = select(Media.media_type, Media.content).where(Media.id == media_id)
    with autocommit() as connection:
        row = connection.execute(wanted).one_or_none()
    if row is None:
        raise MediaNotFound
    return row.media_type, bytes(row.content)


def facts_of(ids: Iterable[str]) -> dict[str, MediaFacts]:
    """Load the facts about these media, by id. Unknown ids are left out."""
    columns = (Media.id, Media.media_type, Media.width, Media.height)
    rows = db.session.execute(select(*columns).where(Media.id.in_(set(ids))))
    return {row.id: MediaFacts(row.media_type, row.width, row.height) for row in rows}


def lock_media(ids: Iterable[str]) -> None:
    """Keep these from being removed before the transaction, which will reference them, ends."""
    wanted = select(Media.id).where(Media.id.in_(set(ids)))
    db.session.execute(wanted.with_for_update(read=True, key_share=True))


def renew(ids: Iterable[str]) -> None:
    """Keep these for another day, even if nothing references them."""
    db.session.execute(
        update(Media).where(Media.id.in_(set(ids))).values(created_at=func.now()),
        execution_options={"synchronize_session": False},
    )


def _found(content: bytes) -> Media | None:
    """Return this content if it is stored, and keep it for another day."""
    renew([_id(content)])
    return db.session.get(Media, _id(content))


def _check_size(image: bytes) -> None:
    if len(image) > IMAGE_LIMIT:
        raise MediaTooLarge(kind="image", megabytes=IMAGE_LIMIT // 1024 // 1024)


def _id(content: bytes) -> str:
    return sha256(content).hexdigest()


def _insert(
    content: bytes, media_type: str, size: tuple[int, int] | None, user_id: int | None
) -> tuple[Media, bool]:
    """Insert the content unless it exists; return its row, and whether that is new."""
    width, height = size or (None, None)
    row = {
        "id": _id(content),
        "media_type": media_type,
        "content": content,
        "size": len(content),
        "width": width,
        "height": height,
        "uploaded_by": user_id,
    }
    # On conflict, update instead of doing nothing: that waits for a concurrent removal to end, and
    # then inserts the row.
    statement = (
        insert(Media)
        .values(row)
        .on_conflict_do_update(index_elements=[Media.id], set_={"created_at": func.now()})
        .returning(literal_column("xmax = 0", Boolean))  # only a new row has 0
    )
    is_new: bool = db.session.execute(statement).scalar_one()
    return db.session.get_one(Media, row["id"]), is_new
