"""Class lists: names that an author keeps for several quizzes."""

from collections import Counter
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field
from sqlalchemy import func, select

from ..audit import Detail, audit
from ..errors.library import ChangedMeanwhile, ClassListNotFound, ListedTwice, TooManyLists
from ..errors.requests import refused
from ..models import ClassList, Quiz, User, db
from ..names import PlayerName

MOST_LISTS = 100
"""Lists per author."""
MOST_NAMES = 500


def _each_once(names: list[str]) -> list[str]:
    name, count = next(iter(Counter(names).most_common(1)), ("", 1))
    if count > 1:
        raise ListedTwice(name=name)
    return names


Names = Annotated[list[PlayerName], Field(max_length=MOST_NAMES), AfterValidator(_each_once)]


class ClassListBrief(BaseModel):
    """A list without its names."""

    id: int
    title: str
    count: Annotated[int, Field(description="How many names it has.")]
    quizzes: Annotated[list[str], Field(description="Titles of the quizzes that use it.")]


class ClassLists(BaseModel):
    lists: list[ClassListBrief]


class ClassListView(ClassListBrief):
    names: list[str]
    version: Annotated[int, Field(description="Send it with the change that replaces this one.")]


class ChosenList(BaseModel):
    """The list of a quiz, as its collaborators see it."""

    id: int
    title: str
    count: int
    own: Annotated[bool, Field(description="Whether it is yours: then you can change it.")]


class QuizClassList(BaseModel):
    list: ChosenList | None


def own_lists(user: User) -> ClassLists:
    """The user's lists, by title."""
    found = select(ClassList).where(ClassList.owner_id == user.id)
    rows = db.session.scalars(found.order_by(func.lower(ClassList.title), ClassList.id)).all()
    using = _using([row.id for row in rows])
    return ClassLists(lists=[_brief(row, using) for row in rows])


def list_of(user: User, list_id: int) -> ClassList:
    """Return one of the user's lists. Raises ClassListNotFound."""
    found = db.session.get(ClassList, list_id)
    if found is None or found.owner_id != user.id:
        raise ClassListNotFound
    return found


def show_list(row: ClassList) -> ClassListView:
    brief = _brief(row, _using([row.id]))
    return ClassListView(**dict(brief), names=row.names, version=row.version)


def create_list(user: User, title: str, names: list[str]) -> ClassListView:
    """Raises InvalidRequest beyond MOST_LISTS."""
    count = select(func.count()).select_from(ClassList).where(ClassList.owner_id == user.id)
    if (db.session.scalar(count) or 0) >= MOST_LISTS:
        raise refused("title", TooManyLists(limit=MOST_LISTS))
    row = ClassList(owner_id=user.id, title=title, names=names)
    db.session.add(row)
    db.session.flush()
    # Names are personal data, so the audit log has their number only; likewise below.
    audit(user, "list.create", list=row.id, title=title, names=len(names))
    db.session.commit()
    return show_list(row)


def change_list(
    user: User, list_id: int, version: int, title: str, names: list[str]
) -> ClassListView:
    """Replace title and names. Attempts keep the names that they began with.

    Raises ClassListNotFound, or ChangedMeanwhile if the list has another version.
    """
    list_of(user, list_id)
    row = db.session.get_one(ClassList, list_id, with_for_update=True, populate_existing=True)
    if (row.title, row.names) != (title, names):
        if row.version != version:
            raise ChangedMeanwhile(by=user.name, current=show_list(row).model_dump(mode="json"))
        added, removed = set(names) - set(row.names), set(row.names) - set(names)
        row.title, row.names, row.version = title, names, row.version + 1
        counts: Detail = {"names": len(names), "added": len(added), "removed": len(removed)}
        audit(user, "list.change", **(counts | {"list": row.id, "title": title}))
    db.session.commit()
    return show_list(row)


def delete_list(user: User, list_id: int) -> None:
    """Delete it; quizzes that use it have none then. Raises ClassListNotFound."""
    row = list_of(user, list_id)
    audit(user, "list.delete", list=row.id, title=row.title, names=len(row.names))
    db.session.delete(row)
    db.session.commit()


def chosen_list(user: User, quiz: Quiz) -> QuizClassList:
    """The list of a quiz that the user may view."""
    row = db.session.get(ClassList, quiz.class_list_id) if quiz.class_list_id else None
    if row is None:
        return QuizClassList(list=None)
    own = row.owner_id == user.id
    return QuizClassList(list=ChosenList(id=row.id, title=row.title, count=len(row.names), own=own))


def choose_list(user: User, quiz: Quiz, list_id: int | None) -> QuizClassList:
    """Use one of the user's own lists for the quiz, at once; None: no list.

    Raises ClassListNotFound for the list of another author, unless the quiz has it already.
    """
    if list_id != quiz.class_list_id:
        row = None if list_id is None else list_of(user, list_id)
        quiz.class_list_id = list_id
        chosen: Detail = {"list": row.id, "title": row.title} if row else {}
        audit(user, "quiz.list", quiz.id, **chosen)
        db.session.commit()
    return chosen_list(user, quiz)


def _using(lists: list[int]) -> dict[int, list[str]]:
    """The titles of the quizzes that use these lists."""
    found: dict[int, list[str]] = {list_id: [] for list_id in lists}
    rows = db.session.execute(
        select(Quiz.class_list_id, Quiz.title)
        .where(Quiz.class_list_id.in_(lists), Quiz.deleted_at.is_(None))
        .order_by(Quiz.title, Quiz.id)
    )
    for row in rows:
        found[row.class_list_id].append(row.title)
    return found


def _brief(row: ClassList, using: dict[int, list[str]]) -> ClassListBrief:
    return ClassListBrief(id=row.id, title=row.title, count=len(row.names), quizzes=using[row.id])
