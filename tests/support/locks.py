"""Find processes that wait for a PostgreSQL lock, and wait for a condition."""

from collections.abc import Callable
from time import monotonic

from sqlalchemy import text

from backend.models import db

PATIENCE = 60.0  # seconds


def waits_for_locks() -> int:
    db.session.rollback()
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    return db.session.scalar(text(waiting)) or 0


def until(true: Callable[[], bool]) -> None:
    end = monotonic() + PATIENCE
    while not true():
        assert monotonic() < end, "it never came true"
