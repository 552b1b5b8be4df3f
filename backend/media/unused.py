"""Find and remove images and sounds that nothing references.

Players never wait; authors wait milliseconds: the long scan of all questions takes no lock, and
only questions stored since, and drafts, are scanned again while writes are locked out.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from psycopg2.errors import LockNotAvailable
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from ..audit import audit
from ..document.media_ids import media_ids
from ..models import Media, Question, db
from .store import renew

KEPT = timedelta(days=1)
AT_ONCE = 100
"""Files to remove under one lock."""
QUESTIONS_AT_ONCE = 20_000
PATIENCE = 60.0  # seconds

# The authored columns of questions; all of drafts and descriptions; the site's logo. An id never
# follows a digit or a letter, so it is found where a run of hex digits begins.
QUESTIONS = "SELECT concat_ws(' ', prompt, explanation, body) FROM question WHERE id > :after"
DRAFTS = """
    SELECT CAST(content AS text) FROM question_draft
    UNION ALL SELECT CAST(content AS text) FROM quiz_draft
    UNION ALL SELECT concat_ws(' ', description, cover_id) FROM quiz
    UNION ALL SELECT logo_id FROM site
"""
NAMED = """
    SELECT DISTINCT found[1] AS id
    FROM ({texts}) AS texts (content), regexp_matches(content, '[0-9a-f]{{64}}', 'g') AS found
"""
IN_QUESTIONS = text(NAMED.format(texts=f"{QUESTIONS} AND id <= :upto"))
IN_DRAFTS = text(NAMED.format(texts=DRAFTS))

# NOWAIT avoids deadlock with transactions that lock these tables in another order.
LOCK = text("LOCK TABLE question, question_draft, quiz_draft, quiz, site IN SHARE MODE NOWAIT")
# Rows locked by a transaction that stores the same file, or is about to reference it, are skipped.
REMOVE = text(f"""
    WITH used AS MATERIALIZED ({NAMED.format(texts=f"{QUESTIONS} UNION ALL {DRAFTS}")})
    DELETE FROM media
    WHERE id NOT IN (SELECT id FROM used) AND id IN (
        SELECT id FROM media
        WHERE id = ANY(:ids) AND created_at < now() - :kept FOR UPDATE SKIP LOCKED
    )
    RETURNING id
""")  # noqa: S608  (constants only)


class Unused(NamedTuple):
    """An image or a sound that no question (of any edition), draft, quiz or site references."""

    id: str
    media_type: str
    size: int
    """Bytes."""
    since: datetime
    """When it was stored, sent again, or last dropped from a draft."""


class Busy(Exception):
    """Writers kept the tables locked all the time."""


def let_go(before: Any, after: Any = None) -> None:  # Any: JSON
    """Keep media dropped from a draft for another day: the author may undo that or move them."""
    gone = media_ids(before) - media_ids(after)
    if gone:
        renew(gone)


def unused() -> list[Unused]:
    """Media unused for a day or more, the oldest first. Locks nothing."""
    return _unused(_newest())


def remove() -> Iterator[Unused]:
    """Remove unused media; yield each once its removal is committed. Raises Busy."""
    with _writes_locked():
        newest = _newest()  # no older ones can be added later
    found = _unused(newest)
    for start in range(0, len(found), AT_ONCE):
        part = found[start : start + AT_ONCE]
        with _writes_locked():
            given = {"ids": [media.id for media in part], "after": newest, "kept": KEPT}
            gone = set(db.session.scalars(REMOVE, given))
            ended = [media for media in part if media.id in gone]
            if ended:
                size = sum(media.size for media in ended)
                audit(None, "media.remove", files=len(ended), bytes=size)
        yield from ended


def _newest() -> int:
    """The id of the newest question; 0 if there is none."""
    return db.session.scalar(select(func.max(Question.id))) or 0


def _unused(newest: int) -> list[Unused]:
    """Media that neither drafts nor questions up to this one reference."""
    rows = db.session.execute(
        select(Media.id, Media.media_type, Media.size, Media.created_at)
        .where(Media.created_at < func.now() - KEPT)
        .order_by(Media.created_at, Media.id)
    )
    left = {row.id: Unused(*row) for row in rows}
    for name in _named(newest) if left else ():
        left.pop(name, None)
    return list(left.values())


def _named(newest: int) -> Iterator[str]:
    yield from db.session.scalars(IN_DRAFTS)
    for after in range(0, newest, QUESTIONS_AT_ONCE):
        upto = min(newest, after + QUESTIONS_AT_ONCE)
        yield from db.session.scalars(IN_QUESTIONS, {"after": after, "upto": upto})
    db.session.rollback()


@contextmanager
def _writes_locked() -> Iterator[None]:
    """A transaction that locks out writes to what may name media. Raises Busy."""
    deadline = time.monotonic() + PATIENCE
    while True:
        db.session.rollback()
        try:
            db.session.execute(LOCK)
            break
        except OperationalError as error:
            db.session.rollback()
            if not isinstance(error.orig, LockNotAvailable):
                raise
            if time.monotonic() > deadline:
                raise Busy from None
        time.sleep(0.05)
    try:
        yield
        db.session.commit()
    finally:
        db.session.rollback()
