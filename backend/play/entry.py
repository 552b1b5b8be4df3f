"""Whether a quiz with rules may be started: access code, dates, personal link, attempts left."""

import hmac
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, NamedTuple
from uuid import UUID

from pydantic import Field
from sqlalchemy import ColumnElement, Connection, Row, bindparam, false, func, or_, select, true

from ..document.quiz_settings import QuizSettings
from ..errors.player_names import NameUsedUp
from ..errors.start import (
    AccessCodeNeeded,
    NoAttemptsLeft,
    PersonalLinkNotFound,
    PlayerKeyNeeded,
    QuizClosed,
    QuizNotOpen,
    WrongAccessCode,
)
from ..models import Accommodation, Attempt
from ..names import PlayerName
from ..questions.type import Strict

Token = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]


class Entry(Strict):
    """What a player may send to start an attempt. A plain quiz needs none of it."""

    accommodation: Annotated[
        Token | None, Field(description="Token of a personal link: more time, or no timer.")
    ] = None
    code: Annotated[
        str | None, Field(max_length=100, description="The access code, if the quiz has one.")
    ] = None
    player_key: Annotated[
        Token | None,
        Field(description="The browser's random token; attempts are counted per token."),
    ] = None
    player_name: Annotated[
        PlayerName | None,
        Field(description="If the quiz asks for a name before the start; otherwise not stored."),
    ] = None


class Named(NamedTuple):
    """The name that an attempt starts with."""

    name: str | None = None
    listed: bool = False
    """Whether it was chosen from the quiz's class list."""


ACCOMMODATION = select(Accommodation.id, Accommodation.time_factor).where(
    Accommodation.quiz_id == bindparam("quiz_id"), Accommodation.token == bindparam("token")
)
RUNNING = select(
    Attempt.id,
    Attempt.player_name,
    (Attempt.finished_at.is_(None) & func.coalesce(Attempt.deadline > func.now(), true())).label(
        "running"
    ),
).order_by(Attempt.number.desc())


def check_code(settings: QuizSettings, entry: Entry) -> None:
    """Raise AccessCodeNeeded or WrongAccessCode. Case and surrounding spaces are ignored."""
    if settings.code is None:
        return
    if not entry.code:
        raise AccessCodeNeeded
    if not hmac.compare_digest(_plain(entry.code), _plain(settings.code)):
        raise WrongAccessCode


def _plain(code: str) -> bytes:
    return unicodedata.normalize("NFKC", code.strip().casefold()).encode("utf-8", "replace")


def guests_may_host(settings: QuizSettings, visibility: str, now: datetime) -> bool:
    """Whether anyone may host a game, which shows its players all solutions.

    So the quiz is public, and could be played now as often as one likes to see them.
    """
    limits = (settings.code, settings.attempts)
    shown = settings.feedback_after is None or settings.feedback_after <= now
    return visibility == "public" and all(limit is None for limit in limits) and shown


def check_dates(settings: QuizSettings, now: datetime) -> None:
    """Raise QuizNotOpen or QuizClosed."""
    if settings.opens_at and now < settings.opens_at:
        raise QuizNotOpen(opens_at=settings.opens_at, time_zone=settings.time_zone)
    if settings.closes_at and now >= settings.closes_at:
        raise QuizClosed(closes_at=settings.closes_at, time_zone=settings.time_zone)


def find_accommodation(
    connection: Connection, quiz_id: int, token: str | None
) -> tuple[int | None, float | None]:
    """Return its id and time factor (None: no timer). Raises PersonalLinkNotFound."""
    if token is None:
        return None, 1
    found = connection.execute(ACCOMMODATION, {"quiz_id": quiz_id, "token": token}).one_or_none()
    if found is None:
        raise PersonalLinkNotFound
    return found.id, found.time_factor


def running_attempt(
    connection: Connection,
    quiz_id: int,
    allowed: int,
    entry: Entry,
    accommodation_id: int | None,
    named: Named,
) -> UUID | None:
    """Return the player's running attempt, if any, to be resumed without using up another.

    So a lost reply to a start does not cost the player an attempt. One that began under another
    name on the same device is left to the other player. Attempts are counted by device and personal
    link, and by the name from the class list. Locks the player's attempts until the transaction
    ends. Raises NoAttemptsLeft, NameUsedUp or PlayerKeyNeeded.
    """
    if entry.player_key is None and accommodation_id is None:
        raise PlayerKeyNeeded
    listed = named.name if named.listed else None
    for player in filter(None, (entry.player_key, accommodation_id, listed)):
        lock = func.pg_advisory_xact_lock(func.hashtextextended(f"attempt {player}", quiz_id))
        connection.execute(select(lock))
    mine = _attempts(connection, quiz_id, own(entry.player_key, accommodation_id), allowed)
    running: UUID | None = next(
        (
            one.id
            for one in mine
            if one.running
            and (None in (named.name, one.player_name) or named.name == one.player_name)
        ),
        None,
    )
    if running is not None:
        return running
    if len(mine) >= allowed:
        raise NoAttemptsLeft(allowed=allowed)
    if listed is not None:
        same_name = Attempt.listed & (Attempt.player_name == listed)
        if len(_attempts(connection, quiz_id, same_name, allowed)) >= allowed:
            raise NameUsedUp(name=listed, allowed=allowed)
    return None


def own(player_key: str | None, accommodation_id: int | None) -> ColumnElement[bool]:
    """The condition of the attempts of this device, or of this personal link."""
    players = []
    if player_key is not None:
        players.append(Attempt.player_key == player_key)
    if accommodation_id is not None:
        players.append(Attempt.accommodation_id == accommodation_id)
    return or_(false(), *players)


def _attempts(
    connection: Connection, quiz_id: int, whose: ColumnElement[bool], most: int
) -> Sequence[Row[UUID, str | None, bool]]:
    """The newest of these attempts."""
    return connection.execute(RUNNING.where(Attempt.quiz_id == quiz_id, whose).limit(most)).all()
