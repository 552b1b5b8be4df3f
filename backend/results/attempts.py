"""List the attempts of a quiz in pages, sorted by start, finish, score or name."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal, NamedTuple
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, Double, Select, cast, func, select, tuple_

from ..document.quiz_settings import Rules
from ..document.timestamp import read_timestamp
from ..errors.requests import WrongPageKey, refused
from ..models import Answer, Attempt, Quiz, db
from ..play.rules.score import passed

Sort = Literal["started", "finished", "score", "name", "seconds"]
Order = Literal["asc", "desc"]
State = Literal["all", "finished", "running"]


class Wanted(NamedTuple):
    """Filters for the attempts of a quiz."""

    state: State = "all"
    search: str | None = None
    """Part of the player's name; case is ignored."""
    since: datetime | None = None
    until: datetime | None = None
    """When they were started; `until` is exclusive."""


class AttemptRow(BaseModel):
    """An attempt as authors see it."""

    number: Annotated[int, Field(description="Names the attempt without access to it.")]
    player_name: str | None
    started_at: datetime
    finished_at: datetime | None
    seconds: Annotated[float | None, Field(description="From start to finish.")]
    score: float | None
    first_score: Annotated[float | None, Field(description="Before the first correction.")]
    max_score: float
    answered: int
    asked: Annotated[int, Field(description="Number of questions drawn.")]
    passed: bool | None


class AttemptPage(BaseModel):
    attempts: list[AttemptRow]
    next: Annotated[
        str | None, Field(description="Pass it as `after` for the following page; null at the end.")
    ]


KEYS: dict[Sort, tuple[Any, Callable[[str], Any]]] = {  # Any: a column and its values
    "started": (None, int),
    "finished": (Attempt.finished_at, read_timestamp),
    "score": (Attempt.score, float),
    "name": (func.lower(func.coalesce(Attempt.player_name, "")), str),
    "seconds": (
        cast(func.extract("epoch", Attempt.finished_at - Attempt.started_at), Double),
        float,
    ),
}


def matching(quiz: Quiz, wanted: Wanted) -> list[ColumnElement[bool]]:
    """The SQL conditions of these filters."""
    found: list[ColumnElement[bool]] = [Attempt.quiz_id == quiz.id]
    if wanted.state != "all":
        finished = Attempt.finished_at
        found.append(finished.is_not(None) if wanted.state == "finished" else finished.is_(None))
    if wanted.search:
        found.append(Attempt.player_name.icontains(wanted.search, autoescape=True))
    if wanted.since:
        found.append(Attempt.started_at >= wanted.since)
    if wanted.until:
        found.append(Attempt.started_at < wanted.until)
    return found


def list_attempts(
    quiz: Quiz, wanted: Wanted, sort: Sort, order: Order, after: str | None, limit: int
) -> AttemptPage:
    """List at most `limit` attempts after the key `after`. Raises InvalidRequest for a bad key.

    A running attempt has neither an end nor a score: sorting by these lists only finished ones.
    """
    page = read_page(quiz, wanted, sort, order, after, limit)
    return AttemptPage.model_construct(
        attempts=[attempt_row(row) for row in page.rows], next=page.next
    )


class Page(NamedTuple):
    rows: list[Any]  # Any: the columns of Attempt, and `answered`
    next: str | None


def read_page(
    quiz: Quiz, wanted: Wanted, sort: Sort, order: Order, after: str | None, limit: int
) -> Page:
    """Read the rows of `list_attempts`."""
    column, parse = KEYS[sort]
    page = select(Attempt).where(*matching(quiz, wanted))
    if sort in ("finished", "score", "seconds"):
        page = page.where(Attempt.finished_at.is_not(None))
    # Numbers are assigned in the order of starts.
    keys = [Attempt.number] if column is None else [column, Attempt.number]
    if after is not None:
        key = tuple_(*_key(after, None if column is None else parse))
        page = page.where(tuple_(*keys) > key if order == "asc" else tuple_(*keys) < key)
    page = page.order_by(*(k.asc() if order == "asc" else k.desc() for k in keys))
    value = Attempt.number if column is None else column
    found = db.session.execute(_counted(page.add_columns(value.label("key")).limit(limit + 1)))
    rows = list(found.all())
    return Page(rows[:limit], _next(rows[limit - 1]) if len(rows) > limit else None)


def listed_attempt(attempt_id: UUID) -> AttemptRow:
    """The list's entry for one existing attempt."""
    page = select(Attempt).where(Attempt.id == attempt_id)
    return attempt_row(db.session.execute(_counted(page)).one())


def _counted(page: Select[Any]) -> Select[Any]:  # Any: a statement's row type
    """Add the number of answered questions to the page, for its rows only."""
    few = page.subquery("page")
    answered = (
        select(func.count()).where(Answer.attempt_id == few.c.id).correlate(few).scalar_subquery()
    )
    return select(few, answered.label("answered"))


def attempt_row(row: Any) -> AttemptRow:  # Any: the columns of Attempt, and `answered`
    seconds = None
    if row.finished_at is not None:
        seconds = max(0.0, (row.finished_at - row.started_at).total_seconds())
    return AttemptRow.model_construct(
        number=row.number,
        player_name=row.player_name,
        started_at=row.started_at,
        finished_at=row.finished_at,
        seconds=seconds,
        score=row.score,
        first_score=row.first_score,
        max_score=row.max_score,
        answered=row.answered,
        asked=len(row.question_ids),
        passed=has_passed(row),
    )


def has_passed(row: Any) -> bool | None:  # Any: the columns of Attempt
    if row.score is None or not row.rules:
        return None
    return passed(row.score, row.max_score, Rules.model_validate(row.rules))


def _next(row: Any) -> str:  # Any: a row of the page
    key = row.key.isoformat() if isinstance(row.key, datetime) else str(row.key)
    return f"{key}~{row.number}"


def _key(after: str, parse: Callable[[str], Any] | None) -> list[Any]:  # Any: a column's values
    value, _, number = after.rpartition("~")
    try:
        key = [*([parse(value)] if parse else []), int(number)]
    except ValueError:
        raise refused("after", WrongPageKey()) from None
    if key[0] != key[0] or not 0 < key[-1] < 2**63:
        raise refused("after", WrongPageKey())
    return key
