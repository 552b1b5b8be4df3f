"""Join a game: one row, however often the request is sent. A player is an attempt."""

from random import SystemRandom
from typing import NamedTuple
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import Connection, text

from ..document.quiz_settings import Rules
from ..errors.games import (
    GameEnded,
    GameFull,
    GameLocked,
    GameNotFound,
    NicknameNeeded,
    NicknameTaken,
    TeamNeeded,
)
from ..errors.player_names import NameNotListed
from ..metrics import JOINED
from ..models import autocommit
from ..play.caches import question_for_grading
from ..play.entry import find_accommodation
from ..questions import Response
from .documents import Found, Me
from .find import game_of_pin, read_game
from .nicknames import free_name, key_of_name, made_up
from .phase import GameRow

MOST_PLAYERS = 10_000
MOST_JOINED = 50_000
"""With those whom the host removed: a swarm that comes back again and again ends here."""
LISTED = text("""
    SELECT names FROM class_list JOIN quiz ON class_list.id = class_list_id WHERE quiz.id = :quiz_id
""")
# The smallest team gets the player; two who join at the same moment may get the same one.
STORE = text("""
    INSERT INTO attempt (id, quiz_id, game_id, name_key, player_name, listed, team, question_ids,
        question_points, feedback, rules, accommodation_id, asked_at, shuffle_seed, opaque_ids,
        max_score)
    SELECT :attempt_id, quiz_id, game.id, :name_key, :name, :listed,
        CASE WHEN :deal THEN (
            SELECT place FROM generate_series(0, :teams - 1) AS place
            LEFT JOIN attempt ON game_id = game.id AND team = place AND kicked_at IS NULL
            GROUP BY place ORDER BY count(attempt.id), place LIMIT 1
        ) ELSE CAST(:team AS integer) END,
        question_ids, question_points, 'at_end', CAST(:rules AS jsonb), :accommodation_id, '{}',
        shuffle_seed, true,
        (SELECT round(CAST(sum(worth) AS numeric), 4) FROM unnest(question_points) AS worth)
    FROM game
    WHERE id = :game_id AND ended_at IS NULL AND NOT locked
    ON CONFLICT DO NOTHING
    RETURNING id
""")
ME = text("""
    SELECT attempt.game_id, attempt.number, player_name, team, kicked_at IS NOT NULL AS kicked,
        (SELECT coalesce(jsonb_object_agg(round, jsonb_build_array(question_id, response)), '{}')
            FROM game_round JOIN answer USING (question_id)
            WHERE game_round.game_id = attempt.game_id AND attempt_id = attempt.id) AS answers
    FROM attempt WHERE id = :attempt_id AND attempt.game_id = :game_id
""")
TAKEN = text("""
    SELECT name_key FROM attempt
    WHERE game_id = :game_id AND name_key >= :key AND name_key < :key || '\uffff'
""")
COUNT = text("""
    SELECT count(*) AS joined, count(*) FILTER (WHERE kicked_at IS NULL) AS playing
    FROM attempt WHERE game_id = :game_id
""")


class Joining(NamedTuple):
    """What a player sends to join."""

    attempt_id: UUID
    """Made by the player's device: sent twice, it joins once."""
    name: str | None
    team: int | None
    accommodation: str | None


def find(pin: str) -> Found:
    """Return what joining the game with this PIN takes. Raises GameNotFound."""
    with autocommit() as connection:
        game = read_game(connection, game_of_pin(connection, pin))
        options = game.options
        return Found(
            id=game.id,
            title=game.title,
            nicknames=options.nicknames,
            names=_listed(connection, game) if options.nicknames == "list" else [],
            teams=[] if options.deal else options.teams,
        )


def join(game_id: UUID, joining: Joining) -> Me:
    """Add the player, or return who they are already.

    Raises GameNotFound, GameEnded, GameLocked, GameFull, NicknameNeeded, NicknameTaken,
    NameNotListed, TeamNeeded or PersonalLinkNotFound.
    """
    with autocommit() as connection:
        game = read_game(connection, game_id)
        known = _me(connection, game_id, joining.attempt_id)
        if known:
            return known
        if game.phase == "ended":
            raise GameEnded
        if game.locked or (game.round > 0 and not game.options.late_join):
            raise GameLocked
        count = connection.execute(COUNT, {"game_id": game_id}).one()
        if count.playing >= MOST_PLAYERS or count.joined >= MOST_JOINED:
            raise GameFull(limit=MOST_PLAYERS)
        return _store(connection, game, joining)


def me(game_id: UUID, attempt_id: UUID) -> Me:
    """Return who the player is, and what they answered. Raises GameNotFound."""
    with autocommit() as connection:
        known = _me(connection, game_id, attempt_id)
    if known is None:
        raise GameNotFound
    return known


def _me(connection: Connection, game_id: UUID, attempt_id: UUID) -> Me | None:
    row = connection.execute(ME, {"attempt_id": attempt_id, "game_id": game_id}).one_or_none()
    if row is None:
        return None
    return Me(
        game=row.game_id,
        number=row.number,
        name=row.player_name,
        team=row.team,
        kicked=row.kicked,
        answers={
            int(game_round): shown
            for game_round, (question_id, response) in row.answers.items()
            if (shown := _shown(connection, question_id, response))
        },
    )


def _shown(connection: Connection, question_id: int, response: object) -> Response | None:
    """The stored response with the ids that players see; None if its question is gone."""
    question = question_for_grading(connection, question_id)
    if question is None:
        return None
    kind = question.kind
    shown: Response = kind.shown(question.body, kind.Response.model_validate(response))
    return shown


def _listed(connection: Connection, game: GameRow) -> list[str]:
    return connection.execute(LISTED, {"quiz_id": game.quiz_id}).scalar() or []


def _store(connection: Connection, game: GameRow, joining: Joining) -> Me:
    options, own = game.options, game.options.nicknames
    name, team = joining.name, joining.team
    if own == "generated":
        name = made_up(SystemRandom())
    if name is None:
        raise NicknameNeeded
    if own == "list" and name not in _listed(connection, game):
        raise NameNotListed(name=name)
    if options.teams and not options.deal and (team is None or team >= len(options.teams)):
        raise TeamNeeded
    accommodation_id, factor = find_accommodation(connection, game.quiz_id, joining.accommodation)
    rules = Rules.model_validate(game.rules)
    if factor != 1:  # players who need more time lose no points for speed
        rules = rules.model_copy(update={"speed_weight": 0.0})
    values = {
        "attempt_id": joining.attempt_id,
        "game_id": game.id,
        "listed": own == "list",
        "deal": bool(options.teams) and options.deal,
        "teams": len(options.teams),
        "team": team if options.teams else None,
        "rules": to_json(rules.stored()).decode(),
        "accommodation_id": accommodation_id,
    }
    while True:
        key = key_of_name(name)
        stored = connection.execute(STORE, {**values, "name": name, "name_key": key}).scalar()
        found = _me(connection, game.id, joining.attempt_id)
        if found:
            if stored is not None:
                JOINED.inc()
            return found
        if stored is None and read_game(connection, game.id).phase == "ended":
            raise GameEnded
        taken = set(
            connection.execute(TAKEN, {"game_id": game.id, "key": key_of_name(name)}).scalars()
        )
        if key not in taken:
            raise GameLocked
        free = free_name(name, taken)
        if own != "generated":
            raise NicknameTaken(name=name, free=free)
        name = free
