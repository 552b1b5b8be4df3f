"""The order of an author's list, and pages of it by key."""

from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, literal, or_, select
from sqlalchemy.sql.selectable import Subquery

from ..document.timestamp import read_timestamp
from ..errors.requests import WrongPageKey, refused
from ..models import Attempt

Sort = Literal["edited", "name", "played", "attempts"]
COUNTED = 1000
"""Counting attempts stops here, so that a popular quiz costs no more than any other."""
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def attempts_of(quizzes: Subquery) -> ScalarSelect[int]:
    """How many attempts each quiz has, at most COUNTED."""
    some = select(Attempt.id).where(Attempt.quiz_id == quizzes.c.id).limit(COUNTED)
    return select(func.count()).select_from(some.correlate(quizzes).subquery()).scalar_subquery()


def played_at(quizzes: Subquery) -> ScalarSelect[datetime]:
    """When the last attempt at each quiz started: ids are ordered by time."""
    return (
        select(Attempt.started_at)
        .where(Attempt.quiz_id == quizzes.c.id)
        .order_by(Attempt.id.desc())
        .limit(1)
        .correlate(quizzes)
        .scalar_subquery()
    )


def sorted_page(
    found: Select[*tuple[Any, ...]],  # Any: its columns
    sort: Sort,
    after: str | None,
    limit: int,
) -> Select[*tuple[Any, ...]]:  # Any: the same, and `place`
    """The first rows of `found` in this order, or those after the key.

    `found` has the columns `id`, `name` and `edited_at`. Raises InvalidRequest for a bad key.
    """
    quizzes = found.subquery("found")
    by: ColumnElement[Any] = {  # Any: of each a type of its own
        "edited": quizzes.c.edited_at,
        "name": quizzes.c.name,
        "played": func.coalesce(played_at(quizzes), literal(NEVER)),
        "attempts": attempts_of(quizzes),
    }[sort]
    placed = select(quizzes, by.label("place")).subquery("placed")
    place = placed.c.place
    page = select(placed)
    if after is not None:
        value, number = _key(sort, after)
        beyond = place > value if sort == "name" else place < value
        page = page.where(or_(beyond, and_(place == value, placed.c.id < number)))
    return page.order_by(*in_order(placed, sort)).limit(limit)


def in_order(page: Subquery, sort: Sort) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """What the page is ordered by. Any: see above."""
    return page.c.place.asc() if sort == "name" else page.c.place.desc(), page.c.id.desc()


def key_of(row: Any) -> str:  # Any: a row of a page
    """The key of the page after this row."""
    place = row.place.isoformat() if isinstance(row.place, datetime) else row.place
    return f"{place}~{row.id}"


def _key(sort: Sort, after: str) -> tuple[Any, int]:  # Any: the type of `place`
    value, _, number = after.rpartition("~")
    place: Any = value  # Any: see above
    try:
        if sort == "attempts":
            place = int(value)
        elif sort != "name":
            place = read_timestamp(value)
        key = place, int(number)
    except ValueError:
        raise refused("after", WrongPageKey()) from None
    if not 0 < key[1] < 2**63 or (sort == "attempts" and not 0 <= place <= COUNTED):
        raise refused("after", WrongPageKey())
    return key
