"""The questions of a draft: add, change, move, remove. No edit silently overwrites another."""

from typing import Any
from uuid import UUID, uuid4

from pydantic_core import to_json
from sqlalchemy import Text, cast, delete, func, select

from ...document.quiz_settings import QUESTIONS_LIMIT
from ...errors.library import (
    ChangedMeanwhile,
    DraftQuestionNotFound,
    DraftTooLarge,
    TooManyQuestions,
)
from ...errors.requests import refused
from ...media.unused import let_go
from ...models import QuestionDraft, Quiz, User, db
from .content import with_question_id
from .draft import QuestionDraftView, checked_view, committed_view, lock_draft, touch

CLOSEST = 1e-6
"""If positions would be closer than this, all are renumbered."""
LARGEST = 2 * 1024 * 1024
"""Bytes of a draft's questions as JSON: checking them all has limits of time and memory, too."""


def add_question(
    user: User,
    quiz: Quiz,
    content: dict[str, Any],  # Any: JSON
    before: UUID | None,
    draft_id: UUID | None = None,
) -> QuestionDraftView:
    """Add a question before that one, or at the end.

    With an id that the draft has already, the request is repeated: nothing is added, and the
    content replaces that of the first try. Raises DraftQuestionNotFound, InvalidRequest, or
    ChangedMeanwhile with the question that has the id.
    """
    draft = lock_draft(quiz)
    question = db.session.get(QuestionDraft, draft_id) if draft_id else None
    if question is None:
        question = insert_question(quiz, user, content, before, draft_id=draft_id)
    elif question.quiz_id != quiz.id:
        raise ChangedMeanwhile(by=None)
    else:
        replace_content(question, user, 1, content)
    touch(draft, user)
    return committed_view(question, user.name)


def insert_question(
    quiz: Quiz,
    user: User,
    content: dict[str, Any],  # Any: JSON
    before: UUID | None = None,
    question_id: int | None = None,
    draft_id: UUID | None = None,
    origin: dict[str, Any] | None = None,  # Any: JSON
) -> QuestionDraft:
    """Like add_question, but the caller locks the draft and commits."""
    require_room(quiz, [content])
    question = QuestionDraft(
        id=draft_id or uuid4(),
        quiz_id=quiz.id,
        position=place_before(quiz, before),
        content=with_question_id(content),
        question_id=question_id,
        origin=origin,
        edited_by=user.id,
    )
    db.session.add(question)
    db.session.flush()
    return question


def append_questions(
    quiz: Quiz,
    user: User,
    contents: list[dict[str, Any]],  # Any: JSON
) -> None:
    """Append many questions; the caller locks the draft and commits. Raises InvalidRequest."""
    require_room(quiz, contents)
    db.session.add_all(
        QuestionDraft(
            id=uuid4(),
            quiz_id=quiz.id,
            position=position,
            content=with_question_id(content),
            edited_by=user.id,
        )
        for position, content in enumerate(contents, start=int(last_position(quiz)) + 1)
    )
    db.session.flush()


def last_position(quiz: Quiz) -> float:
    """The position of the draft's last question; 0 if it has none."""
    last = select(func.max(QuestionDraft.position)).where(QuestionDraft.quiz_id == quiz.id)
    return db.session.scalar(last) or 0


