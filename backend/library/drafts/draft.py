"""Drafts: open one from the published quiz, read it, change its fields, discard it."""

from collections import defaultdict
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID, uuid5

from pydantic import BaseModel, Field
from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from ...audit import audit
from ...document.quiz_settings import QUESTIONS_LIMIT
from ...errors import FieldFault
from ...errors.library import ChangedMeanwhile, DraftNotFound, EditedAsFiles
from ...errors.requests import refused
from ...media.unused import let_go
from ...models import Question, QuestionDraft, Quiz, QuizDraft, User, db
from ..question_rows import published_rows
from .content import Content, QuizFields, content_from_row, fields_from_row
from .problems import DraftProblem, question_faults, quiz_problems, shown, stored_faults

NAMESPACE = UUID("6a4bd1a5-7f6c-4b84-9d0f-6f6f0e5d2f0c")
"""Gives a published question the same id in each draft that starts with it."""


class Origin(BaseModel):
    """The quiz that a question was copied or moved from."""

    quiz_id: int
    title: Annotated[str, Field(description="Its title at that time.")]

    @classmethod
    def of(cls, stored: dict[str, Any] | None) -> "Origin | None":  # Any: JSON
        return cls(**stored) if stored else None


class QuestionDraftView(BaseModel):
    """One question of a draft."""

    id: UUID
    version: Annotated[int, Field(description="Send it with the change that replaces this one.")]
    content: Content
    question_id: Annotated[int | None, Field(description="The published question it began as.")]
    origin: Annotated[Origin | None, Field(description="Where it was copied or moved from.")]
    edited_by: str | None
    edited_at: datetime
    problems: list[DraftProblem]


class DraftView(BaseModel):
    """A draft; if there is none, the published quiz with version 0."""

    quiz_id: int
    version: int
    fields: QuizFields
    changed: Annotated[bool, Field(description="Whether it may differ from the published quiz.")]
    edited_by: str | None
    edited_at: datetime
    questions: list[QuestionDraftView]
    problems: list[DraftProblem]


