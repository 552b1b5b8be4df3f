"""Questions used again: copied into another quiz's draft, where each remembers its quiz."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import select, tuple_

from ...document.media_ids import media_ids
from ...errors.library import DraftQuestionNotFound
from ...media.store import lock_media
from ...models import Question, QuestionDraft, Quiz, QuizQuestion, User, db
from ..drafts.content import content_from_row, free_id
from ..drafts.draft import drafted_questions, lock_draft, open_draft, touch
from ..drafts.questions import drafted_question, last_position, place_before, require_room
from .changes import Reference, titles_of
from .entries import BankQuestion, Place, entries


class Source(NamedTuple):
    """What is copied."""

    quiz_id: int
    content: dict[str, Any]  # Any: a question of any type, may be faulty
    origin: dict[str, Any] | None  # Any: of the question itself


def copy(
    user: User, references: Sequence[Reference], into: Quiz, before: UUID | None = None
) -> list[BankQuestion]:
    """Copy the questions as they are now, before that one or to the end of the quiz's draft.

    A copy within one quiz keeps the origin of the question. Raises DraftQuestionNotFound, or
    InvalidRequest if there are too many.
    """
    sources = _sources(references)
    open_draft(user, into)
    draft = lock_draft(into)
    require_room(into, [source.content for source in sources], "into")
    titles = titles_of({source.quiz_id for source in sources})
    taken = {str(row.content.get("id")) for row in drafted_questions(into)}
    lock_media(media_ids([source.content for source in sources]))
    rows = []
    for position, source in zip(_positions(into, before, len(sources)), sources, strict=True):
        name = free_id(str(source.content.get("id") or "q"), taken)
        taken.add(name)
        row = QuestionDraft(
            id=uuid4(),
            quiz_id=into.id,
            position=position,
            content={**source.content, "id": name},
            origin=source.origin
            if source.quiz_id == into.id
            else {"quiz_id": source.quiz_id, "title": titles[source.quiz_id]},
            edited_by=user.id,
        )
        rows.append(row)
    db.session.add_all(rows)
    db.session.flush()
    touch(draft, user)
    places = [Place(row.quiz_id, row.id, None) for row in rows]
    db.session.commit()
    return entries(user, places)


def _positions(into: Quiz, before: UUID | None, count: int) -> list[float]:
    """Positions of new questions, in order. Raises DraftQuestionNotFound."""
    if before is None:
        last = last_position(into)
        return [last + place for place in range(1, count + 1)]
    first = place_before(into, before)
    room = drafted_question(into, before).position - first
    return [first + room * place / count for place in range(count)]


def _sources(references: Sequence[Reference]) -> list[Source]:
    """Load them, in the given order. Raises DraftQuestionNotFound if one is gone."""
    pairs = [(one.quiz_id, one.draft_id) for one in references if one.draft_id]
    drafted = {
        (row.quiz_id, row.id): Source(row.quiz_id, row.content, row.origin)
        for row in db.session.scalars(
            select(QuestionDraft).where(tuple_(QuestionDraft.quiz_id, QuestionDraft.id).in_(pairs))
        )
    }
    numbers = [(one.quiz_id, one.question_id) for one in references if not one.draft_id]
    published = {
        (row.QuizQuestion.quiz_id, row.Question.id): Source(
            row.QuizQuestion.quiz_id,
            content_from_row(row.Question, row.QuizQuestion),
            row.Question.source.get("origin"),
        )
        for row in db.session.execute(
            select(Question, QuizQuestion)
            .join(QuizQuestion, QuizQuestion.question_id == Question.id)
            .where(tuple_(QuizQuestion.quiz_id, QuizQuestion.question_id).in_(numbers))
        )
    }
    found = [
        drafted.get((one.quiz_id, one.draft_id))
        if one.draft_id
        else published.get((one.quiz_id, one.question_id or 0))
        for one in references
    ]
    if None in found:
        raise DraftQuestionNotFound
    return [source for source in found if source is not None]
