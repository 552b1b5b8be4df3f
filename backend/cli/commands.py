"""Commands of manage.py. The names are Flask-Script's; click would turn `_` into `-`."""

import json
from typing import Any

import click
from alembic.script import ScriptDirectory
from flask.cli import AppGroup, ScriptInfo, run_command, shell_command
from flask_migrate import upgrade
from flask_migrate.cli import db as migrations  # type: ignore[import-not-found]  # no stub
from flask_openapi3 import OpenAPI
from sqlalchemy import make_url, select, text
from sqlalchemy.exc import OperationalError

from ..app import MIGRATIONS, create_app
from ..environment import SettingsError
from ..library.packs import Pack, PackError, load_pack, shipped_packs
from ..models import Quiz, db
from ..models.database import stored_schema
from ..settings import Settings
from . import accounts
from . import healthcheck as probe
from .doctor.command import doctor
from .files import export_quiz, import_quiz, sync
from .loadtest.command import loadtest
from .media import remove_media
from .rescore import rescore
from .verify.command import verify_code


def _create_app() -> OpenAPI:
    try:
        return create_app()
    except SettingsError as error:
        raise click.ClickException(str(error)) from None


class Commands(AppGroup):
    """Commands that say in one sentence when there is no database to talk to."""

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
    context.obj = ScriptInfo(create_app=_create_app)


cli.add_command(run_command, "runserver")
cli.add_command(shell_command)
cli.add_command(migrations)
cli.add_command(doctor)
cli.add_command(loadtest)
for command in (
    *(import_quiz, export_quiz, sync, verify_code, remove_media, rescore),
    *accounts.COMMANDS,
):
    cli.add_command(command)
run_command.short_help = "Run the development server, on port 5000."
shell_command.short_help = "Open a Python shell with the application loaded."
migrations.help = "Migrate the database: upgrade, downgrade, migrate, check, ..."


if_empty_option = click.option(
    "--if-empty", is_flag=True, help="Quizzes only into a database that has none yet."
)


@cli.command("init_fixtures")
@if_empty_option
def init_fixtures(if_empty: bool) -> None:
    """Load the quizzes that ship with Popquiz.

    Running it again changes nothing; after an upgrade it brings the changed questions.
    """
    if if_empty and db.session.scalar(select(Quiz.id).limit(1)):
        return
    for pack in _packs():
        try:
            stored = load_pack(pack)
        except PackError as error:
            raise click.ClickException(str(error)) from None
        if stored is None:
            click.echo(f"{pack.title}: left alone, it was edited in the studio or is not ours")
            continue
        news = f"{stored} questions stored" if stored else "up to date"
        click.echo(f"{pack.title}: {news} ({len(pack.questions)} in the pack)")


@cli.command("prepare_db")
@if_empty_option
@click.pass_context
def prepare_db(context: click.Context, if_empty: bool) -> None:
    """Migrate, load the shipped quizzes, and tell how to set up the first admin.

    The database of a newer release is left as it is; this release can work with the next one's.
    """
    known = {script.revision for script in ScriptDirectory(MIGRATIONS).walk_revisions()}
    with db.engine.connect() as connection:
        found = stored_schema(connection)
    if found is not None and found not in known:
        click.echo(f"The database has schema {found} of a newer release: left as it is.")
        return
    upgrade()
    context.invoke(init_fixtures, if_empty=if_empty)
    context.invoke(accounts.print_setup_link)


def _packs() -> list[Pack]:
    try:
        return list(shipped_packs())
    except PackError as error:
        raise click.ClickException(str(error)) from None


@cli.command("reset_db")
@click.option("--yes", is_flag=True, help="Do not ask.")
def reset_db(yes: bool) -> None:
    """Drop every table and make them anew, empty.

    Every quiz, attempt and score is lost. `init_fixtures` brings the shipped quizzes back.
    """
    shown = db.engine.url.render_as_string(hide_password=True)
    if not yes:
        click.confirm(f"Delete all quizzes, attempts and scores in {shown}?", abort=True)
    db.session.execute(text("DROP TABLE IF EXISTS alembic_version"))
    db.session.commit()
    db.drop_all(bind_key=None)
    upgrade()
    click.echo("The database is empty. Load the shipped quizzes with: manage.py init_fixtures")


@cli.command("openapi", with_appcontext=False)
def openapi() -> None:
    """Print the API's OpenAPI document as JSON."""
    settings = Settings(
        env="development", database_uri=make_url("postgresql+psycopg2://"), secret_key=""
    )
    contract = create_app(settings).api_doc
    click.echo(json.dumps(contract, indent=2, sort_keys=True, ensure_ascii=False))


@cli.command("healthcheck", with_appcontext=False)
@click.option("--url", help="Ask over HTTP, such as http://127.0.0.1:5000.")
def healthcheck(url: str | None) -> None:
    """Ask the running server whether it is ready; exit code 1 if not.

    Without --url it asks uWSGI on its own socket, port 3033.
    """
    raise SystemExit(probe.main(url))
