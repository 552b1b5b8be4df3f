"""The name that a player gives before the start: typed, or chosen from the quiz's class list."""

from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy import Connection, select

from ..errors.player_names import NameNeeded, NameNotListed, NoClassList
from ..models import ClassList, Quiz, autocommit
from ..prepared import Prepared
from .caches import KeptQuiz, current_quiz
from .entry import Entry, Named, check_code, check_dates

LISTED = Prepared(
    "listed_name",
    """
        SELECT true
        FROM quiz
        JOIN class_list ON class_list.id = class_list_id
        WHERE quiz.id = :quiz_id AND CAST(:name AS text) = ANY (names)
    """,
    bool,
)
NAMES = select(ClassList.names).join(Quiz, Quiz.class_list_id == ClassList.id)


class NameList(BaseModel):
    names: Annotated[list[str], Field(description="In the author's order.")]


def named(connection: Connection, quiz: KeptQuiz, entry: Entry) -> Named:
    """Return the name that an attempt starts with; none where the quiz asks for none by then.

    One statement, and only where the quiz has a list. Raises NameNeeded, NameNotListed or
    NoClassList.
    """
    rule = quiz.settings.names
    if rule not in ("start", "list"):
        return Named()
    if entry.player_name is None:
        raise NameNeeded
    if rule == "list" and not LISTED.rows(connection, quiz_id=quiz.id, name=entry.player_name):
        _names(connection, quiz.id)
        raise NameNotListed(name=entry.player_name)
    return Named(entry.player_name, listed=rule == "list")


def names_of(slug: str, code: str | None) -> NameList:
    """Return the names to choose from, to players who could start the quiz now.

    Raises QuizNotFound, NoClassList, and what starting raises for the code and the dates.
    """
    with autocommit() as connection:
        quiz = current_quiz(connection, slug)
        if quiz.settings.names != "list":
            raise NoClassList
        check_code(quiz.settings, Entry(code=code))
        check_dates(quiz.settings, quiz.now)
        return NameList(names=_names(connection, quiz.id))


def _names(connection: Connection, quiz_id: int) -> list[str]:
    """Raises NoClassList."""
    names: list[str] | None = connection.execute(NAMES.where(Quiz.id == quiz_id)).scalar()
    if names is None:
        raise NoClassList
    return names
