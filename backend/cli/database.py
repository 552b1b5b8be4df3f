"""Set up and reset the database: `manage.py prepare_db`, `init_fixtures`, `reset_db`.

Slow imports are deferred until there is work to do: most starts have none.
"""

import click
from flask.cli import with_appcontext
from sqlalchemy import exists, select, text

from ..migrations.schema import KNOWN, NEWEST, stored_schema
from ..models import Quiz, db
from .accounts import setup_link

if_empty_option = click.option(
    "--if-empty", is_flag=True, help="Load quizzes only if the database has none."
)


@click.command("init_fixtures")
@if_empty_option
@with_appcontext
def init_fixtures(if_empty: bool) -> None:
    """Load the quizzes that ship with Popquiz.

    Running it again changes nothing; after an upgrade it loads the changed questions.
    """
    if if_empty and db.session.scalar(select(exists(select(Quiz.id)))):
        return
    from .fixtures import load  # noqa: PLC0415

    load()


@click.command("prepare_db")
@if_empty_option
@with_appcontext
@click.pass_context
def prepare_db(context: click.Context, if_empty: bool) -> None:
    """Migrate, load the shipped quizzes, and print a setup link for the first admin.

    Also removes deleted quizzes whose 30 days are over.

    A newer release's schema is left unchanged: each release works with the next one's.
    """
    with db.engine.connect() as connection:
        found = stored_schema(connection)
    if found is not None and found not in KNOWN:
        click.echo(f"The database has schema {found} of a newer release: left unchanged.")
        return
    if found != NEWEST:
        _upgrade()
    context.invoke(init_fixtures, if_empty=if_empty)
    if db.session.scalar(select(exists().where(Quiz.deleted_at.is_not(None)))):
        from .deleted import remove_deleted  # noqa: PLC0415

        context.invoke(remove_deleted)
    context.invoke(setup_link)


@click.command("reset_db")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_appcontext
def reset_db(yes: bool) -> None:
    """Drop all tables and create them again, empty.

    All quizzes, attempts and scores are lost. `init_fixtures` reloads the shipped quizzes.
    """
    shown = db.engine.url.render_as_string(hide_password=True)
    if not yes:
        click.confirm(f"Delete all quizzes, attempts and scores in {shown}?", abort=True)
    db.session.execute(text("DROP TABLE IF EXISTS alembic_version"))
    db.session.commit()
    db.drop_all(bind_key=None)
    _upgrade()
    click.echo("The database is empty. Load the shipped quizzes with: manage.py init_fixtures")


def _upgrade() -> None:
    from .migrations import upgrade_database  # noqa: PLC0415

    upgrade_database()
