"""A quiz of the database as a document."""

from collections import Counter
from typing import Any

from sqlalchemy import select

from ..document.question import QuestionDocument, Source
from ..document.quiz import QUESTIONS_LIMIT, QuizDocument
from ..document.quiz_settings import QuizSettings
from ..models import Question, Quiz, QuizQuestion, db
from .question_rows import document_id, stored_content


def document_of(quiz: Quiz) -> QuizDocument:
    """What is published of it, the first QUESTIONS_LIMIT questions at most.

    The source that most questions share is told once, for the quiz.
    """
    rows = db.session.execute(
        select(Question, QuizQuestion.points)
        .join(QuizQuestion, QuizQuestion.question_id == Question.id)
        .where(QuizQuestion.quiz_id == quiz.id)
        .order_by(QuizQuestion.position)
        .limit(QUESTIONS_LIMIT)
    )
    questions = [
        QuestionDocument.model_validate(
            {
                **stored_content(row.Question),
                "id": document_id(row.Question),
                "points": row.points,
                "source": _told(row.Question.source),
            }
        )
        for row in rows
    ]
    document = QuizDocument(
        slug=quiz.slug,
        title=quiz.title,
        description=quiz.description,
        language=quiz.language,
        settings=QuizSettings.model_validate(quiz.settings),
        questions=questions,
    )
    return source_told_once(document)


def _told(source: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
    return {name: source[name] for name in Source.model_fields if source.get(name)}


def source_told_once(document: QuizDocument) -> QuizDocument:
    """The same with the source that most questions have as that of the quiz."""
    for question in document.questions:
        if question.source == Source():
            question.source = document.source
    document.source = Source()
    told = [question.source for question in document.questions]
    # One question without a source would inherit the common one.
    if told and Source() not in told:
        counts = Counter(source.model_dump_json() for source in told)
        document.source = Source.model_validate_json(counts.most_common(1)[0][0])
        for question in document.questions:
            if question.source == document.source:
                question.source = Source()
    return document