def require_room(
    quiz: Quiz,
    more: list[dict[str, Any]],  # Any: JSON
    field: str = "content",
    without: QuestionDraft | None = None,
) -> None:
    """Raise InvalidRequest, for this field, if the draft has no room for these contents.

    `without` is a question that one of them replaces.
    """
    length = func.octet_length(cast(QuestionDraft.content, Text))
    rows = select(func.count(), func.coalesce(func.sum(length), 0)).where(
        QuestionDraft.quiz_id == quiz.id
    )
    if without:
        rows = rows.where(QuestionDraft.id != without.id)
    count, size = db.session.execute(rows).one()
    if count + len(more) > QUESTIONS_LIMIT:
        raise refused(field, TooManyQuestions(limit=QUESTIONS_LIMIT))
    if size + sum(len(to_json(content)) for content in more) > LARGEST:
        raise refused(field, DraftTooLarge(megabytes=LARGEST // 1024 // 1024))


def change_question(
    user: User,
    quiz: Quiz,
    draft_id: UUID,
    version: int,
    content: dict[str, Any],  # Any: JSON
) -> QuestionDraftView:
    """Replace a question's content.

    Sending the same content again changes nothing, so a request can be retried. Raises
    DraftQuestionNotFound, or ChangedMeanwhile with the current question.
    """
    draft = lock_draft(quiz)
    question = drafted_question(quiz, draft_id)
    replace_content(question, user, version, content)
    touch(draft, user)
    return committed_view(question, _editor(question))


def replace_content(
    question: QuestionDraft,
    user: User,
    version: int,
    content: dict[str, Any],  # Any: JSON
) -> None:
    """Like change_question, but the caller locks the draft and commits. Raises InvalidRequest."""
    content = with_question_id(content, question.content.get("id"))
    if question.content == content:
        return
    require_version(question, version)
    if len(to_json(content)) > len(to_json(question.content)):  # a shorter one may always be saved
        quiz = db.session.get_one(Quiz, question.quiz_id)
        require_room(quiz, [content], without=question)
    let_go(question.content, content)
    question.content = content
    question.version += 1
    question.edited_by = user.id
    question.edited_at = func.clock_timestamp()


def move_question(user: User, quiz: Quiz, draft_id: UUID, before: UUID | None) -> None:
    """Move a question before that one, or to the end. Raises DraftQuestionNotFound."""
    draft = lock_draft(quiz)
    question = drafted_question(quiz, draft_id)
    if before != draft_id:
        question.position = place_before(quiz, before, moved=draft_id)
        touch(draft, user)
    db.session.commit()


def remove_question(user: User, quiz: Quiz, draft_id: UUID, version: int) -> None:
    """Remove a question from the draft. Raises DraftQuestionNotFound or ChangedMeanwhile."""
    draft = lock_draft(quiz)
    question = drafted_question(quiz, draft_id)
    require_version(question, version)
    let_go(question.content)
    db.session.execute(delete(QuestionDraft).where(QuestionDraft.id == question.id))
    touch(draft, user)
    db.session.commit()


def drafted_question(quiz: Quiz, draft_id: UUID) -> QuestionDraft:
    """Load a question of the draft. Raises DraftQuestionNotFound."""
    question = db.session.scalar(
        select(QuestionDraft)
        .where(QuestionDraft.quiz_id == quiz.id, QuestionDraft.id == draft_id)
        .execution_options(populate_existing=True)
    )
    if question is None:
        raise DraftQuestionNotFound
    return question


def require_version(question: QuestionDraft, version: int) -> None:
    """Raise ChangedMeanwhile if the question has a different version."""
    if question.version != version:
        name = _editor(question)
        now = checked_view(question, name).model_dump(mode="json")
        raise ChangedMeanwhile(by=name, current=now)


def _editor(question: QuestionDraft) -> str | None:
    return db.session.scalar(select(User.name).where(User.id == question.edited_by))


def place_before(quiz: Quiz, before: UUID | None, moved: UUID | None = None) -> float:
    """A position before that question, or at the end; without room, all are renumbered.

    Raises DraftQuestionNotFound.
    """
    rows = db.session.execute(
        select(QuestionDraft.id, QuestionDraft.position)
        .where(QuestionDraft.quiz_id == quiz.id)
        .order_by(QuestionDraft.position, QuestionDraft.id)
    ).all()
    others = [row for row in rows if row.id != moved]
    at = len(others)
    if before is not None:
        places = [place for place, row in enumerate(others) if row.id == before]
        if not places:
            raise DraftQuestionNotFound
        at = places[0]
    left = others[at - 1].position if at else None
    right = others[at].position if at < len(others) else None
    if left is None or right is None:
        return (left + 1) if left is not None else (right - 1 if right is not None else 1.0)
    if right - left > CLOSEST:
        return float((left + right) / 2)
    for number, row in enumerate(others):
        place = number + 1 if number < at else number + 2
        db.session.get_one(QuestionDraft, row.id).position = place
    return at + 1
