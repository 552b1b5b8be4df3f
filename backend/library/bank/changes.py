"""Several questions at once: changed, removed, moved to another quiz. All or none.

As with one question, nothing that another author changed meanwhile is overwritten.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete, func, or_, select

from ...errors.library import DraftQuestionNotFound
from ...media.unused import let_go
from ...models import QuestionDraft, Quiz, QuizDraft, User, db
from ..drafts.content import free_id
from ..drafts.draft import Origin, drafted_questions, lock_draft, open_draft, touch
from ..drafts.questions import last_position, require_room, require_version
from .entries import BankQuestion, Place, entries

Quizzes = Mapping[int, Quiz]
"""By id; the caller has checked the user's rights."""


class Reference(NamedTuple):
    """A question as it was read: in a draft, or of a quiz without one."""

    quiz_id: int
    draft_id: UUID | None
    question_id: int | None
    version: int


def change(
    user: User,
    quizzes: Quizzes,
    changes: Sequence[tuple[Reference, dict[str, Any]]],  # Any: fields; None removes one
) -> list[BankQuestion]:
    """Set fields of each question's content.

    Raises DraftNotFound, DraftQuestionNotFound or ChangedMeanwhile; then nothing is changed.
    """
    rows = _locked(user, quizzes, [reference for reference, _fields in changes])
    for row, (_reference, fields) in zip(rows, changes, strict=True):
        content = {**row.content, **fields}
        content = {name: value for name, value in content.items() if value is not None}
        if content != row.content:
            row.content = content
            _note(row, user)
    return _committed(user, rows)


def remove(user: User, quizzes: Quizzes, references: Sequence[Reference]) -> None:
    """Remove the questions from their drafts. Raises as `change` does."""
    rows = _locked(user, quizzes, references)
    let_go([row.content for row in rows])
    db.session.execute(delete(QuestionDraft).where(QuestionDraft.id.in_([row.id for row in rows])))
    db.session.commit()


def move(
    user: User, quizzes: Quizzes, references: Sequence[Reference], into: Quiz
) -> list[BankQuestion]:
    """Move the questions to the end of this quiz's draft, with their history.

    Moved back, a question has no origin any more. Raises as `change` does, or InvalidRequest if
    there are too many. `quizzes` includes `into`.
    """
    open_draft(user, into)
    rows = _locked(user, quizzes, references, into)
    coming = [row for row in rows if row.quiz_id != into.id]
    require_room(into, [row.content for row in coming], "into")
    titles = titles_of({row.quiz_id for row in coming})
    taken = {str(row.content.get("id")) for row in drafted_questions(into)}
    position = last_position(into)
    for place, row in enumerate(coming, start=1):
        before = Origin.of(row.origin)
        back = before is not None and before.quiz_id == into.id
        row.origin = None if back else {"quiz_id": row.quiz_id, "title": titles[row.quiz_id]}
        row.content = {**row.content, "id": free_id(str(row.content.get("id")), taken)}
        taken.add(row.content["id"])
        row.quiz_id = into.id
        row.position = position + place
        _note(row, user)
    return _committed(user, rows)


def titles_of(quiz_ids: set[int]) -> dict[int, str]:
    """The title of each quiz, as drafted."""
    title = func.coalesce(QuizDraft.content["title"].astext, Quiz.title)
    rows = db.session.execute(
        select(Quiz.id, title.label("title"))
        .outerjoin(QuizDraft, QuizDraft.quiz_id == Quiz.id)
        .where(Quiz.id.in_(quiz_ids))
    )
    return {row.id: row.title for row in rows}


def _locked(
    user: User, quizzes: Quizzes, references: Sequence[Reference], into: Quiz | None = None
) -> list[QuestionDraft]:
    """Lock the drafts, always in the same order, and return the questions in the given one."""
    for quiz_id in sorted({one.quiz_id for one in references if one.draft_id is None}):
        open_draft(user, quizzes[quiz_id])
    changed = {one.quiz_id for one in references} | ({into.id} if into else set())
    for quiz_id in sorted(changed):
        touch(lock_draft(quizzes[quiz_id]), user)
    found = db.session.scalars(
        select(QuestionDraft)
        .where(
            QuestionDraft.quiz_id.in_(changed),
            or_(
                QuestionDraft.id.in_([one.draft_id for one in references if one.draft_id]),
                QuestionDraft.question_id.in_([one.question_id for one in references]),
            ),
        )
        .execution_options(populate_existing=True)
    ).all()
    by_id = {(row.quiz_id, row.id): row for row in found}
    by_question = {(row.quiz_id, row.question_id): row for row in found}
    rows = []
    for one in references:
        row = (
            by_id.get((one.quiz_id, one.draft_id))
            if one.draft_id
            else by_question.get((one.quiz_id, one.question_id))
        )
        if row is None:
            raise DraftQuestionNotFound
        # A question that was read before there was a draft is the first version in it.
        require_version(row, one.version or 1)
        rows.append(row)
    return rows


def _note(row: QuestionDraft, user: User) -> None:
    row.version += 1
    row.edited_by = user.id
    row.edited_at = func.clock_timestamp()


def _committed(user: User, rows: Sequence[QuestionDraft]) -> list[BankQuestion]:
    db.session.flush()
    places = [Place(row.quiz_id, row.id, None) for row in rows]
    db.session.commit()
    return entries(user, places)
