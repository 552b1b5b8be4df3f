"""What a host can do. Each command says which state it was given on: two hosts never fight."""

from datetime import datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field
from sqlalchemy import text
from sqlalchemy.orm import Session

from ..errors.games import CommandOutOfPlace, GameEnded, GameMovedOn, GameNotFound, NicknameTaken
from ..models import db
from ..names import PlayerName
from ..questions.type import Strict
from .end import end
from .find import lock_game
from .nicknames import free_name, key_of_name
from .phase import NOTICE, SOLUTION_SECONDS, STANDINGS_SECONDS, GameRow
from .settle import write_outcome

Name = Literal[
    "start",
    "next",
    "close",
    "extend",
    "pause",
    "resume",
    "void",
    "standings",
    "end",
    "lock",
    "unlock",
    "hide_names",
    "show_names",
]
MORE = timedelta(seconds=10)
MOST_KICKED = 1000
"""At once: so many numbers fit the body of a request."""

CHANGE = text("""
    UPDATE game SET round = :round, opens_at = :opens_at, closes_at = :closes_at,
        standings = :standings, locked = :locked, hides_names = :hides_names,
        paused_at = :paused_at, version = version + 1, commanded_at = clock_timestamp(),
        host_seen_at = CASE WHEN :by_host THEN clock_timestamp() ELSE host_seen_at END
    WHERE id = :game_id
""")
ALL_ANSWERED = text("""
    SELECT NOT EXISTS (
        SELECT FROM attempt
        WHERE game_id = :game_id AND kicked_at IS NULL
            AND NOT EXISTS (
                SELECT FROM answer WHERE attempt_id = attempt.id AND question_id = :question_id))
""")
VOID = text("""
    UPDATE game_round SET settled_at = clock_timestamp(), voided = true, opened_at = :opens_at
    WHERE game_id = :game_id AND round = :round AND settled_at IS NULL
    RETURNING question_id
""")
DROP = text("""
    DELETE FROM answer USING attempt
    WHERE attempt.id = attempt_id AND game_id = :game_id AND question_id = :question_id
""")
KICK = text("""
    UPDATE attempt SET kicked_at = coalesce(kicked_at, clock_timestamp())
    WHERE game_id = :game_id AND (number = ANY (:numbers))
    RETURNING number
""")
RENAME = text("""
    UPDATE attempt SET player_name = :name, name_key = :key
    WHERE game_id = :game_id AND number = :number
        AND NOT EXISTS (
            SELECT FROM attempt WHERE game_id = :game_id AND name_key = :key AND number <> :number)
    RETURNING number
""")
TAKEN = text("SELECT name_key FROM attempt WHERE game_id = :game_id")


class Command(Strict):
    """A command, and the version of the state that its host saw."""

    command: Name
    version: Annotated[int, Field(ge=1)]


class Kick(Strict):
    """Players to remove. Their names stay reserved."""

    numbers: Annotated[list[int], Field(min_length=1, max_length=MOST_KICKED)]


class Rename(Strict):
    name: PlayerName


def give(game_id: UUID, command: Command) -> None:
    """Carry out the command. Raises GameNotFound, GameEnded, GameMovedOn or CommandOutOfPlace."""
    session = db.session()
    game = lock_game(session, game_id)
    if game.phase == "ended":
        raise GameEnded
    if command.version != game.version:
        raise GameMovedOn
    _carry_out(session, game, command.command)
    session.commit()


def go_on(game: GameRow) -> bool:
    """What time does: end an abandoned game; with the autopilot, go on. Whether anything was done.

    Commits.
    """
    if not game.abandoned and _next_by_itself(game) is None:
        return False
    session = db.session()
    locked = lock_game(session, game.id)
    name = "end" if locked.abandoned else _next_by_itself(locked)
    if name is not None and locked.version == game.version:
        _carry_out(session, locked, name, by_host=False)
    session.commit()
    return True


def kick(game_id: UUID, numbers: list[int]) -> None:
    """Remove these players. Raises GameNotFound or GameEnded."""
    session = db.session()
    game = lock_game(session, game_id)
    if game.phase == "ended":
        raise GameEnded
    session.execute(KICK, {"game_id": game_id, "numbers": numbers})
    _change(session, game)
    session.commit()


