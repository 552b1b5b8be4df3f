"""Convert a stored quiz to a document."""

from collections import Counter
from typing import Any

from ..document.question import QuestionDocument, Source
from ..document.quiz import QuizDocument
from ..document.quiz_settings import QUESTIONS_LIMIT, QuizSettings
from ..models import Quiz
from .question_rows import document_id, placed_content, published_rows


def document_of(quiz: Quiz) -> QuizDocument:
    """Return the published quiz, with at most the first QUESTIONS_LIMIT questions.

    The most common source of the questions becomes the quiz's.
    """
    questions = [
        QuestionDocument.model_validate(
            {
                **placed_content(question, place),
                "id": document_id(question),
                "source": _stated(question.source),
            }
        )
        for question, place in published_rows(quiz, QUESTIONS_LIMIT)
    ]
    document = QuizDocument(
        slug=quiz.slug,
        title=quiz.title,
        description=quiz.description,
        language=quiz.language,
        settings=QuizSettings.of_stored(quiz.settings),
        questions=questions,
    )
    return with_common_source(document)


def _stated(source: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
    return {name: source[name] for name in Source.model_fields if source.get(name)}


def with_common_source(document: QuizDocument) -> QuizDocument:
    """Move the most common source of the questions to the quiz, in place."""
    for question in document.questions:
        if question.source == Source():
            question.source = document.source
    document.source = Source()
    sources = [question.source for question in document.questions]
    # A question without a source would inherit the common one.
    if sources and Source() not in sources:
        counts = Counter(source.model_dump_json() for source in sources)
        document.source = Source.model_validate_json(counts.most_common(1)[0][0])
        for question in document.questions:
            if question.source == document.source:
                question.source = Source()
    return document
