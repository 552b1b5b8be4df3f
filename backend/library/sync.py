"""Quizzes as code: a folder of files, and the quizzes that follow it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from difflib import unified_diff
from typing import Literal, NamedTuple

from sqlalchemy import select

from ..audit import audit
from ..document.quiz import QuizDocument
from ..formats import FORMATS
from ..models import Quiz, db
from .exported import document_of, source_told_once
from .files import write_file
from .store import store_file

Action = Literal["create", "update", "archive", "restore", "none"]


class File(NamedTuple):
    """A file of the folder, read without faults."""

    name: str
    document: QuizDocument


class Change(NamedTuple):
    """What becomes of one quiz."""

    action: Action
    slug: str
    diff: str
    """As of files in Markdown."""
    document: QuizDocument | None
    quiz: Quiz | None


class Conflict(Exception):
    """The folder cannot be followed; nothing was changed."""


def origin_of(name: str) -> str:
    return f"dir:{name}"


def plan(name: str, files: Sequence[File]) -> list[Change]:
    """What has to change so that the quizzes of this folder are what its files say.

    Raises Conflict if a file is about a quiz that is kept elsewhere. Writes nothing.
    """
    wanted = {_slug(file): file.document for file in files}
    if len(wanted) < len(files):
        raise Conflict("Two files are about the same quiz: their slugs are equal.")
    known = {
        quiz.slug: quiz
        for quiz in db.session.scalars(
            select(Quiz).where((Quiz.slug.in_(wanted)) | (Quiz.origin == origin_of(name)))
        )
    }
    for slug in wanted:
        if slug in known and known[slug].origin != origin_of(name):
            kept = known[slug].origin or "the studio"
            raise Conflict(f"The quiz {slug!r} is kept in {kept}, not in this folder.")
    changes = [_change(slug, document, known.get(slug)) for slug, document in wanted.items()]
    for slug, quiz in known.items():
        if slug not in wanted and quiz.archived_at is None:
            changes.append(Change("archive", slug, "", None, quiz))
    return sorted(changes, key=lambda change: change.slug)


def apply(name: str, changes: Sequence[Change]) -> None:
    """Make it so, all of it or nothing."""
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
        audit(None, f"sync.{change.action}", quiz.id, folder=name, title=quiz.title)
    db.session.commit()


def _slug(file: File) -> str:
    if file.document.slug is None:
        raise Conflict(f"{file.name}: a quiz that is kept in a folder needs a slug.")
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
    """In one form, whatever it was written in. Proofs are for the file alone."""
    copy = document.model_copy(deep=True)
    for question in copy.questions:
        question.proof = None
    return write_file(FORMATS["markdown"], source_told_once(copy)).content.decode()
