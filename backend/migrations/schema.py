"""The schema of the database, and those this release knows; without importing Alembic."""

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import Connection

MIGRATIONS = Path(__file__).parent
KNOWN = sorted(file.name.partition("_")[0] for file in MIGRATIONS.glob("versions/[0-9]*_*.py"))
"""The migrations, oldest first: their files are numbered."""
NEWEST = KNOWN[-1]


def stored_schema(connection: Connection) -> str | None:
    """Return the database's current migration; None if it was never migrated."""
    if connection.scalar(text("SELECT to_regclass('alembic_version')")) is None:
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found
