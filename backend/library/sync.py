"""Quizzes as code: a folder of files, and the quizzes that are synced from it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from difflib import unified_diff
from typing import Literal, NamedTuple

from sqlalchemy import select

from ..audit import Action as Audited
from ..audit import audit
from ..document.quiz import QuizDocument
from ..formats import FORMATS
from ..models import Quiz, db
from .exported import document_of, with_common_source
from .files import write_file
from .store import store_file

Action = Literal["create", "update", "archive", "restore", "none"]
SYNCED: dict[Action, Audited] = {
    "create": "sync.create",
    "update": "sync.update",
    "archive": "sync.archive",
    "restore": "sync.restore",
}


class File(NamedTuple):
    """A valid file of the folder."""

    name: str
    document: QuizDocument


class Change(NamedTuple):
    """What sync does to one quiz."""

    action: Action
    slug: str
    diff: str
    """Of the quiz as Markdown files."""
    document: QuizDocument | None
    quiz: Quiz | None


class Conflict(Exception):
    """The folder cannot be synced; nothing was changed."""


def origin_of(name: str) -> str:
    return f"dir:{name}"


def plan(name: str, files: Sequence[File]) -> list[Change]:
    """Return the changes that make the quizzes of this folder match its files.

    Writes nothing. Raises Conflict if a file describes a quiz that is managed elsewhere.
    """
    wanted = {_slug(file): file.document for file in files}
    if len(wanted) < len(files):
        raise Conflict("Two files have the same slug.")
    known = {
        quiz.slug: quiz
        for quiz in db.session.scalars(
            select(Quiz).where((Quiz.slug.in_(wanted)) | (Quiz.origin == origin_of(name)))
        )
    }
    for slug in wanted:
        if slug in known and known[slug].origin != origin_of(name):
            manager = known[slug].origin or "the studio"
            raise Conflict(f"The quiz {slug!r} is managed in {manager}, not in this folder.")
    changes = [_change(slug, document, known.get(slug)) for slug, document in wanted.items()]
    for slug, quiz in known.items():
        if slug not in wanted and quiz.archived_at is None:
            changes.append(Change("archive", slug, "", None, quiz))
    return sorted(changes, key=lambda change: change.slug)


def apply(name: str, changes: Sequence[Change]) -> None:
    """Apply the changes in one transaction."""
    for change in changes:
        if change.action == "none":
            continue
        quiz = change.quiz or Quiz(slug=change.slug, origin=origin_of(name))
        if change.document:
            quiz.archived_at = None
            store_file(quiz, change.document, {"dir": name})
        else:
            quiz.archived_at = datetime.now(UTC)
            quiz.revision = Quiz.revision + 1
        db.session.flush()
        audit(None, SYNCED[change.action], quiz.id, folder=name, title=quiz.title)
    db.session.commit()


def _slug(file: File) -> str:
    if file.document.slug is None:
        raise Conflict(f"{file.name}: a quiz in a folder needs a slug.")
    return file.document.slug


def _change(slug: str, document: QuizDocument, quiz: Quiz | None) -> Change:
    before = _text(document_of(quiz)) if quiz else ""
    diff = "".join(
        unified_diff(
            before.splitlines(keepends=True),
            _text(document).splitlines(keepends=True),
            f"{slug} (stored)",
            f"{slug} (file)",
            n=2,
        )
    )
    action: Action = "create" if quiz is None else "update" if diff else "none"
    if quiz and quiz.archived_at:
        action = "restore"
    return Change(action, slug, diff, document, quiz)


def _text(document: QuizDocument) -> str:
    """Convert to Markdown, so that documents compare equal whatever format they came in.

    Proofs are left out: only files have them.
    """
    copy = document.model_copy(deep=True)
    for question in copy.questions:
        question.proof = None
    return write_file(FORMATS["markdown"], with_common_source(copy)).content.decode()
