"""Bring a document into the database: what is as before stays the row that it was."""

from typing import Any

from sqlalchemy import delete, select

from ..document.question import QuestionDocument, Source
from ..document.quiz import QuizDocument
from ..errors import MediaMissing
from ..markdown import render
from ..models import Question, Quiz, QuizQuestion, db
from .question_rows import new_question, same_content


def store_document(quiz: Quiz, document: QuizDocument, mark: dict[str, str]) -> int:
    """Make the quiz what the document says; return how many questions were stored.

    Questions are known again by their id. `mark` is put into the source of each. Nothing is
    committed. A quiz and an order that are as they were are not written.
    """
    set_fields(quiz, document)
    db.session.add(quiz)
    changed = db.session.is_modified(quiz)
    db.session.flush()
    present = {
        str(question.source["id"]): question
        for question in stored_questions(quiz)
        if "id" in question.source
    }
    questions = [
        _question_for(entry, present.get(entry.id), source_of(entry, document.source, mark))
        for entry in document.questions
    ]
    stored = [question for question in questions if question.id is None]
    db.session.add_all(stored)
    db.session.flush()
    if put_in_order(quiz, questions, [entry.points for entry in document.questions]) or changed:
        quiz.revision = Quiz.revision + 1
    return len(stored)


def set_fields(quiz: Quiz, document: QuizDocument) -> None:
    """Title, description, language and settings."""
    quiz.title = document.title
    quiz.language = document.language
    if quiz.description != document.description:
        quiz.description = document.description
        quiz.description_html = render(document.description)
    quiz.settings = document.settings.stored()


def stored_questions(quiz: Quiz) -> list[Question]:
    """The quiz's questions, in order."""
    rows = db.session.scalars(
        select(Question)
        .join(QuizQuestion)
        .where(QuizQuestion.quiz_id == quiz.id)
        .order_by(QuizQuestion.position)
    )
    return list(rows)


def source_of(
    question: QuestionDocument, common: Source, mark: dict[str, str]
) -> dict[str, Any]:  # Any: JSON
    """What is stored as a question's source: its own, or that of the quiz, its id, and the mark."""
    own = question.source if question.source != Source() else common
    return {**own.model_dump(exclude_none=True), **mark, "id": question.id}


def _question_for(
    entry: QuestionDocument, present: Question | None, source: dict[str, Any]
) -> Question:
    if present and same_content(present, entry.content(), source):
        return present
    try:
        return new_question(entry.content(), source, supersedes=present)
    except MediaMissing as error:
        raise MediaMissing(f"question {entry.id!r}: {error}") from None


def put_in_order(quiz: Quiz, questions: list[Question], points: list[float]) -> bool:
    """Positions 1, 2, 3 ... without gaps, which drawing relies on. False: they are so already."""
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