def lock_draft(quiz: Quiz) -> QuizDraft:
    """Lock and return the draft, so that changes happen one after another.

    Raises DraftNotFound if it was not opened, or was discarded.
    """
    draft = db.session.scalar(
        select(QuizDraft)
        .where(QuizDraft.quiz_id == quiz.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if draft is None:
        raise DraftNotFound
    return draft


def drafted_questions(quiz: Quiz) -> list[QuestionDraft]:
    """The draft's questions, in order. A lock on the draft covers them."""
    rows = db.session.scalars(
        select(QuestionDraft)
        .where(QuestionDraft.quiz_id == quiz.id)
        .order_by(QuestionDraft.position, QuestionDraft.id)
        .execution_options(populate_existing=True)
    )
    return list(rows)


def touch(draft: QuizDraft, user: User) -> None:
    """Record a change of the draft by this user."""
    draft.changed = True
    draft.edited_by = user.id
    draft.edited_at = func.clock_timestamp()


def open_draft(user: User, quiz: Quiz) -> None:
    """Create a draft of the published quiz unless there is one. Raises InvalidRequest."""
    published = published_rows(quiz, QUESTIONS_LIMIT + 1)
    if len(published) > QUESTIONS_LIMIT:
        raise refused("quiz", EditedAsFiles(limit=QUESTIONS_LIMIT))
    made = db.session.scalar(
        insert(QuizDraft)
        .values(
            quiz_id=quiz.id,
            content=fields_from_row(quiz),
            changed=False,
            edited_by=user.id,
            edited_at=quiz.updated_at,
        )
        .on_conflict_do_nothing()
        .returning(QuizDraft.quiz_id)
    )
    if made is None:
        return
    rows = [
        {
            "id": draft_id(quiz, question),
            "quiz_id": quiz.id,
            "position": order.position,
            "content": content_from_row(question, order),
            "question_id": question.id,
            "origin": question.source.get("origin"),
            "edited_at": question.created_at,
        }
        for question, order in published
    ]
    if rows:
        db.session.execute(insert(QuestionDraft), rows)
    db.session.commit()


def draft_id(quiz: Quiz, question: Question) -> UUID:
    return uuid5(NAMESPACE, f"{quiz.id}/{question.id}")


def read_draft(quiz: Quiz) -> DraftView:
    """Return the draft with its problems, or the published quiz. Writes nothing."""
    draft = db.session.execute(
        select(QuizDraft, User.name)
        .outerjoin(User, User.id == QuizDraft.edited_by)
        .where(QuizDraft.quiz_id == quiz.id)
    ).one_or_none()
    if draft is None:
        return _published_view(quiz)
    rows = db.session.execute(
        select(QuestionDraft, User.name)
        .outerjoin(User, User.id == QuestionDraft.edited_by)
        .where(QuestionDraft.quiz_id == quiz.id)
        .order_by(QuestionDraft.position, QuestionDraft.id)
    ).all()
    contents = {str(row.QuestionDraft.id): row.QuestionDraft.content for row in rows}
    faults = stored_faults(draft.QuizDraft.content, contents)
    return DraftView.model_construct(
        quiz_id=quiz.id,
        version=draft.QuizDraft.version,
        fields=QuizFields.model_construct(**draft.QuizDraft.content),
        changed=draft.QuizDraft.changed,
        edited_by=draft.name,
        edited_at=draft.QuizDraft.edited_at,
        questions=_views([(row.QuestionDraft, row.name) for row in rows], faults),
        problems=quiz_problems(draft.QuizDraft.content, contents),
    )


def current_contents(quiz: Quiz) -> tuple[dict[str, Any], dict[UUID, dict[str, Any]]]:
    """The draft's own fields, and its questions by id; or the published ones. Any: JSON."""
    draft = db.session.get(QuizDraft, quiz.id)
    if draft is None:
        published = published_rows(quiz, QUESTIONS_LIMIT)
        return fields_from_row(quiz), {
            draft_id(quiz, question): content_from_row(question, order)
            for question, order in published
        }
    return draft.content, {row.id: row.content for row in drafted_questions(quiz)}


def committed_view(question: QuestionDraft, editor: str | None) -> QuestionDraftView:
    """Check a changed question, then commit: one that cannot be checked is not stored."""
    db.session.flush()
    view = checked_view(question, editor)
    db.session.commit()
    return view


def checked_view(question: QuestionDraft, editor: str | None) -> QuestionDraftView:
    """The question with its problems. Raises TookTooLong or TookTooMuchMemory."""
    draft = db.session.get_one(QuizDraft, question.quiz_id)
    contents = {str(question.id): question.content}
    return _view(question, editor, question_faults(draft.content, contents))


def _views(
    questions: list[tuple[QuestionDraft, str | None]], faults: list[FieldFault]
) -> list[QuestionDraftView]:
    found: dict[str | None, list[FieldFault]] = defaultdict(list)
    for fault in faults:
        found[fault.question].append(fault)
    return [_view(question, editor, found[str(question.id)]) for question, editor in questions]


def _view(
    question: QuestionDraft, editor: str | None, faults: list[FieldFault]
) -> QuestionDraftView:
    return QuestionDraftView.model_construct(
        id=question.id,
        version=question.version,
        content=question.content,
        question_id=question.question_id,
        origin=Origin.of(question.origin),
        edited_by=editor,
        edited_at=question.edited_at,
        problems=shown(faults),
    )


def change_fields(user: User, quiz: Quiz, version: int, changes: dict[str, Any]) -> DraftView:
    """Change the quiz's own fields. Raises ChangedMeanwhile. Any: JSON of QuizFields."""
    draft = lock_draft(quiz)
    content = {**draft.content, **changes}
    if draft.content != content:
        if draft.version != version:
            now = read_draft(quiz).model_dump(mode="json", exclude={"questions"})
            raise ChangedMeanwhile(by=now["edited_by"], current=now)
        draft.content = content
        draft.version += 1
        touch(draft, user)
    db.session.commit()
    return read_draft(quiz)


def discard(user: User, quiz: Quiz) -> None:
    """Discard the draft; the published quiz stays. Raises DraftNotFound."""
    lock_draft(quiz)
    drafted = select(QuestionDraft.content).where(QuestionDraft.quiz_id == quiz.id)
    let_go(list(db.session.scalars(drafted)))
    db.session.execute(delete(QuizDraft).where(QuizDraft.quiz_id == quiz.id))
    audit(user, "draft.discard", quiz.id, title=quiz.title)
    db.session.commit()


def _published_view(quiz: Quiz) -> DraftView:
    questions: list[tuple[QuestionDraft, str | None]] = []
    for question, order in published_rows(quiz, QUESTIONS_LIMIT):
        row = QuestionDraft(
            id=draft_id(quiz, question),
            version=0,
            content=content_from_row(question, order),
            question_id=question.id,
            origin=question.source.get("origin"),
            edited_at=question.created_at,
        )
        questions.append((row, None))
    fields = fields_from_row(quiz)
    contents = {str(row.id): row.content for row, _editor in questions}
    return DraftView.model_construct(
        quiz_id=quiz.id,
        version=0,
        fields=QuizFields.model_construct(**fields),
        changed=False,
        edited_by=None,
        edited_at=quiz.updated_at,
        questions=_views(questions, stored_faults(fields, contents)),
        problems=quiz_problems(fields, {}),
    )
