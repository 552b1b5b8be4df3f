"""Store questions. Rows are immutable: a changed question is a new row that supersedes the old."""

from typing import Any

from pydantic import ValidationError

from ..formats.document import QuestionContent
from ..markdown import render
from ..models import Question
from ..questions import TYPES


def new_question(
    content: QuestionContent, source: dict[str, Any], supersedes: Question | None = None
) -> Question:
    """A row, not yet added to the session; its Markdown is rendered here, once."""
    kind = TYPES[content.type]
    return Question(
        **content.model_dump(),
        html={"prompt": render(content.prompt), "explanation": render(content.explanation)},
        view=kind.view(kind.Body.model_validate(content.body)).model_dump(),
        source=source,
        supersedes_id=supersedes.id if supersedes else None,
    )


def stored_content(question: Question) -> dict[str, Any]:  # Any: JSON of a QuestionContent
    """What the row says, as it was stored."""
    return {name: getattr(question, name) for name in QuestionContent.model_fields}


def same_content(question: Question, content: QuestionContent, source: dict[str, Any]) -> bool:
    """Whether the stored question says what this one says.

    Blank lines around a text make no difference, nor does a field that its type did not have then.
    """
    if question.source != source:
        return False
    try:
        return QuestionContent.model_validate(stored_content(question)) == content
    except ValidationError:  # stored by another release
        return False
