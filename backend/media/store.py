"""Images and sounds of questions: stored once, named after their content, never changed.

What nothing names any more is removed by `unused_media`, and not before a day.
"""

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Literal

from sqlalchemy import Boolean, func, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert

from ..audit import audit
from ..errors.media import FileEmpty, FormatRefused, MediaNotFound, MediaTooLarge, SvgRefused
from ..markdown import MediaFacts
from ..models import Media, User, autocommit, db
from .images import encode_anew, is_image, size_of
from .sounds import KeptSound, sound

IMAGE_LIMIT = 8 * 1024 * 1024
SOUND_LIMIT = 3 * 1024 * 1024
"""Bytes. Sounds are kept as they are, so theirs is smaller."""
ID = re.compile(r"[0-9a-f]{64}")
SVG = re.compile(rb"\s*(<\?xml|<!--|<!DOCTYPE svg|<svg)", re.IGNORECASE)


def store_upload(content: bytes, user: User | None) -> Media:
    """Store an upload; without a user, it came in by the command line. A name says nothing here.

    The same content is stored once, be it what came or what was made of it; only what is new here
    is noted. Part of the caller's transaction. Raises MediaRefused or MediaTooLarge.
    """
    found = _found(content)
    if found:
        return found
    user_id = user.id if user else None
    if is_image(content):
        _check_size(content, IMAGE_LIMIT, "image")
        image = encode_anew(content)
        size = (image.width, image.height)
        media, is_new = _insert(image.content, image.media_type, size, user_id)
    else:
        kept = _sound(content)
        media, is_new = _insert(kept.content, kept.media_type, None, user_id)
    if is_new:
        audit(user, "media.upload", media=media.id, media_type=media.media_type, bytes=media.size)
    return media


def keep(content: bytes) -> Media:
    """Store a file of a pack as it is: its name is the hash of the file, whatever release loads it.

    Part of the caller's transaction. Raises MediaRefused or MediaTooLarge.
    """
    found = _found(content)
    if found:
        return found
    if is_image(content):
        _check_size(content, IMAGE_LIMIT, "image")
        media_type, width, height = size_of(content)
        return _insert(content, media_type, (width, height), None)[0]
    return _insert(content, _sound(content).media_type, None, None)[0]


def media_content(media_id: str) -> tuple[str, bytes]:
    """Media type and content. Raises MediaNotFound."""
    if not ID.fullmatch(media_id):
        raise MediaNotFound
    wanted = select(Media.media_type, Media.content).where(Media.id == media_id)
    with autocommit() as connection:
        row = connection.execute(wanted).one_or_none()
    if row is None:
        raise MediaNotFound
    return row.media_type, bytes(row.content)


def facts_of(ids: Iterable[str]) -> dict[str, MediaFacts]:
    """What is known of those of these media that are stored."""
    columns = (Media.id, Media.media_type, Media.width, Media.height)
    rows = db.session.execute(select(*columns).where(Media.id.in_(set(ids))))
    return {row.id: MediaFacts(row.media_type, row.width, row.height) for row in rows}


def lock_media(ids: Iterable[str]) -> None:
    """Keep these from being removed before the transaction, which will reference them, ends."""
    wanted = select(Media.id).where(Media.id.in_(set(ids)))
    db.session.execute(wanted.with_for_update(read=True, key_share=True))


def renew(ids: Iterable[str]) -> None:
    """Let these stay for another day, though nothing may name them."""
    db.session.execute(
        update(Media).where(Media.id.in_(set(ids))).values(created_at=func.now()),
        execution_options={"synchronize_session": False},
    )


def _found(content: bytes) -> Media | None:
    """What is stored of it already. It stays for a day, even if it was about to be removed."""
    renew([_id(content)])
    return db.session.get(Media, _id(content))


def _sound(content: bytes) -> KeptSound:
    if not content:
        raise FileEmpty
    if SVG.match(content):
        raise SvgRefused
    kept = sound(content)
    if kept is None:
        raise FormatRefused
    _check_size(content, SOUND_LIMIT, "sound")
    return kept


def _check_size(content: bytes, limit: int, kind: Literal["image", "sound"]) -> None:
    if len(content) > limit:
        raise MediaTooLarge(kind=kind, megabytes=limit // 1024 // 1024)


def _id(content: bytes) -> str:
    return sha256(content).hexdigest()


def _insert(
    content: bytes, media_type: str, size: tuple[int, int] | None, user_id: int | None
) -> tuple[Media, bool]:
    """The row of this content, and whether it is new: it may be there, or come at this moment."""
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
    # An update, though of nothing else: it waits for who removes the row, and then inserts it.
    statement = (
        insert(Media)
        .values(row)
        .on_conflict_do_update(index_elements=[Media.id], set_={"created_at": func.now()})
        .returning(literal_column("xmax = 0", Boolean))  # no row that was there has 0
    )
    is_new: bool = db.session.execute(statement).scalar_one()
    return db.session.get_one(Media, row["id"]), is_new
