"""Delete attempts, or everything stored about a player, permanently."""

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, NamedTuple

from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from ..audit import audit
from ..errors.results import OtherAttemptsNow
from ..models import Accommodation, Attempt, ClassList, GameResult, Quiz, User, db
from .detail import attempt_numbered


class Affected(BaseModel):
    quiz: str
    attempts: int
    links: Annotated[list[str], Field(description="Labels of the player's personal links.")]


class Erasure(BaseModel):
    """What would be, or was, deleted."""

    attempts: int
    links: Annotated[int, Field(description="Personal links.")]
    lists: Annotated[list[str], Field(description="Titles of the class lists with the name.")]
    quizzes: list[Affected]


class Player(NamedTuple):
    """The conditions of what is stored about a player."""

    attempts: ColumnElement[bool]
    links: ColumnElement[bool]
    lists: ColumnElement[bool]
    name: str | None
    """The name to take out of the class lists; None: not known."""


def delete_attempt(user: User, quiz: Quiz, number: int) -> None:
    """Delete one attempt with its answers. Raises ResultNotFound."""
    attempt = attempt_numbered(quiz, number)
    _forget_ranks(Attempt.id == attempt.id)
    db.session.delete(attempt)
    audit(user, "attempt.delete", quiz.id, attempts=1)
    db.session.commit()


def preview_erasure(
    user: User, quiz: Quiz, name: str | None, number: int | None, all_: bool
) -> Erasure:
    """Return what `erase` would delete."""
    player = _player(user, quiz, name, number, all_)
    rows = db.session.execute(
        select(Attempt.quiz_id, func.count().label("n"))
        .where(player.attempts)
        .group_by(Attempt.quiz_id)
    )
    return _erasure({row.quiz_id: row.n for row in rows}, _links(player), _lists(player))


def erase(
    user: User, quiz: Quiz, name: str | None, number: int | None, all_: bool, expected: int
) -> Erasure:
    """Delete all attempts of a player: by the exact name, or by the browser of one attempt.

    Also the player's personal links: those with this name as label, and those that the attempts
    were started with. And the name in the class list of the quiz, if the list is the user's own, or
    the user is an admin.

    `all_`: also in the other quizzes and class lists that the user owns. Raises ResultNotFound, or
    OtherAttemptsNow if the number of attempts is not `expected`.
    """
    player = _player(user, quiz, name, number, all_)
    links, lists = _links(player), _lists(player, lock=True)
    _forget_ranks(player.attempts)
    deleted = db.session.scalars(delete(Attempt).where(player.attempts).returning(Attempt.quiz_id))
    attempts = Counter(quiz_id for quiz_id in deleted if quiz_id is not None)
    if attempts.total() != expected:
        db.session.rollback()
        raise OtherAttemptsNow(found=attempts.total(), expected=expected)
    erasure = _erasure(attempts, links, lists)
    counts = Counter(link.quiz_id for link in links)
    db.session.execute(delete(Accommodation).where(Accommodation.id.in_([one.id for one in links])))
    for one in lists:
        one.names = [name for name in one.names if name != player.name]
        one.version += 1
        audit(user, "list.change", list=one.id, title=one.title, removed=1)
    for quiz_id in sorted({*attempts, *counts}):
        audit(user, "player.erase", quiz_id, attempts=attempts[quiz_id], links=counts[quiz_id])
    db.session.commit()
    return erasure


def _forget_ranks(attempts: ColumnElement[bool]) -> None:
    """Delete the standings of the live games that these attempts were in: they have names."""
    games = select(Attempt.game_id).where(attempts, Attempt.game_id.is_not(None))
    db.session.execute(delete(GameResult).where(GameResult.game_id.in_(games)))


def _player(user: User, quiz: Quiz, name: str | None, number: int | None, all_: bool) -> Player:
    labelled: list[ColumnElement[bool]] = []
    if number is not None:
        attempt = attempt_numbered(quiz, number)
        same = (
            Attempt.player_key == attempt.player_key
            if attempt.player_key is not None
            else Attempt.id == attempt.id
        )
        # A name from a class list is one person's, on whatever device.
        name = attempt.player_name if attempt.listed else None
        if name is not None:
            same |= Attempt.listed & (Attempt.player_name == name)
    else:
        same = Attempt.player_name == name
        labelled.append(Accommodation.label == name)
    attempts = same & _within(Attempt.quiz_id, user, quiz, all_)
    played = select(Attempt.accommodation_id).where(attempts, Attempt.accommodation_id.is_not(None))
    links = or_(Accommodation.id.in_(played), *labelled)
    own, here = ClassList.owner_id == user.id, ClassList.id == quiz.class_list_id
    theirs = here if user.role == "admin" else here & own
    lists = ClassList.names.contains([name]) & (theirs | own if all_ else theirs)
    return Player(attempts, links & _within(Accommodation.quiz_id, user, quiz, all_), lists, name)


def _within(
    quiz_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    user: User,
    quiz: Quiz,
    all_: bool,
) -> ColumnElement[bool]:
    if not all_:
        return quiz_id == quiz.id
    # Admins also own quizzes without an owner, but not those of other authors.
    owned = select(Quiz.id).where(
        (Quiz.owner_id == user.id) | (Quiz.owner_id.is_(None) if user.role == "admin" else False)
    )
    return (quiz_id == quiz.id) | quiz_id.in_(owned)


def _links(player: Player) -> list[Accommodation]:
    return list(
        db.session.scalars(select(Accommodation).where(player.links).order_by(Accommodation.label))
    )


def _lists(player: Player, lock: bool = False) -> list[ClassList]:
    if player.name is None:
        return []
    found = select(ClassList).where(player.lists).order_by(ClassList.id)
    return list(db.session.scalars(found.with_for_update() if lock else found))


def _erasure(
    attempts: Mapping[int, int], links: list[Accommodation], lists: list[ClassList]
) -> Erasure:
    """Describe the attempts, counted by quiz, the links and the class lists."""
    quizzes = {*attempts, *(link.quiz_id for link in links)}
    rows = db.session.execute(
        select(Quiz.id, Quiz.title).where(Quiz.id.in_(quizzes)).order_by(Quiz.title, Quiz.id)
    )
    return Erasure(
        attempts=sum(attempts.values()),
        links=len(links),
        lists=[one.title for one in lists],
        quizzes=[
            Affected(
                quiz=row.title,
                attempts=attempts.get(row.id, 0),
                links=[link.label for link in links if link.quiz_id == row.id],
            )
            for row in rows
        ],
    )
