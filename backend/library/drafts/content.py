"""The content of a draft: like that of a file, but possibly unfinished. Limited in size."""

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
from ..question_rows import document_id, placed_content

LARGEST = 64 * 1024
"""Bytes of a question's content as JSON."""


def _bounded(content: Any) -> Any:  # Any: JSON
    content = storable(content)
    if len(to_json(content)) > LARGEST:
        raise QuestionTooLarge(kilobytes=LARGEST // 1024)
    return content


Content = Annotated[
    dict[str, Any],  # Any: a question of any type, may be faulty
    AfterValidator(_bounded),
    Field(description="A question: id, type, prompt, body, explanation … It may be unfinished."),
]
Settings = Annotated[dict[str, Any], AfterValidator(_bounded)]  # Any: may be faulty
Text = Annotated[str, AfterValidator(storable)]


class QuizFields(BaseModel):
    """The quiz's own fields in a draft. They may be unfinished."""

    title: Annotated[Text, Field(max_length=500)]
    description: Annotated[Text, Field(max_length=10_000)]
    language: Annotated[Text, Field(max_length=40)]
    settings: Settings


def fields_from_row(quiz: Quiz) -> dict[str, Any]:  # Any: JSON of QuizFields
    """The published fields, for a new draft. The settings include defaults, for the form."""
    settings = QuizSettings.of_stored(quiz.settings)
    return {
        "title": quiz.title,
        "description": quiz.description,
        "language": quiz.language,
        "settings": settings.model_dump(mode="json"),
    }


def fields_from_document(document: QuizDocument) -> dict[str, Any]:  # Any: JSON of QuizFields
    """A document's fields, for a new draft."""
    return {
        "title": document.title,
        "description": document.description,
        "language": document.language,
        "settings": document.settings.model_dump(mode="json"),
    }


def content_from_row(question: Question, place: QuizQuestion | None) -> dict[str, Any]:  # Any: JSON
    """A stored question, as the quiz has it, as the content of a draft."""
    source = {name: question.source.get(name) for name in Source.model_fields}
    return {
        "id": document_id(question),
        "points": 1.0,
        **placed_content(question, place),
        "source": {name: value for name, value in source.items() if value},
    }


def content_from_document(question: QuestionDocument) -> dict[str, Any]:  # Any: JSON
    """A document's question as the content of a draft; without an empty hint, as before hints."""
    absent = {"proof"} if question.hint else {"proof", "hint"}
    return question.model_dump(mode="json", exclude=absent, exclude_none=True)


def with_question_id(
    content: dict[str, Any], name: str | None = None
) -> dict[str, Any]:  # Any: JSON
    """Add an id if there is none; it stays the same in files and through edits."""
    return content if content.get("id") else {**content, "id": name or f"q-{secrets.token_hex(4)}"}


def free_id(wanted: str, taken: set[str]) -> str:
    """The id, or the first free one of `id-2`, `id-3` …"""
    if wanted not in taken:
        return wanted
    return next(
        name for n in range(2, len(taken) + 3) if (name := f"{wanted[:70]}-{n}") not in taken
    )


Published = tuple[Question, QuizQuestion]
