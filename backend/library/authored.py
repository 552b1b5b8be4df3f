"""The quizzes of an author: listed, searched, sorted."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

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
from .pages import COUNTED, Sort, attempts_of, in_order, key_of, played_at, sorted_page
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


TITLE = func.coalesce(QuizDraft.content["title"].astext, Quiz.title)
EDITED = func.greatest(Quiz.updated_at, QuizDraft.edited_at)
COLUMNS = (
    *("id", "slug", "title", "language", "visibility", "origin", "owner_id", "archived_at"),
    *("deleted_at", "cover_id"),
)


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
    page = sorted_page(found, sort, after, limit + 1)
    rows = db.session.execute(_counted(user, page, sort)).all()
    more = len(rows) > limit
    return StudioQuizList(
        quizzes=[_view(user, row) for row in rows[:limit]],
        next=key_of(rows[limit - 1]) if more else None,
    )


def show_studio(user: User, quiz: Quiz) -> StudioQuiz:
    """The list's entry for one quiz."""
    page = sorted_page(_reachable(user, None).where(Quiz.id == quiz.id), "edited", None, 1)
    return _view(user, db.session.execute(_counted(user, page, "edited")).one())


def _reachable(user: User, show: Show | None) -> Select[*tuple[Any, ...]]:  # Any: its columns
    """The quizzes that the user may see, of one kind or of all kinds."""
    mine: ColumnElement[bool] = Quiz.owner_id == user.id
    shared: ColumnElement[bool] = QuizShare.may.is_not(None)
    every = literal(True) if user.role == "admin" else or_(mine, shared)
    owned = literal(True) if user.role == "admin" else mine
    wanted = {"mine": mine, "shared": shared, "deleted": owned}.get(show or "all", every)
    query = (
        select(
            *(Quiz.__table__.c[name] for name in COLUMNS),
            QuizShare.may,
            QuizDraft.changed,
            QuizDraft.content["title"].astext.label("drafted_title"),
            EDITED.label("edited_at"),
            func.left(func.lower(TITLE), 80).label("name"),
        )
        .select_from(Quiz)
        .outerjoin(QuizShare, and_(QuizShare.quiz_id == Quiz.id, QuizShare.user_id == user.id))
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


def _in_state(state: State) -> ColumnElement[bool]:
    published = exists().where(QuizQuestion.quiz_id == Quiz.id)
    if state == "draft":
        return ~published
    changed = func.coalesce(QuizDraft.changed, False)
    return and_(published, changed if state == "changed" else ~changed)


def _has(user: User, search: str) -> ColumnElement[bool]:
    part = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    conditions = [TITLE.ilike(f"%{part}%"), _labelled(user, QuizLabel.label.ilike(f"%{part}%"))]
    query = query_of(search)
    if query:
        conditions.append(Quiz.id.in_(quizzes_with(query)))
    return or_(*conditions)


def _labelled(user: User, which: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(QuizLabel.quiz_id == Quiz.id, QuizLabel.user_id == user.id, which)


def _counted(
    user: User,
    page: Select[*tuple[Any, ...]],  # Any: its columns
    sort: Sort,
) -> Select[*tuple[Any, ...]]:
    """Add counts and labels to the page, for its rows only."""
    quizzes = page.subquery("page")
    size = (
        select(func.coalesce(func.max(QuizQuestion.position), 0))
        .where(QuizQuestion.quiz_id == quizzes.c.id)
        .correlate(quizzes)
        .scalar_subquery()
    )
    drafted = (
        select(func.count())
        .select_from(QuestionDraft)
        .where(QuestionDraft.quiz_id == quizzes.c.id, size == 0)
        .correlate(quizzes)
        .scalar_subquery()
    )
    labels = (
        select(func.array_agg(aggregate_order_by(QuizLabel.label, QuizLabel.label)))
        .where(QuizLabel.quiz_id == quizzes.c.id, QuizLabel.user_id == user.id)
        .correlate(quizzes)
        .scalar_subquery()
    )
    return (
        select(
            quizzes,
            User.name.label("owner"),
            size.label("question_count"),
            drafted.label("drafted_count"),
            attempts_of(quizzes).label("attempt_count"),
            played_at(quizzes).label("played_at"),
            labels.label("labels"),
        )
        .outerjoin(User, User.id == quizzes.c.owner_id)
        .order_by(*in_order(quizzes, sort))
    )


def _view(user: User, row: Any) -> StudioQuiz:  # Any: a row of _counted
    own = user.role == "admin" or row.owner_id == user.id
    draft: DraftState = "none" if row.changed is None else "changed" if row.changed else "same"
    return StudioQuiz.model_construct(
        id=row.id,
        slug=row.slug,
        title=row.drafted_title or row.title,
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
