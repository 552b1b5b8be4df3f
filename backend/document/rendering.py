"""Questions as the database stores them: content, and its Markdown as HTML.

Nothing here needs the database: `bounded` runs it in a process with limits.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from ..markdown import MediaFacts, knowing, render
from ..questions import TYPES
from .question import QuestionContent


class Entry(NamedTuple):
    """A question of a document, and the content of the row that it may still be."""

    content: QuestionContent
    stored: dict[str, Any] | None  # Any: JSON


def columns(content: QuestionContent, media: Mapping[str, MediaFacts]) -> dict[str, Any]:
    """The columns to store (Any), given the facts about the images and sounds by id."""
    kind = TYPES[content.type]
    body = kind.with_media(kind.Body.model_validate(content.body), media)
    with knowing(media):
        feedback = {picked: render(text) for picked, text in kind.feedback(body).items()}
        return {
            **content.model_dump(),
            "body": body.model_dump(),
            "html": {
                "prompt": render(content.prompt),
                "explanation": render(content.explanation),
                **({"hint": render(content.hint)} if content.hint else {}),
                **({"feedback": feedback} if feedback else {}),
            },
            "view": kind.view(body).model_dump(mode="json"),
        }


def editions(
    entries: Sequence[Entry], media: Mapping[str, MediaFacts]
) -> list[dict[str, Any] | None]:  # Any: columns
    """The columns of each question; None for one whose row has the same content."""
    return [None if _is_same(entry, media) else columns(entry.content, media) for entry in entries]


def _is_same(entry: Entry, media: Mapping[str, MediaFacts]) -> bool:
    """Whether the stored question has this content.

    Blank lines around a text make no difference, nor do fields that its type gained since.
    """
    content, stored = entry
    if stored is None:
        return False
    kind = TYPES[content.type]
    body = kind.with_media(kind.Body.model_validate(content.body), media)
    complete = content.model_copy(update={"body": body.model_dump()})
    try:
        return QuestionContent.model_validate(stored) == complete
    except ValidationError:  # stored by another release
        return False
