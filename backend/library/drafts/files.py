"""Quiz files in the studio: import into a draft, export the draft or the published quiz."""

from typing import Annotated, NamedTuple

from pydantic import BaseModel, Field

from ... import bounded
from ...audit import Detail, audit
from ...document.question import Source
from ...document.quiz import QuizDocument
from ...document.report import FileFault, Loss, Report
from ...formats import Format, read_by_name, write_text
from ...models import Quiz, QuizDraft, User, db
from ..exported import document_of
from ..files import with_stored_media, write_file
from ..quizzes import new_quiz
from .content import content_from_document, fields_from_document, free_id
from .draft import drafted_questions, lock_draft, touch
from .problems import publishable
from .questions import append_questions


class Imported(BaseModel):
    """The result of an import."""

    quiz_id: Annotated[int | None, Field(description="Null: nothing was imported.")]
    title: Annotated[str | None, Field(description="Null: the quiz itself is faulty.")]
    good: Annotated[int, Field(description="Valid questions.")]
    refused: Annotated[int, Field(description="Faulty questions.")]
    faults: list[FileFault]
    losses: Annotated[list[Loss], Field(description="What a quiz cannot represent.")] = []
    format: Annotated[
        str | None, Field(description="The format it was read as; null: not recognised.")
    ]


class File(NamedTuple):
    """A file that an author sent."""

    name: str | None
    """None for pasted text."""
    content: bytes
    form: Format | None
    """None: detect it."""
    quota: int | None
    """Bytes of images and sounds that an author may store; None: no limit."""
    time_zone: str = "UTC"
    """The author's, for a new quiz whose file has none."""


def import_file(user: User, file: File, only_good: bool, into: Quiz | None) -> Imported:
    """Import a file into a new quiz's draft, or append it to the draft of `into`.

    A faulty file is not imported, unless `only_good` asks for its valid questions. Raises
    TookTooLong or TookTooMuchMemory if reading it was stopped.
    """
    report = _read(user, file, into)
    result = _outcome(report)
    if report.quiz is None or (report.faults and not only_good):
        db.session.rollback()
        return result
    quiz = _append(user, into, report.quiz) if into else _new(user, report.quiz)
    detail: Detail = {"format": result.format, "questions": result.good}
    if file.name:
        detail["file"] = file.name
    audit(user, "quiz.import", quiz.id, **detail)
    db.session.commit()
    return result.model_copy(update={"quiz_id": quiz.id})


def check_file(user: User, file: File, into: Quiz | None) -> Imported:
    """Preview an import. Media are stored to see if they can be; then all is rolled back."""
    result = _outcome(_read(user, file, into))
    db.session.rollback()
    return result


def _read(user: User, file: File, into: Quiz | None) -> Report:
    title = into.title if into else None
    form = file.form.name if file.form else None
    report = bounded.run(read_by_name, file.name, file.content, title, form)
    if report.quiz:
        report = report.model_copy(update={"quiz": _in_zone(report.quiz, file.time_zone)})
    return with_stored_media(report, user, file.quota)


def _in_zone(document: QuizDocument, time_zone: str) -> QuizDocument:
    """The quiz in its own time zone, or else in this one."""
    settings = document.settings
    if "time_zone" in settings.model_fields_set:
        return document
    settings = settings.model_copy(update={"time_zone": time_zone})
    return document.model_copy(update={"settings": settings})


def _outcome(report: Report) -> Imported:
    return Imported(
        quiz_id=None,
        format=report.format,
        losses=report.losses,
        title=report.quiz.title if report.quiz else None,
        good=len(report.quiz.questions) if report.quiz else 0,
        refused=report.refused,
        faults=report.faults,
    )


def _new(user: User, document: QuizDocument) -> Quiz:
    quiz = new_quiz(user, document.title, document.language, document.slug)
    content = fields_from_document(document)
    db.session.add(QuizDraft(quiz_id=quiz.id, content=content, changed=True, edited_by=user.id))
    db.session.flush()
    _add(user, quiz, document, set())
    return quiz


def _append(user: User, quiz: Quiz, document: QuizDocument) -> Quiz:
    draft = lock_draft(quiz)
    taken = {str(row.content.get("id")) for row in drafted_questions(quiz)}
    _add(user, quiz, document, taken)
    touch(draft, user)
    return quiz


def _add(user: User, quiz: Quiz, document: QuizDocument, taken: set[str]) -> None:
    """Append the questions. One whose id is taken gets a new one."""
    contents = []
    for question in document.questions:
        content = content_from_document(question)
        if question.source == Source():
            content["source"] = document.source.model_dump(exclude_none=True)
        content["id"] = free_id(question.id, taken)
        taken.add(content["id"])
        contents.append(content)
    append_questions(quiz, user, contents)


def exported(quiz: Quiz, drafted: bool) -> QuizDocument:
    """Return the quiz as a document: the draft if asked for and present, or the published quiz.

    Raises Unpublishable for a draft with errors.
    """
    draft = db.session.get(QuizDraft, quiz.id) if drafted else None
    if draft is None:
        return document_of(quiz)
    document = publishable(draft, drafted_questions(quiz))
    document.slug = quiz.slug
    return document


def export_file(quiz: Quiz, form: Format, drafted: bool) -> bytes:
    """Write the quiz, or its draft if asked for and present. Raises Unpublishable."""
    document = exported(quiz, drafted)
    if form.binary:
        return write_file(form, document).content
    return bounded.run(write_text, form.name, document)
