"""Deleted quizzes: `manage.py remove_deleted`."""

import click
from flask.cli import with_appcontext

from ..library.deleted import due, remove_due


@click.command("remove_deleted")
@click.option("--dry-run", is_flag=True, help="Only list what would be removed.")
@with_appcontext
def remove_deleted(dry_run: bool) -> None:
    """Permanently remove quizzes that were deleted more than 30 days ago.

    With their attempts, answers and personal links, and all questions that no other quiz needs.
    """
    if dry_run:
        quizzes = due()
        for quiz in quizzes:
            click.echo(f"{quiz.slug}  deleted {quiz.deleted_at:%Y-%m-%d}")
        count = len(quizzes)
    else:
        count = 0
        for gone in remove_due():
            click.echo(
                f"{gone.slug}  deleted {gone.deleted_at:%Y-%m-%d},"
                f" {gone.attempts:,} attempts, {gone.questions:,} questions"
            )
            count += 1
    if count:
        what = "1 quiz" if count == 1 else f"{count} quizzes"
        click.echo(f"{what} {'would be removed' if dry_run else 'removed'}.")
    else:
        click.echo("Nothing to remove.")
