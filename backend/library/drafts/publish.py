"""Publish a draft: changed questions become new rows; existing attempts keep the old ones."""

from typing import Any

from sqlalchemy import func, select

from ...audit import audit
from ...document.question import QuestionDocument, Source
from ...document.quiz import QuizDocument
from ...errors import FieldFault
from ...errors.library import ClassListNeeded, NoQuestions, Unpublishable
from ...models import Question, QuestionDraft, Quiz, User, db
from ..question_rows import document_id
from ..store import SourceRule, store_document
from .draft import drafted_questions, lock_draft
from .problems import publishable


def publish(user: User, quiz: Quiz, visibility: str | None) -> None:
    """Replace the published quiz with its draft. Nothing changes if it is refused.

    From now on, the quiz is edited here: it is no longer synced from a pack or a folder.
    Raises DraftNotFound or Unpublishable.
    """
    draft = lock_draft(quiz)
    drafted = drafted_questions(quiz)
    document = publishable(draft, drafted)
    if not document.questions:
        raise Unpublishable(faults=[FieldFault("questions", NoQuestions())])
    if document.settings.names == "list" and quiz.class_list_id is None:
        raise Unpublishable(faults=[FieldFault("settings.names", ClassListNeeded())])
    stored = store_document(
        quiz, document, _began_as(document, drafted), _sources(document, drafted)
    )
    quiz.visibility = visibility or quiz.visibility
    quiz.origin = None
    quiz.revision = Quiz.revision + 1
    quiz.updated_at = func.clock_timestamp()
    for row, question in zip(drafted, stored.questions, strict=True):
        row.question_id = question.id
    draft.changed = False
    count = len(stored.questions)
    audit(user, "quiz.publish", quiz.id, title=document.title, questions=count, stored=stored.new)
    db.session.commit()


def _began_as(document: QuizDocument, drafted: list[QuestionDraft]) -> dict[str, Question]:
    """The published rows that the draft's questions began as, by entry id."""
    ids = [row.question_id for row in drafted if row.question_id is not None]
    rows = {row.id: row for row in db.session.scalars(select(Question).where(Question.id.in_(ids)))}
    return {
        entry.id: rows[row.question_id]
        for entry, row in zip(document.questions, drafted, strict=True)
        if row.question_id is not None
    }


def _sources(document: QuizDocument, drafted: list[QuestionDraft]) -> SourceRule:
    """The rule for the sources: with the quiz that each question was copied or moved from."""
    origins = {
        entry.id: {"origin": row.origin} if row.origin else {}
        for entry, row in zip(document.questions, drafted, strict=True)
    }
    return lambda entry, began_as: _source(entry, began_as, origins[entry.id])


def _source(
    entry: QuestionDocument,
    began_as: Question | None,
    origin: dict[str, Any],  # Any: JSON
) -> dict[str, Any]:
    """Author, licence, URL and origin as drafted; other stored facts about the source stay."""
    stored = began_as.source if began_as else {}
    drafted = {*Source.model_fields, "origin"}
    kept = {name: value for name, value in stored.items() if name not in drafted}
    own = {**kept, **entry.source.model_dump(exclude_none=True), **origin}
    # A row without an id still has none: the derived one must not count as a change.
    has_id = began_as is None or "id" in stored or entry.id != document_id(began_as)
    return {**own, "id": entry.id} if has_id else own
