"""`manage.py db …`: Alembic, through Flask-Migrate. Slow to import, so nothing else loads it."""

import os

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_migrate import Migrate, upgrade
from flask_migrate.cli import db as commands  # type: ignore[import-not-found]  # no stub

from ..migrations.schema import MIGRATIONS
from ..models import db as database


def install(app: Flask) -> None:
    """Point Flask-Migrate's functions to the application's migrations.

    By a relative path: Alembic would interpolate a `%` in the name of a folder above.
    """
    Migrate(app, database, directory=os.path.relpath(MIGRATIONS))


def upgrade_database() -> None:
    """Migrate the database to the newest schema. Needs an application context."""
    install(current_app)
    upgrade()


@click.group("db", commands=commands.commands, params=commands.params)
@with_appcontext
def db(**options: object) -> None:
    """Migrate the database: upgrade, downgrade, migrate, check, ..."""
    install(current_app)
    commands.callback(**options)
