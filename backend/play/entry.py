"""Who may start a quiz that has rules: code, dates, personal link, attempts left."""

import hmac
import unicodedata
from datetime import datetime
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field
from sqlalchemy import Connection, bindparam, func, or_, select, true

from ..document.quiz_settings import QuizSettings
from ..errors import NoAttemptsLeft, NotFound, NotOpen, PlayerUnknown, WrongCode
from ..models import Accommodation, Attempt
from ..questions.type import Strict

Token = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]


class Entry(Strict):
    """What a start may bring along. A plain quiz needs none of it."""

    accommodation: Annotated[
        Token | None, Field(description="The token of a personal link: more time, or no timer.")
    ] = None
    code: Annotated[
        str | None, Field(max_length=100, description="The access code, where the quiz has one.")
    ] = None
    player_key: Annotated[
        Token | None,
        Field(description="Who plays, where attempts are counted: the browser's random mark."),
    ] = None


ACCOMMODATION = select(Accommodation.id, Accommodation.time_factor).where(
    Accommodation.quiz_id == bindparam("quiz_id"), Accommodation.token == bindparam("token")
)
RUNNING = select(
    Attempt.id,
    (Attempt.finished_at.is_(None) & func.coalesce(Attempt.deadline > func.now(), true())).label(
        "running"
    ),
).order_by(Attempt.id.desc())


def check_code(settings: QuizSettings, entry: Entry) -> None:
    """Raises WrongCode. Capitals and spaces around it do not count."""
    if settings.code is None:
        return
    if not entry.code:
        raise WrongCode("This quiz needs an access code.")
    if not hmac.compare_digest(_plain(entry.code), _plain(settings.code)):
        raise WrongCode("This access code is not right.")


def _plain(code: str) -> bytes:
    return unicodedata.normalize("NFKC", code.strip().casefold()).encode("utf-8", "replace")


def check_dates(settings: QuizSettings, now: datetime) -> None:
    """Raises NotOpen, with the date."""
    if settings.opens_at and now < settings.opens_at:
        raise NotOpen(f"This quiz opens on {_told(settings.opens_at, settings.time_zone)}.")
    if settings.closes_at and now >= settings.closes_at:
        raise NotOpen(f"This quiz closed on {_told(settings.closes_at, settings.time_zone)}.")


def _told(moment: datetime, zone: str) -> str:
    try:
        local = moment.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a machine without the list of zones
        zone, local = "UTC", moment.astimezone(ZoneInfo("UTC"))
    return f"{local.day} {local:%B %Y at %H:%M} ({zone})"


def find_accommodation(
    connection: Connection, quiz_id: int, token: str | None
) -> tuple[int | None, float | None]:
    """Its id, and how many times the time it gives (None: no timer). Raises NotFound."""
    if token is None:
        return None, 1
    found = connection.execute(ACCOMMODATION, {"quiz_id": quiz_id, "token": token}).one_or_none()
    if found is None:
        raise NotFound("This personal link is not known here, or not any more.")
    return found.id, found.time_factor


def running_attempt(
    connection: Connection, quiz_id: int, allowed: int, entry: Entry, accommodation_id: int | None
) -> UUID | None:
    """The player's attempt that is still running: it goes on, and none is used up.

    So an answer to a start that got lost costs nobody an attempt. Locks the player's attempts
    until the transaction ends. Raises NoAttemptsLeft or PlayerUnknown.
    """
    if entry.player_key is None and accommodation_id is None:
        raise PlayerUnknown("This quiz counts attempts: a start needs a `player_key`.")
    for who in filter(None, (entry.player_key, accommodation_id)):
        lock = func.pg_advisory_xact_lock(func.hashtextextended(f"attempt {who}", quiz_id))
        connection.execute(select(lock))
    players = []
    if entry.player_key is not None:
        players.append(Attempt.player_key == entry.player_key)
    if accommodation_id is not None:
        players.append(Attempt.accommodation_id == accommodation_id)
    mine = connection.execute(
        RUNNING.where(Attempt.quiz_id == quiz_id, or_(*players)).limit(allowed)
    ).all()
    running: UUID | None = next((attempt.id for attempt in mine if attempt.running), None)
    if running is not None:
        return running
    if len(mine) >= allowed:
        times = "once" if allowed == 1 else f"{allowed} times"
        raise NoAttemptsLeft(f"This quiz may be played {times}, and you have done so.")
    return None
