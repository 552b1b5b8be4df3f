"""Alembic's environment for Popquiz: the application's own engine and tables."""

from alembic import context
from flask import current_app
from sqlalchemy import text

from backend.models import db

MIGRATING = 7_208_002
"""Key of the advisory lock: of several processes that migrate concurrently, one does the work."""


def run() -> None:
    if context.is_offline_mode():
        uri = current_app.config["SQLALCHEMY_DATABASE_URI"]
        context.configure(url=uri, target_metadata=db.metadata, literal_binds=True)
        with context.begin_transaction():
            context.run_migrations()
        return
    with db.engine.connect() as connection:
        context.configure(connection=connection, target_metadata=db.metadata)
        with context.begin_transaction():
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
            context.run_migrations()


run()
