"""The quizzes of an author: listed, searched, sorted."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.sql.selectable import Subquery

from ..models import (
    QuestionDraft,
    Quiz,
    QuizDraft,
    QuizLabel,
    QuizQuestion,
    QuizShare,
    User,
    db,
)
from .deleted import GRACE
from .pages import (
    COUNTED,
    EDITED,
    TITLE,
    Ids,
    Sort,
    attempts_of,
    in_order,
    key_of,
    played_at,
    sorted_page,
)
from .quizzes import Visibility
from .words import query_of, quizzes_with

Show = Literal["mine", "shared", "all", "archived", "deleted"]
State = Literal["draft", "published", "changed"]
DraftState = Literal["none", "same", "changed"]


class StudioQuiz(BaseModel):
    """A quiz as its authors see it in a list."""

    id: int
    slug: str
    title: Annotated[str, Field(description="As drafted, if there is a draft.")]
    language: str
    visibility: Visibility
    origin: Annotated[str | None, Field(description="The pack or folder it is synced from.")]
    owner: Annotated[str | None, Field(description="Null: it belongs to the admins.")]
    may: Annotated[str, Field(description="`view`, `edit` or `own`.")]
    cover: Annotated[str | None, Field(description="The id of an uploaded image.")]
    labels: Annotated[list[str], Field(description="Your own; others do not see them.")]
    question_count: Annotated[int, Field(description="Published questions.")]
    drafted_count: Annotated[
        int, Field(description="Drafted questions until the first are published; then 0.")
    ]
    attempt_count: Annotated[int, Field(description=f"Counted up to {COUNTED}.")]
    played_at: Annotated[datetime | None, Field(description="When the last attempt started.")]
    draft: Annotated[
        DraftState,
        Field(description="Whether there is a draft, and whether it may have changes."),
    ]
    archived_at: datetime | None
    removed_at: Annotated[
        datetime | None,
        Field(description="It is deleted, and can be restored until then; null: not deleted."),
    ]
    updated_at: Annotated[datetime, Field(description="When it, or its draft, was last changed.")]


class StudioQuizList(BaseModel):
    quizzes: list[StudioQuiz]
    next: Annotated[
        str | None, Field(description="Pass it as `after` for the following page; null at the end.")
    ]


def list_studio(
    user: User,
    show: Show,
    search: str | None,
    label: str | None,
    state: State | None,
    sort: Sort,
    after: str | None,
    limit: int,
) -> StudioQuizList:
    """List at most `limit` quizzes after the key `after`. Raises InvalidRequest for a bad key.

    `search` is part of the title or of a label, or begins words of a question.
    """
    found = _reachable(user, show)
    if label:
        found = found.where(_labelled(user, QuizLabel.label == label))
    if state:
        found = found.where(_in_state(state))
    if search:
        found = found.where(_has(user, search))
    page = sorted_page(found, sort, after, limit + 1, few=bool(search))
    rows = db.session.execute(_listed(user, page).order_by(*in_order(page, sort))).all()
    more = len(rows) > limit
    return StudioQuizList(
        quizzes=[_view(user, row) for row in rows[:limit]],
        next=key_of(rows[limit - 1]) if more else None,
    )


def show_studio(user: User, quiz: Quiz) -> StudioQuiz:
    """The list's entry for one quiz."""
    found = _reachable(user, None).where(Quiz.id == quiz.id)
    page = sorted_page(found, "edited", None, 1, few=True)
    return _view(user, db.session.execute(_listed(user, page)).one())


def _reachable(user: User, show: Show | None) -> Ids:
    """The quizzes that the user may see, of one kind or of all kinds."""
    mine: ColumnElement[bool] = Quiz.owner_id == user.id
    shared: ColumnElement[bool] = QuizShare.may.is_not(None)
    every = literal(True) if user.role == "admin" else or_(mine, shared)
    owned = literal(True) if user.role == "admin" else mine
    wanted = {"mine": mine, "shared": shared, "deleted": owned}.get(show or "all", every)
    query = (
        select(Quiz.id)
        .outerjoin(QuizShare, _shared_with(user))
        .outerjoin(QuizDraft, QuizDraft.quiz_id == Quiz.id)
        .where(wanted)
    )
    if show is None:
        return query
    if show == "deleted":
        return query.where(Quiz.deleted_at > func.now() - GRACE)
    away = Quiz.archived_at
    return query.where(
        Quiz.deleted_at.is_(None), away.is_not(None) if show == "archived" else away.is_(None)
    )


