"""The quizzes of an author, most recently changed first."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, tuple_

from ..document.timestamp import read_timestamp
from ..errors.requests import WrongPageKey, refused
from ..models import Attempt, QuestionDraft, Quiz, QuizDraft, QuizQuestion, QuizShare, User, db
from .quizzes import Visibility

Show = Literal["mine", "shared", "all", "archived"]
DraftState = Literal["none", "same", "changed"]
COUNTED = 1000
"""Counting attempts stops here, so that a popular quiz costs no more than any other."""


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
    question_count: Annotated[int, Field(description="Published questions.")]
    drafted_count: Annotated[
        int, Field(description="Drafted questions until the first are published; then 0.")
    ]
    attempt_count: Annotated[int, Field(description=f"Counted up to {COUNTED}.")]
    draft: Annotated[
        DraftState,
        Field(description="Whether there is a draft, and whether it may have changes."),
    ]
    archived_at: datetime | None
    updated_at: datetime


class StudioQuizList(BaseModel):
    quizzes: list[StudioQuiz]
    next: Annotated[
        str | None, Field(description="Pass it as `after` for the following page; null at the end.")
    ]


def list_studio(
    user: User, show: Show, search: str | None, after: str | None, limit: int
) -> StudioQuizList:
    """List at most `limit` quizzes after the key `after`. Raises InvalidRequest for a bad key."""
    page = _reachable(user, show)
    if search:
        words = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        drafted = QuizDraft.content["title"].astext
        page = page.where(func.coalesce(drafted, Quiz.title).ilike(f"%{words}%"))
    if after is not None:
        page = page.where(tuple_(Quiz.updated_at, Quiz.id) < tuple_(*_key(after)))
    page = page.order_by(Quiz.updated_at.desc(), Quiz.id.desc()).limit(limit + 1)
    rows = db.session.execute(_counted(page)).all()
    views = [_view(user, row) for row in rows[:limit]]
    more = len(rows) > limit
    return StudioQuizList(
        quizzes=views, next=f"{views[-1].updated_at.isoformat()}~{views[-1].id}" if more else None
    )


def show_studio(user: User, quiz: Quiz) -> StudioQuiz:
    """The list's entry for one quiz."""
    page = _reachable(user, None).where(Quiz.id == quiz.id)
    return _view(user, db.session.execute(_counted(page)).one())


def _reachable(user: User, show: Show | None) -> Select[*tuple[Any, ...]]:  # Any: its columns
    """The quizzes that the user may see, of one kind or of all kinds."""
    mine: ColumnElement[bool] = Quiz.owner_id == user.id
    shared: ColumnElement[bool] = QuizShare.may.is_not(None)
    every = literal(True) if user.role == "admin" else or_(mine, shared)
    wanted = {"mine": mine, "shared": shared}.get(show or "all", every)
    query = (
        select(
            *(Quiz.__table__.c[name] for name in COLUMNS),
            QuizShare.may,
            QuizDraft.changed,
            QuizDraft.content["title"].astext.label("drafted_title"),
        )
        .select_from(Quiz)
        .outerjoin(QuizShare, and_(QuizShare.quiz_id == Quiz.id, QuizShare.user_id == user.id))
        .outerjoin(QuizDraft, QuizDraft.quiz_id == Quiz.id)
        .where(wanted)
    )
    if show is None:
        return query
    away = Quiz.archived_at
    return query.where(away.is_not(None) if show == "archived" else away.is_(None))


COLUMNS = (
    *("id", "slug", "title", "language", "visibility", "origin", "owner_id", "archived_at"),
    "updated_at",
)


def _counted(page: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:  # Any: its columns
    """Add counts to the page, for its rows only."""
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
    some = select(Attempt.id).where(Attempt.quiz_id == quizzes.c.id).limit(COUNTED)
    attempts = (
        select(func.count()).select_from(some.correlate(quizzes).subquery()).scalar_subquery()
    )
    return (
        select(
            quizzes,
            User.name.label("owner"),
            size.label("question_count"),
            drafted.label("drafted_count"),
            attempts.label("attempt_count"),
        )
        .outerjoin(User, User.id == quizzes.c.owner_id)
        .order_by(quizzes.c.updated_at.desc(), quizzes.c.id.desc())
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
        question_count=row.question_count,
        drafted_count=row.drafted_count,
        attempt_count=row.attempt_count,
        draft=draft,
        archived_at=row.archived_at,
        updated_at=row.updated_at,
    )


def _key(after: str) -> tuple[datetime, int]:
    at, _, number = after.partition("~")
    try:
        key = read_timestamp(at), int(number)
    except ValueError:
        raise refused("after", WrongPageKey()) from None
    if not 0 < key[1] < 2**63:
        raise refused("after", WrongPageKey())
    return key
