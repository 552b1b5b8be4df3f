"""Small images and sounds, made on the spot, and an author who uploads them."""

import struct
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import text

from backend.media.sounds import _ogg_checksum
from backend.media.store import keep
from backend.models import Media, db
from tests.support.api import check_status

UPLOAD = "/api/studio/media"


def upload(
    author: FlaskClient, content: bytes, status: int = 201, media_type: str = "image/jpeg"
) -> Any:  # Any: JSON
    answer = author.post(UPLOAD, data=content, content_type=media_type)
    check_status(answer, status)
    assert answer.mimetype == ("application/json" if status < 400 else "application/problem+json")
    return answer.json


def stored(media: Any) -> bytes:  # Any: JSON
    return db.session.get_one(Media, media["id"]).content


def image(
    form: str,
    size: tuple[int, int] = (40, 30),
    noise: bool = False,
    **options: object,
) -> bytes:
    drawn = Image.effect_noise(size, 90) if noise else Image.linear_gradient("L").resize(size)
    written = BytesIO()
    drawn.convert("RGB").save(written, form, **options)
    return written.getvalue()


def png(drawn: Image.Image) -> bytes:
    written = BytesIO()
    drawn.save(written, "PNG")
    return written.getvalue()


def mp3(frames: int = 40, secret: bytes = b"") -> bytes:
    """Silence as MPEG 1, layer III, 128 kbit/s, 44.1 kHz; a second has 38 frames."""
    sound = (b"\xff\xfb\x90\x00" + bytes(413)) * frames
    if not secret:
        return sound
    tag = b"TIT2" + struct.pack(">I", len(secret)) + b"\0\0" + secret
    before = b"ID3\x04\0\0" + bytes(len(tag) >> shift & 0x7F for shift in (21, 14, 7, 0)) + tag
    items = secret.ljust(40)
    ape = items + b"APETAGEX" + struct.pack("<4I8x", 2000, len(items) + 32, 1, 0)
    return before + sound + ape + b"TAG" + secret.ljust(125)


def m4a(secret: bytes = b"", handler: bytes = b"soun") -> bytes:
    """The boxes of an MP4 file with one track; nothing to hear in it."""

    def box(kind: bytes, *content: bytes) -> bytes:
        inside = b"".join(content)
        return struct.pack(">I4s", 8 + len(inside), kind) + inside

    metadata = [box(b"udta", b"\xa9xyz" + secret)] if secret else []
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(13))), *metadata)
    return (
        box(b"ftyp", b"M4A \0\0\0\0M4A mp42isom")
        + box(b"moov", box(b"mvhd", bytes(100)), track, *metadata)
        + (box(b"uuid", b"x" * 16, secret) if secret else b"")
        + struct.pack(">I4sQ", 1, b"mdat", 16 + 500)
        + bytes(500)
    )


def opus(secret: bytes = b"", head: bytes = b"OpusHead") -> bytes:
    """The pages of an Ogg file with one stream; nothing to hear in it."""

    def page(number: int, flags: int, content: bytes, ends: bool = True) -> bytes:
        full, rest = divmod(len(content), 255)
        lacing = b"\xff" * full + (bytes([rest]) if ends else b"")
        form = struct.pack("<4sBBqIII", b"OggS", 0, flags, 0, 7, number, 0)
        whole = form + bytes([len(lacing)]) + lacing + content
        return whole[:22] + struct.pack("<I", _ogg_checksum(whole)) + whole[26:]

    comments = b"OpusTags" + struct.pack("<I", 0) + struct.pack("<I", 1 if secret else 0)
    if secret:  # large enough to continue in a second page
        comments += struct.pack("<I", 600) + secret.ljust(600)
    parts = [page(1, 0, comments)]
    if secret:
        parts = [page(1, 0, comments[:510], ends=False), page(2, 1, comments[510:])]
    return page(0, 2, head + b"\x01\x01" + bytes(9)) + b"".join(parts) + page(9, 4, bytes(120))


def aged(*contents: bytes) -> list[str]:
    """Store these as of two days ago; returns their ids."""
    ids = [keep(content).id for content in contents]
    age()
    return ids


def age() -> None:
    """Age all media by two days."""
    db.session.execute(text("UPDATE media SET created_at = created_at - interval '2 days'"))
    db.session.commit()


def present() -> set[str]:
    db.session.rollback()
    return {media_id for (media_id,) in db.session.query(Media.id)}