def rename(game_id: UUID, number: int, name: str) -> None:
    """Give the player another name. Raises GameNotFound, GameEnded or NicknameTaken."""
    session = db.session()
    game = lock_game(session, game_id)
    if game.phase == "ended":
        raise GameEnded
    values = {"game_id": game_id, "number": number, "name": name, "key": key_of_name(name)}
    if session.execute(RENAME, values).scalar() is None:
        taken = set(session.execute(TAKEN, {"game_id": game_id}).scalars())
        if key_of_name(name) not in taken:
            raise GameNotFound
        raise NicknameTaken(name=name, free=free_name(name, taken))
    _change(session, game)
    session.commit()


def _next_by_itself(game: GameRow) -> Name | None:
    """The autopilot's next command, if it is time for it."""
    if not game.options.autopilot or game.paused_at is not None or game.settled_at is None:
        return None
    shown_for = (game.now - game.settled_at).total_seconds()
    if game.phase == "solution" and shown_for > SOLUTION_SECONDS:
        return "standings"
    if game.phase == "standings" and shown_for > SOLUTION_SECONDS + STANDINGS_SECONDS:
        return "end" if game.last else "next"
    return None


def _carry_out(session: Session, game: GameRow, name: Name, by_host: bool = True) -> None:
    phase, now = game.phase, game.now
    settled = phase in ("solution", "standings")
    if name == "end" or (name == "next" and settled and game.last):
        end(session, game)
    elif (name == "start" and phase == "lobby") or (name == "next" and settled):
        opens_at, closes_at = _times(game, game.round + 1)
        _change(
            *(session, game, by_host),
            round=game.round + 1,
            opens_at=opens_at,
            closes_at=closes_at,
            standings=False,
            paused_at=None,
        )
    elif name == "standings" and phase == "solution":
        _change(session, game, by_host, standings=True)
    elif name == "close" and phase == "open":
        _change(session, game, by_host, closes_at=_closing(session, game))
    elif name == "extend" and phase in ("announced", "open") and game.closes_at:
        _change(session, game, by_host, closes_at=game.closes_at + MORE)
    elif name == "pause" and game.paused_at is None and phase not in ("open", "grace"):
        held = {"opens_at": None, "closes_at": None} if phase == "announced" else {}
        _change(session, game, by_host, paused_at=now, **held)
    elif name == "resume" and game.paused_at is not None:
        times = dict(zip(("opens_at", "closes_at"), _times(game, game.round), strict=True))
        _change(session, game, by_host, paused_at=None, **times if phase == "announced" else {})
    elif name == "void" and phase in ("announced", "open", "grace"):
        _void(session, game)
        _change(session, game, by_host, paused_at=None)
    elif name in ("lock", "unlock"):
        _change(session, game, by_host, locked=name == "lock")
    elif name in ("hide_names", "show_names"):
        _change(session, game, by_host, hides_names=name == "hide_names")
    else:
        raise CommandOutOfPlace(command=name)


def _change(session: Session, game: GameRow, by_host: bool = True, **fields: object) -> None:
    """Store these fields of the game, and one version more."""
    names = ("round", "opens_at", "closes_at", "standings", "locked", "hides_names", "paused_at")
    values = {name: getattr(game, name) for name in names} | fields
    session.execute(CHANGE, {**values, "game_id": game.id, "by_host": by_host})


def _times(game: GameRow, game_round: int) -> tuple[datetime, datetime | None]:
    """When this round opens and closes if it is announced now.

    The notice comes before the reading time, so that everyone begins to read at the same moment.
    """
    opens_at = game.now + NOTICE + timedelta(seconds=game.options.reading_seconds)
    seconds = game.rules.get("seconds_by_question", {}).get(str(game.question_ids[game_round - 1]))
    return opens_at, None if seconds is None else opens_at + timedelta(seconds=seconds)


def _closing(session: Session, game: GameRow) -> datetime:
    """When the host may close the round: at once if all have answered, else when phones know."""
    values = {"game_id": game.id, "question_id": game.question_ids[game.round - 1]}
    if session.execute(ALL_ANSWERED, values).scalar_one():
        return game.now
    return min(filter(None, (game.closes_at, game.now + NOTICE)))


def _void(session: Session, game: GameRow) -> None:
    """Let the round count for no one. It waits for answers that are being stored."""
    values = {"game_id": game.id, "round": game.round, "opens_at": game.opens_at}
    question_id = session.execute(VOID, values).scalar()
    if question_id is None:
        raise CommandOutOfPlace(command="void")
    session.execute(DROP, {"game_id": game.id, "question_id": question_id})
    write_outcome(session, game, question_id, voided=True)
