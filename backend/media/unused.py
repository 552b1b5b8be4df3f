"""Images and sounds that nothing names any more, and their end.

Nobody is kept from playing, and who writes waits for milliseconds: the long look at all questions
locks nothing, and only what was written since is looked at again while nobody can write.
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
"""Files that are removed under one lock."""
QUESTIONS_AT_ONCE = 20_000
PATIENCE = 60.0  # seconds

# Of a question whatever an author writes; of a draft and of descriptions everything. What stands
# before a name is never a digit or a letter, so a name is where such a run begins.
QUESTIONS = "SELECT concat_ws(' ', prompt, explanation, body) FROM question WHERE id > :after"
DRAFTS = """
    SELECT CAST(content AS text) FROM question_draft
    UNION ALL SELECT CAST(content AS text) FROM quiz_draft
    UNION ALL SELECT description FROM quiz
"""
NAMED = """
    SELECT DISTINCT found[1] AS id
    FROM ({texts}) AS texts (content), regexp_matches(content, '[0-9a-f]{{64}}', 'g') AS found
"""
IN_QUESTIONS = text(NAMED.format(texts=f"{QUESTIONS} AND id <= :upto"))
IN_DRAFTS = text(NAMED.format(texts=DRAFTS))

# NOWAIT: who waits for one table and holds another could wait for somebody who waits for us.
LOCK = text("LOCK TABLE question, question_draft, quiz_draft, quiz IN SHARE MODE NOWAIT")
# Who sends the same file, or is about to name it, holds its row: it stays, and is not waited for.
REMOVE = text(f"""
    WITH used AS MATERIALIZED ({NAMED.format(texts=f"{QUESTIONS} UNION ALL {DRAFTS}")})
    DELETE FROM media
    WHERE id NOT IN (SELECT id FROM used) AND id IN (
        SELECT id FROM media
        WHERE id = ANY(:ids) AND created_at < now() - :kept FOR UPDATE SKIP LOCKED
    )
    RETURNING id
""")  # noqa: S608  (our own words)


class Unused(NamedTuple):
    """An image or a sound that neither a question, of whatever edition, nor a draft names."""

    id: str
    media_type: str
    size: int
    """Bytes."""
    since: datetime
    """When it was stored, sent again, or let go."""


class Busy(Exception):
    """Somebody wrote all the time."""


def let_go(before: Any, after: Any = None) -> None:  # Any: JSON
    """Note that a draft names some no more: the author may take that back, or move them."""
    gone = media_ids(before) - media_ids(after)
    if gone:
        renew(gone)


def unused() -> list[Unused]:
    """What nothing has named for a day or more, the oldest first. Locks nothing."""
    return _unused(_newest())


def remove() -> Iterator[Unused]:
    """Remove it, and tell what is gone and noted. Raises Busy; what was told stays gone."""
    with _nobody_writing():
        newest = _newest()  # older ones are complete: nobody is adding any
    found = _unused(newest)
    for start in range(0, len(found), AT_ONCE):
        part = found[start : start + AT_ONCE]
        with _nobody_writing():
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
    """By what drafts and the questions up to this one name."""
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
def _nobody_writing() -> Iterator[None]:
    """A transaction in which no question and no draft is written by anybody. Raises Busy."""
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
