"""Store a document in the database. Unchanged questions keep their rows."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, ParamSpec, Protocol, TypeVar

from sqlalchemy import delete, select

from .. import bounded
from ..document.media_ids import media_ids
from ..document.question import QuestionDocument, Source
from ..document.quiz import QuizDocument
from ..document.rendering import Entry, editions
from ..errors.media import MediaMissing
from ..markdown import render
from ..media.store import facts_of, lock_media
from ..models import Question, Quiz, QuizQuestion, db
from .question_rows import notes_of, require_media, stored_content

P = ParamSpec("P")
T = TypeVar("T")


class Stored(NamedTuple):
    """The result of storing a document."""

    questions: list[Question]
    """All questions of the quiz, in order."""
    new: int
    """How many of these are new rows."""


SourceRule = Callable[[QuestionDocument, Question | None], dict[str, Any]]  # Any: JSON
"""Returns the source to store for a question, given its entry and the row that it began as."""


class Runner(Protocol):
    """Calls a function, within limits or without."""

    def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T: ...


def trusting(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Without limits: the operator chose the files."""
    return function(*args, **kwargs)


def store_document(
    quiz: Quiz,
    document: QuizDocument,
    began_as: Mapping[str, Question],
    source: SourceRule,
    run: Runner = bounded.run,
) -> Stored:
    """Replace the quiz's content with the document's. Does not commit.

    `began_as` maps entry ids to rows: a row with the same content stays, others are superseded.
    If neither the quiz nor the order changed, neither is written. Raises MediaMissing, or
    TookTooLong and its like.
    """
    questions = _questions(document, began_as, source, run)
    stored = [question for question in questions if question.id is None]
    _set_fields(quiz, document, run)
    db.session.add_all([quiz, *stored])
    changed = db.session.is_modified(quiz)
    db.session.flush()
    if _put_in_order(quiz, questions, document.questions) or changed:
        quiz.revision = Quiz.revision + 1
    return Stored(questions, len(stored))


def store_file(quiz: Quiz, document: QuizDocument, mark: dict[str, str]) -> int:
    """Replace the quiz's content with a file's; return how many questions were stored.

    Questions are matched by id. `mark` is added to the source of each. Does not commit. Raises
    MediaMissing.
    """
    rows = db.session.scalars(
        select(Question)
        .join(QuizQuestion)
        .where(QuizQuestion.quiz_id == quiz.id)
        .order_by(QuizQuestion.position)
    )
    present = {str(row.source["id"]): row for row in rows if "id" in row.source}

    def source(entry: QuestionDocument, _before: Question | None) -> dict[str, Any]:  # Any: JSON
        own = entry.source if entry.source != Source() else document.source
        return {**own.model_dump(exclude_none=True), **mark, "id": entry.id}

    return store_document(quiz, document, present, source, trusting).new


def _set_fields(quiz: Quiz, document: QuizDocument, run: Runner) -> None:
    """Set title, description, language and settings."""
    quiz.title = document.title
    quiz.language = document.language
    if quiz.description != document.description:
        quiz.description = document.description
        quiz.description_html = run(render, document.description)
    quiz.settings = document.settings.stored()


def _questions(
    document: QuizDocument, began_as: Mapping[str, Question], source: SourceRule, run: Runner
) -> list[Question]:
    """The rows of the document's questions: those that stay, and new ones."""
    ids = media_ids([entry.model_dump() for entry in document.questions])
    lock_media(ids)
    media = facts_of(ids)
    rows = [began_as.get(entry.id) for entry in document.questions]
    sources = [source(*pair) for pair in zip(document.questions, rows, strict=True)]
    entries = [
        Entry(entry.content(), _comparable(row, entry) if row and row.source == own else None)
        for entry, row, own in zip(document.questions, rows, sources, strict=True)
    ]
    found = []
    for entry, row, own, columns in zip(
        document.questions, rows, sources, run(editions, entries, media), strict=True
    ):
        if row and columns is None:
            found.append(row)
            continue
        try:
            require_media(entry.content(), media)
        except MediaMissing as error:
            raise MediaMissing(question=entry.id, faults=error.faults) from None
        found.append(Question(**columns or {}, source=own, supersedes_id=row.id if row else None))
    return found


def _comparable(row: Question, entry: QuestionDocument) -> dict[str, Any]:  # Any: JSON
    """The row's content with the entry's notes, which make no new edition."""
    content = stored_content(row)
    if row.type == entry.type:
        content["body"] = {**content["body"], **notes_of(entry)}
    return content


def _put_in_order(
    quiz: Quiz, questions: list[Question], entries: Sequence[QuestionDocument]
) -> bool:
    """Store positions 1, 2, 3 ... without gaps, which counts rely on. False: no change."""
    wanted = [
        {
            "position": position,
            "question_id": question.id,
            "points": entry.points,
            "seconds": entry.seconds,
            "notes": notes_of(entry),
        }
        for position, (question, entry) in enumerate(zip(questions, entries, strict=True), start=1)
    ]
    rows = db.session.scalars(
        select(QuizQuestion).where(QuizQuestion.quiz_id == quiz.id).order_by(QuizQuestion.position)
    ).all()
    if len(rows) == len(wanted) and all(
        getattr(row, name) == value
        for row, place in zip(rows, wanted, strict=True)
        for name, value in place.items()
    ):
        return False
    db.session.execute(delete(QuizQuestion).where(QuizQuestion.quiz_id == quiz.id))
    db.session.add_all(QuizQuestion(quiz_id=quiz.id, **place) for place in wanted)
    return True
