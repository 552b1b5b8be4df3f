"""Find a game: by its id, its PIN, or the secret of a host's link."""

import hmac
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from ..errors.games import GameNotFound, WrongGameSecret
from ..prepared import Prepared
from .phase import GameRow

# In the order of a GameRow's fields.
GAME = """
    SELECT game.id, pin, game.quiz_id, title, host_id, host_key, screen_key, options, rules,
        question_ids, question_points, shuffle_seed, game.round, opens_at, closes_at, standings,
        version, locked, hides_names, paused_at, commanded_at, host_seen_at, ended_at, settled_at,
        clock_timestamp() AS now
    FROM game
    JOIN quiz ON quiz.id = game.quiz_id AND deleted_at IS NULL
    LEFT JOIN game_round ON game_id = game.id AND game_round.round = game.round
"""
READ = Prepared("read_game", f"{GAME} WHERE game.id = :game_id", lambda *row: _row(*row))
LOCK = text(f"{GAME} WHERE game.id = :game_id FOR NO KEY UPDATE OF game")
PIN = text("SELECT id FROM game WHERE pin = :pin AND ended_at IS NULL")


def _row(game_id: object, *rest: object) -> GameRow:
    # psycopg2's own cursor returns a uuid as text.
    return GameRow._make([UUID(str(game_id)), *rest])


def read_game(connection: Connection, game_id: UUID) -> GameRow:
    """Return the game as it is now. Raises GameNotFound."""
    rows = READ.rows(connection, game_id=str(game_id))
    if not rows:
        raise GameNotFound
    return rows[0]


def lock_game(session: Session, game_id: UUID) -> GameRow:
    """Return the game, locked against other commands until the end. Raises GameNotFound."""
    row = session.execute(LOCK, {"game_id": game_id}).one_or_none()
    if row is None:
        raise GameNotFound
    return GameRow._make(row)


def game_of_pin(connection: Connection, pin: str) -> UUID:
    """Return the id of the game that has not ended. Raises GameNotFound."""
    found: UUID | None = connection.execute(PIN, {"pin": pin}).scalar()
    if found is None:
        raise GameNotFound
    return found


def key_of(secret: str) -> str:
    """What is stored of a secret."""
    return sha256(secret.encode()).hexdigest()


def controls(game: GameRow, secret: str) -> bool:
    """Whether the secret is the host's; False: a second screen's. Raises WrongGameSecret."""
    key = key_of(secret)
    if hmac.compare_digest(key, game.host_key):
        return True
    if hmac.compare_digest(key, game.screen_key):
        return False
    raise WrongGameSecret
