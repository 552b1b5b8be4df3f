"""The embedded PostgreSQL of the tests: copied from one that is initialised once in a run."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from backend.app import create_app
from backend.cli.migrations import install
from backend.models import db
from backend.settings import Settings
from deploy.local import postgres
from deploy.local.postmaster import Postmaster
from tests.support.run_folder import copy, new_folder, prepared

MIGRATED = "migrated"
"""The database with the newest schema and no rows, a template for others."""
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")
HURRIED = "\n".join(
    [
        "\n# The data of tests need not survive a crash.",
        *(f"{name} = off" for name in DURABLE),
        "shared_buffers = 128MB\n",
    ]
)


def settings_for(uri: str) -> Settings:
    return Settings.from_env(
        {"QUIZ_ENV": "development", "SQLALCHEMY_DATABASE_URI": uri, "COMMIT_HASH": "abc"}
    )


def migrate(uri: str) -> None:
    """Bring an empty database to the newest schema."""
    app = create_app(settings_for(uri))
    install(app)
    with app.app_context():
        upgrade()
        db.engine.dispose()


def remove_schema(uri: str) -> None:
    """Undo `migrate`."""
    app = create_app(settings_for(uri))
    install(app)
    with app.app_context():
        downgrade(revision="base")
        db.session.execute(text("DROP TABLE alembic_version"))
        db.session.commit()
        db.engine.dispose()


def _prepare(folder: Path) -> None:
    server = postgres.start(folder / "data")
    try:
        with (folder / "data/postgresql.conf").open("a") as configuration:
            configuration.write(HURRIED)
        migrate(postgres.create_database(server, MIGRATED))
    finally:
        server.stop()


@contextmanager
def running_server() -> Iterator[Postmaster]:
    """A server with a migrated database; it may lose data in a crash."""
    source = prepared("server", _prepare)
    with new_folder() as folder:
        copy(source / "data", folder / "data")
        server = postgres.start(folder / "data")
        try:
            yield server
        finally:
            _kill(server)


def _kill(server: Postmaster) -> None:
    """Stop a server whose data is no longer needed."""
    os.kill(server.pid, signal.SIGQUIT)
    server.stop()


@contextmanager
def durably(server: Postmaster) -> Iterator[None]:
    """Use PostgreSQL's durable defaults inside, not the fast settings of tests."""
    _configure(server, "on")
    try:
        yield
    finally:
        _configure(server, "off")


def _configure(server: Postmaster, value: str) -> None:
    """Give the settings that make it durable this value; returns when new connections see it."""
    change = [f"ALTER SYSTEM SET {name} = {value}" for name in DURABLE]
    server.psql(";".join([*change, "SELECT pg_reload_conf()"]))
    while server.psql("\\t\nSHOW fsync").strip().splitlines()[-1].strip() != value:
        pass


def create_migrated(server: Postmaster, name: str) -> str:
    """The URI of a new database with the newest schema and no rows."""
    server.psql(f'CREATE DATABASE "{name}" TEMPLATE "{MIGRATED}"')
    return server.uri(name)