def _shared_with(user: User) -> ColumnElement[bool]:
    return and_(QuizShare.quiz_id == Quiz.id, QuizShare.user_id == user.id)


def _in_state(state: State) -> ColumnElement[bool]:
    # Not EXISTS: PostgreSQL would join all questions before it looks at the first quiz.
    published = _size() > 0
    if state == "draft":
        return ~published
    changed = func.coalesce(QuizDraft.changed, False)
    return and_(published, changed if state == "changed" else ~changed)


def _size() -> ColumnElement[int]:
    """How many questions the quiz has: the last position, which an index knows."""
    return (
        select(func.coalesce(func.max(QuizQuestion.position), 0))
        .where(QuizQuestion.quiz_id == Quiz.id)
        .correlate(Quiz)
        .scalar_subquery()
    )


def _has(user: User, search: str) -> ColumnElement[bool]:
    part = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    conditions = [TITLE.ilike(f"%{part}%"), _labelled(user, QuizLabel.label.ilike(f"%{part}%"))]
    query = query_of(search)
    if query:
        conditions.append(Quiz.id.in_(quizzes_with(query)))
    return or_(*conditions)


def _labelled(user: User, which: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(QuizLabel.quiz_id == Quiz.id, QuizLabel.user_id == user.id, which)


def _listed(user: User, page: Subquery) -> Select[*tuple[Any, ...]]:  # Any: its columns
    """The quizzes of the page, with their counts and labels."""
    drafted = (
        select(func.count())
        .select_from(QuestionDraft)
        .where(QuestionDraft.quiz_id == Quiz.id, _size() == 0)
        .correlate(Quiz)
        .scalar_subquery()
    )
    labels = (
        select(func.array_agg(aggregate_order_by(QuizLabel.label, QuizLabel.label)))
        .where(QuizLabel.quiz_id == Quiz.id, QuizLabel.user_id == user.id)
        .correlate(Quiz)
        .scalar_subquery()
    )
    return (
        select(
            page.c.place,
            *(Quiz.id, Quiz.slug, Quiz.language, Quiz.visibility, Quiz.origin, Quiz.owner_id),
            *(Quiz.archived_at, Quiz.deleted_at, Quiz.cover_id),
            TITLE.label("title"),
            EDITED.label("edited_at"),
            QuizDraft.changed,
            QuizShare.may,
            User.name.label("owner"),
            _size().label("question_count"),
            drafted.label("drafted_count"),
            attempts_of(Quiz.id).label("attempt_count"),
            played_at(Quiz.id).label("played_at"),
            labels.label("labels"),
        )
        .select_from(page)
        .join(Quiz, Quiz.id == page.c.id)
        .outerjoin(QuizShare, _shared_with(user))
        .outerjoin(QuizDraft, QuizDraft.quiz_id == Quiz.id)
        .outerjoin(User, User.id == Quiz.owner_id)
    )


def _view(user: User, row: Any) -> StudioQuiz:  # Any: a row of _counted
    own = user.role == "admin" or row.owner_id == user.id
    draft: DraftState = "none" if row.changed is None else "changed" if row.changed else "same"
    return StudioQuiz.model_construct(
        id=row.id,
        slug=row.slug,
        title=row.title,
        language=row.language,
        visibility=row.visibility,
        origin=row.origin,
        owner=row.owner,
        may="own" if own else row.may,
        cover=row.cover_id,
        labels=row.labels or [],
        question_count=row.question_count,
        drafted_count=row.drafted_count,
        attempt_count=row.attempt_count,
        played_at=row.played_at,
        draft=draft,
        archived_at=row.archived_at,
        removed_at=row.deleted_at and row.deleted_at + GRACE,
        updated_at=row.edited_at,
    )
