"""The content of a draft: what a file may hold, but perhaps unfinished. Bounded, and storable."""

import secrets
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field
from pydantic_core import to_json

from ...document.question import QuestionDocument, Source
from ...document.quiz import QuizDocument
from ...document.quiz_settings import QuizSettings
from ...document.storable import storable
from ...errors.library import QuestionTooLarge
from ...models import Question, Quiz, QuizQuestion
from ..question_rows import document_id, stored_content

LARGEST = 64 * 1024
"""Bytes of a question's content as JSON."""


def _bounded(content: Any) -> Any:  # Any: JSON
    content = storable(content)
    if len(to_json(content)) > LARGEST:
        raise QuestionTooLarge(kilobytes=LARGEST // 1024)
    return content


Content = Annotated[
    dict[str, Any],  # Any: a question of any type, perhaps a faulty one
    AfterValidator(_bounded),
    Field(description="A question: id, type, prompt, body, explanation … It may be unfinished."),
]
Settings = Annotated[dict[str, Any], AfterValidator(_bounded)]  # Any: perhaps faulty settings
Text = Annotated[str, AfterValidator(storable)]


class QuizFields(BaseModel):
    """What a draft says of the quiz itself. It may be unfinished."""

    title: Annotated[Text, Field(max_length=500)]
    description: Annotated[Text, Field(max_length=10_000)]
    language: Annotated[Text, Field(max_length=40)]
    settings: Settings


def fields_from_row(quiz: Quiz) -> dict[str, Any]:  # Any: JSON of QuizFields
    """What is published, as a draft begins. The settings are complete, as a form shows them."""
    settings = QuizSettings.model_validate(quiz.settings)
    return {
        "title": quiz.title,
        "description": quiz.description,
        "language": quiz.language,
        "settings": settings.model_dump(mode="json"),
    }


def fields_from_document(document: QuizDocument) -> dict[str, Any]:  # Any: JSON of QuizFields
    """The same of a document."""
    return {
        "title": document.title,
        "description": document.description,
        "language": document.language,
        "settings": document.settings.model_dump(mode="json"),
    }


def content_from_row(question: Question, points: float) -> dict[str, Any]:  # Any: JSON
    """A stored question as a draft has it."""
    source = {name: question.source.get(name) for name in Source.model_fields}
    return {
        "id": document_id(question),
        **stored_content(question),
        "points": points,
        "source": {name: told for name, told in source.items() if told},
    }


def content_from_document(question: QuestionDocument) -> dict[str, Any]:  # Any: JSON
    """A document's question as a draft has it."""
    return question.model_dump(mode="json", exclude={"proof"}, exclude_none=True)


def with_question_id(
    content: dict[str, Any], name: str | None = None
) -> dict[str, Any]:  # Any: JSON
    """With an id, which it keeps in files and through edits."""
    return content if content.get("id") else {**content, "id": name or f"q-{secrets.token_hex(4)}"}


Published = tuple[Question, QuizQuestion]
