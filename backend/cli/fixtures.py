"""Loading the quizzes that ship with Popquiz, for `manage.py init_fixtures`."""

import click

from ..library.packs import PackError, load_pack, shipped_packs


def load() -> None:
    """Load them and print what changed in each. Needs an application context."""
    try:
        for pack in list(shipped_packs()):  # all are read before one is loaded
            stored = load_pack(pack)
            if stored is None:
                click.echo(f"{pack.title}: skipped: edited in the studio, or not a shipped quiz")
                continue
            news = f"{stored} questions stored" if stored else "up to date"
            click.echo(f"{pack.title}: {news} ({len(pack.questions)} in the pack)")
    except PackError as error:
        raise click.ClickException(str(error)) from None
