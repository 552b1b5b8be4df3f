"""Settings, database and host, seen from where the application runs."""

import os
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from ...games.phase import LONGEST
from ...library.deleted import GRACE
from ...migrations.schema import KNOWN, NEWEST, stored_schema
from ...models import Backup, Game, Quiz, db
from .finding import Finding, clock

GIGABYTE = 2**30
OLDEST_TESTED = 16
"""The oldest major version of PostgreSQL that is tested."""


def inside() -> Iterator[Finding]:
    """Settings, database and host. Needs an application context."""
    yield _settings()
    try:
        with db.engine.connect() as connection:
            yield from _database(connection)
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[0]
        yield Finding(
            "fail",
            "database",
            f"cannot be reached: {reason}",
            "Is it running, and is SQLALCHEMY_DATABASE_URI right?"
            " See `docker compose ps` and `docker compose logs db`.",
        )
    yield _disk()


def _settings() -> Finding:
    if current_app.config["PRODUCTION"]:
        return Finding("ok", "settings", "production, the secrets are strong")
    return Finding(
        "warn",
        "settings",
        "development: weak secrets are accepted",
        "Set QUIZ_ENV=production, or leave it unset.",
    )


def _database(connection: Any) -> Iterator[Finding]:  # Any: Connection
    begun = time.perf_counter()
    row = connection.execute(
        text("""
            SELECT current_setting('server_version_num')::int / 10000 AS major, now(),
                   current_setting('TimeZone') AS zone,
                   current_setting('max_connections')::int AS allowed,
                   (SELECT count(*) FROM pg_stat_activity
                    WHERE backend_type = 'client backend') AS used,
                   current_setting('fsync') = 'on'
                       AND current_setting('full_page_writes') = 'on'
                       AND current_setting('synchronous_commit') <> 'off' AS durable
        """)
    ).one()
    milliseconds = (time.perf_counter() - begun) * 1000
    message = f"PostgreSQL {row.major}, answers in {milliseconds:.1f} ms"
    if row.major < OLDEST_TESTED:
        yield Finding(
            "warn", "database", message, f"Popquiz is tested with {OLDEST_TESTED} and newer."
        )
    else:
        yield Finding("ok", "database", message)
    if row.durable:
        yield Finding("ok", "durability", "acknowledged answers are on disk")
    else:
        yield Finding(
            "fail",
            "durability",
            "acknowledged answers may be lost in a crash",
            "Set fsync, full_page_writes and synchronous_commit to on in PostgreSQL.",
        )
    if row.used > row.allowed * 0.8:
        yield Finding(
            "warn",
            "connections",
            f"{row.used} of {row.allowed} are in use",
            "Raise max_connections in PostgreSQL, run fewer web containers (up to 12 each), or add"
            " a connection pooler (docs/scaling.md).",
        )
    else:
        yield Finding("ok", "connections", f"{row.used} of {row.allowed} are in use")
    yield clock("clock", row.now, "the database")
    yield Finding("ok", "time zone", f"times are stored in UTC; the database shows {row.zone}")
    yield from _content(connection)


def _content(connection: Any) -> Iterator[Finding]:  # Any: Connection
    found = stored_schema(connection)
    if found == NEWEST:
        yield Finding("ok", "schema", f"{found}, the newest")
    elif found is None or found in KNOWN:
        yield Finding(
            "fail",
            "schema",
            f"{found or 'none'}, but this release needs {NEWEST}",
            "Run `python manage.py prepare_db` (in compose: `docker compose up -d migrate`).",
        )
        return
    else:
        yield Finding(
            "warn", "schema", f"{found} is from a newer release", "Finish that release's rollout."
        )
    quizzes = connection.scalar(select(func.count()).select_from(Quiz))
    if quizzes:
        yield Finding("ok", "quizzes", f"{quizzes} found")
    else:
        yield Finding("warn", "quizzes", "none found", "Run `python manage.py init_fixtures`.")
    overdue = connection.scalar(
        select(func.count()).where(Quiz.deleted_at < func.now() - GRACE - timedelta(days=1))
    )
    if overdue:
        yield Finding(
            "warn",
            "deleted quizzes",
            f"{overdue} should have been removed for good",
            "Run `python manage.py remove_deleted` every day (docs/operations.md).",
        )
    left = connection.scalar(
        select(func.count()).where(
            Game.ended_at.is_(None), Game.commanded_at < func.now() - LONGEST - timedelta(days=1)
        )
    )
    if left:
        yield Finding(
            "warn",
            "games",
            f"{left} should have ended more than a day ago; their results are not counted yet",
            "Open the results of any quiz in the studio: that ends ten of them.",
        )
    try:
        made_at = connection.scalar(select(func.max(Backup.made_at)))
    except ProgrammingError:
        return
    yield _backup(made_at)


def _backup(made_at: datetime | None) -> Finding:
    fix = (
        "Run `deploy/bin/backup`, or let the service `backup` run it on a schedule:"
        " `docker compose --profile backup up -d`."
    )
    if made_at is None:
        return Finding("warn", "backup", "none was ever made", fix)
    age = datetime.now(UTC) - made_at
    message = f"the newest is {_words(age)} old"
    if age > timedelta(days=8):
        return Finding("fail", "backup", message, fix)
    if age > timedelta(days=2):
        return Finding("warn", "backup", message, fix)
    return Finding("ok", "backup", message)


def _words(age: timedelta) -> str:
    hours = int(age.total_seconds() // 3600)
    return f"{hours // 24} days" if hours >= 48 else f"{hours} hours"


def _disk() -> Finding:
    # In compose, the secrets are on the file system of the host's /quizdata.
    named = os.environ.get("SECRET_KEY_FILE") or os.environ.get("POPQUIZ_DATA") or "."
    folder = Path(named).resolve()
    while not folder.exists():
        folder = folder.parent
    usage = shutil.disk_usage(folder)
    message = f"{usage.free / GIGABYTE:.1f} GB of {usage.total / GIGABYTE:.1f} GB are free"
    fix = "Free up space: remove old images (`docker system prune`), backups and logs."
    if usage.free < GIGABYTE / 10:
        return Finding("fail", "disk", message, fix)
    if usage.free < GIGABYTE or usage.free < usage.total / 20:
        return Finding("warn", "disk", message, fix)
    return Finding("ok", "disk", message)
