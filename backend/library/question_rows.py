"""Question rows. They are immutable: a changed question is a new row that supersedes the old."""

from typing import Any

from sqlalchemy import select

from .. import bounded
from ..document.media_ids import media_ids
from ..document.question import QuestionContent, QuestionDocument
from ..document.rendering import columns
from ..errors import Fault, FieldFault
from ..errors.media import MediaMissing, MediaNotStored, SoundMisplaced
from ..markdown import MediaFacts
from ..media.store import facts_of, lock_media
from ..models import Question, Quiz, QuizQuestion, db
from ..questions import TYPES


def media_of(content: QuestionContent) -> dict[str, MediaFacts]:
    """The facts about the images and sounds that the question references, by id."""
    ids = media_ids(content.model_dump())
    return facts_of(ids) if ids else {}


def media_faults(content: QuestionContent, media: dict[str, MediaFacts]) -> list[Fault]:
    """What is wrong with the images and sounds that the question references."""
    missing = sorted(media_ids(content.model_dump()) - set(media))
    sounds = sorted(name for name in media_ids(content.body) & set(media) if media[name].is_sound)
    return [
        *(MediaNotStored(media=name) for name in missing),
        *(SoundMisplaced(media=name) for name in sounds),
    ]


def require_media(content: QuestionContent, media: dict[str, MediaFacts]) -> None:
    """Raise MediaMissing if the question cannot be shown with these."""
    faults = media_faults(content, media)
    if faults:
        raise MediaMissing(faults=[FieldFault("media", fault) for fault in faults])


def rendered(content: QuestionContent) -> dict[str, Any]:  # Any: the columns of a question
    """The columns to store: the content, and its Markdown as HTML.

    Raises MediaMissing, or TookTooLong and its like.
    """
    media = media_of(content)
    require_media(content, media)
    return bounded.run(columns, content, media)


def new_question(
    content: QuestionContent, source: dict[str, Any], supersedes: Question | None = None
) -> Question:
    """Create a row, not yet added to the session. Raises MediaMissing."""
    ids = media_ids(content.model_dump())
    if ids:
        lock_media(ids)
    return Question(
        **rendered(content), source=source, supersedes_id=supersedes.id if supersedes else None
    )


def published_rows(quiz: Quiz, limit: int) -> list[tuple[Question, QuizQuestion]]:
    """The first questions of the quiz in its order, and their places in it."""
    rows = db.session.execute(
        select(Question, QuizQuestion)
        .join(QuizQuestion, QuizQuestion.question_id == Question.id)
        .where(QuizQuestion.quiz_id == quiz.id)
        .order_by(QuizQuestion.position)
        .limit(limit)
    )
    return [(row.Question, row.QuizQuestion) for row in rows]


def document_id(question: Question) -> str:
    """Its id in documents: the original one, or one derived from the row's."""
    return question.source.get("id") or f"q{question.id}"


def stored_content(question: Question) -> dict[str, Any]:  # Any: JSON of a QuestionContent
    """The content of the row, as it was stored; without a hint, as releases before had it."""
    content = {name: getattr(question, name) for name in QuestionContent.model_fields}
    if not question.hint:
        del content["hint"]
    return content


def placed_content(question: Question, place: QuizQuestion | None) -> dict[str, Any]:
    """The content of the row as a quiz has it: with what it keeps beside its order. Any: JSON."""
    content = stored_content(question)
    if place:
        content["body"] = {**content["body"], **place.notes}
        content["points"] = place.points
        if place.seconds is not None:
            content["seconds"] = place.seconds
    return content


def notes_of(question: QuestionDocument) -> dict[str, Any]:  # Any: fields of the type's body
    """What only authors see of the question."""
    return {name: question.body[name] for name in TYPES[question.type].notes}
