"""Commands of manage.py. The names are Flask-Script's; click would turn `_` into `-`.

A command's module is imported only when the command runs, so few commands load the whole
application.
"""

from typing import Any, cast

import click
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy.exc import OperationalError
from werkzeug.utils import import_string

from ..environment import SettingsError
from . import healthcheck as probe

MODULES = {
    "server": ("runserver", "shell"),
    "database": ("prepare_db", "init_fixtures", "reset_db"),
    "migrations": ("db",),
    "accounts": (
        *("create_user", "reset_password", "change_email", "list_users", "disable_user"),
        "setup_link",
    ),
    "files": ("import_quiz", "export_quiz", "sync"),
    "media": ("remove_media",),
    "deleted": ("remove_deleted",),
    "rescore": ("rescore",),
    "verify.command": ("verify_code",),
    "doctor.command": ("doctor",),
    "loadtest.command": ("loadtest",),
    "contract": ("openapi",),
}
IMPORT_PATHS = {
    name: f"{__package__}.{module}:{name}" for module in MODULES for name in MODULES[module]
}
NEED_API = MODULES["server"]
"""The other commands need only settings and the database."""


class Commands(click.Group):
    """Reports an unreachable database in one sentence."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return sorted([*IMPORT_PATHS, *self.commands])

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name in IMPORT_PATHS:
            return cast(click.Command, import_string(IMPORT_PATHS[name]))
        return super().get_command(context, name)

    def invoke(self, context: click.Context) -> Any:  # Any: what a command returns
        try:
            return super().invoke(context)
        except OperationalError as error:
            reason = str(error.orig).strip().splitlines()[0]
            raise click.ClickException(f"The database cannot be reached: {reason}") from None


@click.group(cls=Commands)
@click.pass_context
def cli(context: click.Context) -> None:
    """Manage Popquiz: its server, its database and its quizzes."""
    factory = "app:create_app" if context.invoked_subcommand in NEED_API else "core:create_core"
    context.obj = ScriptInfo(create_app=lambda: _create_app(f"backend.{factory}"))


def _create_app(factory: str) -> Flask:
    try:
        return cast(Flask, import_string(factory)())
    except SettingsError as error:
        raise click.ClickException(str(error)) from None


@cli.command("healthcheck")
@click.option("--url", help="Check over HTTP, such as http://127.0.0.1:5000.")
def healthcheck(url: str | None) -> None:
    """Check whether the running server is ready; exit code 1 if not.

    Without --url, checks uWSGI on its own socket, port 3033.
    """
    raise SystemExit(probe.main(url))
