"""Quizzes as files: `manage.py import_quiz`, `export_quiz` and `sync`."""

from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from ..accounts.people import user_of
from ..audit import audit
from ..document.quiz import QuizDocument
from ..document.report import Loss
from ..errors.accounts import UserNotFound
from ..errors.media import MediaMissing
from ..formats import FORMATS, Format, Report, read_file, recognise
from ..library.exported import document_of
from ..library.files import with_stored_media, write_file
from ..library.quizzes import new_quiz
from ..library.store import store_file
from ..library.sync import Change, Conflict, File, apply, plan
from ..models import Quiz, User, db

CHANGES = 3
"""Exit code of `sync --dry-run` if something would change; 1 is an error, 2 click's usage error."""
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
READ = click.Choice(sorted(name for name, form in FORMATS.items() if form.read))
WRITTEN = click.Choice(sorted(name for name, form in FORMATS.items() if form.write))


@click.command("import_quiz")
@click.argument("file", type=FILE)
@click.option("--format", "form", type=READ, help="Default: detected from name and content.")
@click.option("--only-good", is_flag=True, help="Import the valid questions of a faulty file.")
@click.option("--owner", metavar="EMAIL", help="The quiz's owner. Default: none; admins manage it.")
@click.option(
    "--visibility",
    type=click.Choice(["private", "unlisted", "public"]),
    default="private",
    show_default=True,
)
@with_appcontext
def import_quiz(
    file: Path, form: str | None, only_good: bool, owner: str | None, visibility: str
) -> None:
    """Import a file as a new, published quiz.

    A faulty file is rejected as a whole, unless --only-good is given.
    """
    user = _owner(owner) if owner else None
    report = with_stored_media(_read(file, FORMATS[form] if form else None), user)
    document = report.quiz
    if document is None or (report.faults and not only_good):
        raise click.ClickException("Nothing was imported.")
    if not document.questions:
        raise click.ClickException("The file has no valid questions. Nothing was imported.")
    _print_losses(file.name, report.losses)
    quiz = new_quiz(user, document.title, document.language, document.slug)
    quiz.visibility = visibility
    stored = _store(quiz, document)
    audit(None, "quiz.import", quiz.id, file=file.name, questions=stored)
    db.session.commit()
    click.echo(f"{quiz.title}: {stored} questions, /quiz/{quiz.slug} ({visibility})")


@click.command("export_quiz")
@click.argument("slug")
@click.option("--format", "form", type=WRITTEN, default="markdown")
@with_appcontext
def export_quiz(slug: str, form: str) -> None:
    """Print the published version of a quiz as a file."""
    quiz = db.session.scalar(select(Quiz).where(Quiz.slug == slug, Quiz.deleted_at.is_(None)))
    if quiz is None:
        raise click.ClickException(f"There is no quiz {slug!r}.")
    exported = write_file(FORMATS[form], document_of(quiz))
    _print_losses(slug, exported.losses)
    click.echo(exported.content, nl=False)


@click.command("sync")
@click.argument("folder", type=FOLDER)
@click.option("--dry-run", is_flag=True, help=f"Only show changes; exit code {CHANGES} if any.")
@click.option("--name", help="Identifies the folder in later syncs. Default: its own name.")
@with_appcontext
def sync(folder: Path, dry_run: bool, name: str | None) -> None:
    """Create, update and archive quizzes to match a folder of files.

    Each file is a quiz; a quiz whose file is gone is archived. Other quizzes are never touched.
    Exit code 1: an error, and nothing was changed.
    """
    known_as = name or folder.resolve().name
    try:
        changes = plan(known_as, _files(folder))
    except Conflict as conflict:
        raise click.ClickException(f"{conflict} Nothing was changed.") from None
    for change in changes:
        _print_change(change)
    news = [change for change in changes if change.action != "none"]
    if dry_run:
        click.echo(f"{len(news)} of {len(changes)} quizzes would change.")
        raise SystemExit(CHANGES if news else 0)
    try:
        apply(known_as, changes)
    except MediaMissing as error:
        raise click.ClickException(f"{error} Nothing was changed.") from None
    click.echo(f"{len(news)} of {len(changes)} quizzes changed.")


def _files(folder: Path) -> list[File]:
    """Read every quiz file in the folder and its subfolders, sorted by path.

    Only formats that hold a whole quiz: plain text has no slug.
    """
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and _may_be_full(path))
    reports = [(path, with_stored_media(_read(path), None)) for path in paths if _is_full(path)]
    if any(report.faults or report.quiz is None for _, report in reports):
        raise click.ClickException("Nothing was changed.")
    return [File(str(path), report.quiz) for path, report in reports if report.quiz]


def _may_be_full(path: Path) -> bool:
    named = any(form.full and form.is_named(path.name) for form in FORMATS.values())
    return named and path.name.lower() != "readme.md"


def _is_full(path: Path) -> bool:
    form = recognise(path.name, path.read_bytes())
    return form is not None and form.full


def _read(path: Path, form: Format | None = None) -> Report:
    report = read_file(path.name, path.read_bytes(), form=form)
    for fault in report.faults:
        click.echo(f"{path.name}, {fault}", err=True)
    return report


def _print_losses(name: str, losses: list[Loss]) -> None:
    for loss in losses:
        click.echo(f"{name}, {loss} ({loss.effect})", err=True)


def _print_change(change: Change) -> None:
    action = "up to date" if change.action == "none" else change.action
    click.echo(f"{change.slug}: {action}")
    if change.diff:
        click.echo(change.diff, nl=False)


def _store(quiz: Quiz, document: QuizDocument) -> int:
    try:
        return store_file(quiz, document, {})
    except MediaMissing as error:
        raise click.ClickException(f"{error} Nothing was imported.") from None


def _owner(email: str) -> User:
    try:
        return user_of(email.lower())
    except UserNotFound as error:
        raise click.ClickException(str(error)) from None
