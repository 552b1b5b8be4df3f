"""The order of an author's list, and pages of it by key."""

from datetime import UTC, datetime
from typing import Any, Literal, TypeVar

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, literal, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.selectable import Subquery

from ..document.timestamp import read_timestamp
from ..errors.requests import WrongPageKey, refused
from ..models import Attempt, Quiz, QuizDraft

Sort = Literal["edited", "name", "played", "attempts"]
COUNTED = 1000
"""Counting attempts stops here, so that a popular quiz costs no more than any other."""
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
TITLE = func.coalesce(QuizDraft.content["title"].astext, Quiz.title)
EDITED = func.greatest(Quiz.updated_at, QuizDraft.edited_at)
Ids = Select[int]
T = TypeVar("T")


def newest_attempts(
    column: InstrumentedAttribute[T], quiz_id: InstrumentedAttribute[int] | int
) -> Select[T]:
    """That column of the attempts of a quiz, newest first.

    Without this order, PostgreSQL might look for those of a quiz that has few among all attempts.
    """
    return select(column).where(Attempt.quiz_id == quiz_id).order_by(Attempt.number.desc())


def attempts_of(quiz_id: InstrumentedAttribute[int]) -> ScalarSelect[int]:
    """How many attempts a quiz has, at most COUNTED."""
    some = newest_attempts(Attempt.number, quiz_id).limit(COUNTED).correlate(Quiz)
    return select(func.count()).select_from(some.subquery()).scalar_subquery()


def played_at(quiz_id: InstrumentedAttribute[int]) -> ScalarSelect[datetime]:
    """When the last attempt at a quiz started."""
    last = newest_attempts(Attempt.started_at, quiz_id).limit(1)
    return last.correlate(Quiz).scalar_subquery()


def sorted_page(
    found: Ids, sort: Sort, after: str | None, limit: int, few: bool = False
) -> Subquery:
    """The first quizzes of `found` in this order, or those after the key: `id` and `place`.

    `found` selects the ids of quizzes, and joins their drafts if there are any. If they are `few`,
    all are found first; else, by last change, no more than the page. Raises InvalidRequest for a
    bad key.
    """
    key = None if after is None else _key(sort, after)
    if sort == "edited" and not few:
        return _last_edited(found, key, limit)
    place: ColumnElement[Any] = {  # Any: of each a type of its own
        "edited": EDITED,
        "name": func.left(func.lower(TITLE), 80),
        "played": func.coalesce(played_at(Quiz.id), literal(NEVER)),
        "attempts": attempts_of(Quiz.id),
    }[sort]
    placed = found.add_columns(place.label("place")).subquery("placed")
    page = select(placed)
    if key:
        page = page.where(_beyond(placed.c.place, placed.c.id, sort, key))
    return page.order_by(*in_order(placed, sort)).limit(limit).subquery("page")


def _last_edited(found: Ids, key: tuple[datetime, int] | None, limit: int) -> Subquery:
    """The page is part of the last quizzes and the last drafts: two indexes have these in order."""

    def last(found: Ids, at: InstrumentedAttribute[datetime]) -> Ids:
        query = found.add_columns(EDITED.label("place"))
        if key:
            query = query.where(at <= key[0], _beyond(EDITED, Quiz.id, "edited", key))
        return query.order_by(at.desc(), Quiz.id.desc()).limit(limit)

    drafted = found.where(QuizDraft.quiz_id.is_not(None))
    both = union(last(found, Quiz.updated_at), last(drafted, QuizDraft.edited_at)).subquery("both")
    return select(both).order_by(*in_order(both, "edited")).limit(limit).subquery("page")


def _beyond(
    place: ColumnElement[Any],  # Any: of each order a type of its own
    quiz_id: ColumnElement[int] | InstrumentedAttribute[int],
    sort: Sort,
    key: tuple[Any, int],  # Any: the type of `place`
) -> ColumnElement[bool]:
    value, number = key
    beyond = place > value if sort == "name" else place < value
    return or_(beyond, and_(place == value, quiz_id < number))


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
