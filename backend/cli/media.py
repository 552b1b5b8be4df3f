"""Images and sounds: `manage.py remove_media`."""

import click
from flask.cli import with_appcontext

from ..media.unused import Busy, remove, unused


@click.command("remove_media")
@click.option("--dry-run", is_flag=True, help="Only list what would be removed.")
@with_appcontext
def remove_media(dry_run: bool) -> None:
    """Remove unused images and sounds.

    Media stay if any question, current or superseded, any draft, cover or the site uses them, and
    for a day after they were uploaded or taken out of a draft.
    """
    count = size = 0
    try:
        for media in unused() if dry_run else remove():
            click.echo(
                f"{media.id}  {media.media_type}  {media.size:,} bytes  {media.since:%Y-%m-%d}"
            )
            count += 1
            size += media.size
    except Busy:
        raise click.ClickException(
            "Questions are being saved all the time. The media listed above were removed: run it"
            " again for the rest."
        ) from None
    if not count:
        click.echo("Nothing to remove.")
        return
    what = "1 image or sound" if count == 1 else f"{count} images and sounds"
    click.echo(f"{what}, {size:,} bytes, {'would be removed' if dry_run else 'removed'}.")
