"""Store a document in the database. Unchanged questions keep their rows."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import delete, select

from ..document.question import QuestionDocument, Source
from ..document.quiz import QuizDocument
from ..errors.media import MediaMissing
from ..markdown import render
from ..models import Question, Quiz, QuizQuestion, db
from .question_rows import new_question, same_content


class Stored(NamedTuple):
    """The result of storing a document."""

    questions: list[Question]
    """All questions of the quiz, in order."""
    new: int
    """How many of these are new rows."""


SourceRule = Callable[[QuestionDocument, Question | None], dict[str, Any]]  # Any: JSON
"""Returns the source to store for a question, given its entry and the row that it began as."""


def store_document(
    quiz: Quiz, document: QuizDocument, began_as: Mapping[str, Question], source: SourceRule
) -> Stored:
    """Replace the quiz's content with the document's. Does not commit. Raises MediaMissing.

    `began_as` maps entry ids to rows: a row with the same content stays, others are superseded.
    If neither the quiz nor the order changed, neither is written.
    """
    questions = []
    for entry in document.questions:
        before = began_as.get(entry.id)
        questions.append(_question_for(entry, before, source(entry, before)))
    stored = [question for question in questions if question.id is None]
    _set_fields(quiz, document)
    db.session.add_all([quiz, *stored])
    changed = db.session.is_modified(quiz)
    db.session.flush()
    points = [entry.points for entry in document.questions]
    if _put_in_order(quiz, questions, points) or changed:
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

    return store_document(quiz, document, present, source).new


def _set_fields(quiz: Quiz, document: QuizDocument) -> None:
    """Set title, description, language and settings."""
    quiz.title = document.title
    quiz.language = document.language
    if quiz.description != document.description:
        quiz.description = document.description
        quiz.description_html = render(document.description)
    quiz.settings = document.settings.stored()


def _question_for(
    entry: QuestionDocument, present: Question | None, source: dict[str, Any]
) -> Question:
    if present and same_content(present, entry.content(), source):
        return present
    try:
        return new_question(entry.content(), source, supersedes=present)
    except MediaMissing as error:
        raise MediaMissing(question=entry.id, faults=error.faults) from None


def _put_in_order(quiz: Quiz, questions: list[Question], points: list[float]) -> bool:
    """Store positions 1, 2, 3 ... without gaps, which counts rely on. False: no change."""
    wanted = [
        (position, question.id, worth)
        for position, (question, worth) in enumerate(zip(questions, points, strict=True), start=1)
    ]
    rows = db.session.scalars(
        select(QuizQuestion).where(QuizQuestion.quiz_id == quiz.id).order_by(QuizQuestion.position)
    )
    if [(row.position, row.question_id, row.points) for row in rows] == wanted:
        return False
    db.session.execute(delete(QuizQuestion).where(QuizQuestion.quiz_id == quiz.id))
    db.session.add_all(
        QuizQuestion(quiz_id=quiz.id, position=position, question_id=question_id, points=worth)
        for position, question_id, worth in wanted
    )
    return True
