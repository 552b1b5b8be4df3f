"""Join a game: one row, however often the request is sent. A player is an attempt."""

from random import SystemRandom
from typing import NamedTuple
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import Connection, text

from ..document.quiz_settings import Rules
from ..errors import Problem
from ..errors.games import (
    GameEnded,
    GameLocked,
    GameNotFound,
    NicknameNeeded,
    NicknameTaken,
    TeamNeeded,
)
from ..errors.player_names import NameNotListed
from ..metrics import JOINED
from ..models import autocommit
from ..play.caches import Kept, question_for_grading
from ..play.entry import find_accommodation
from ..prepared import Prepared
from ..questions import Response
from .crowd import crowd_of
from .documents import Found, Me
from .find import game_of_pin, read_game
from .nicknames import free_name, key_of_name, made_up
from .options import Options
from .phase import GameRow

LISTED = text("""
    SELECT names FROM class_list JOIN quiz ON class_list.id = class_list_id WHERE quiz.id = :quiz_id
""")


class Stored(NamedTuple):
    """A player who was just added."""

    number: int
    name: str
    team: int | None


STORE = Prepared(
    "join_game",
    """
        INSERT INTO attempt (id, quiz_id, game_id, name_key, player_name, listed, team,
            question_ids, question_points, feedback, rules, accommodation_id, asked_at,
            shuffle_seed, opaque_ids, max_score)
        SELECT CAST(:attempt_id AS uuid), quiz_id, game.id, CAST(:name_key AS text),
            CAST(:name AS text), CAST(:listed AS boolean), CAST(:team AS integer),
            question_ids, question_points, 'at_end', CAST(:rules AS jsonb),
            CAST(:accommodation_id AS bigint), '{}', shuffle_seed, true,
            (SELECT round(CAST(sum(worth) AS numeric), 4) FROM unnest(question_points) AS worth)
        FROM game JOIN quiz ON quiz.id = quiz_id AND deleted_at IS NULL
        WHERE game.id = :game_id AND ended_at IS NULL AND NOT locked
            AND (game.round = 0 OR CAST(:late AS boolean))
        ON CONFLICT DO NOTHING
        RETURNING number, player_name, team
    """,
    Stored,
)
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


class Joining(NamedTuple):
    """What a player sends to join."""

    attempt_id: UUID
    """Made by the player's device: sent twice, it joins once."""
    name: str | None
    team: int | None
    accommodation: str | None


class Terms(NamedTuple):
    """What never changes about joining a game."""

    quiz_id: int
    options: Options
    rules: str
    """JSON."""
    unhurried: str
    """The rules of players who need more time: they lose no points for speed."""


kept_terms: Kept[UUID, Terms] = Kept()


def find(pin: str) -> Found:
    """Return what joining the game with this PIN takes. Raises GameNotFound."""
    with autocommit() as connection:
        game = read_game(connection, game_of_pin(connection, pin))
        options = game.options
        return Found(
            id=game.id,
            title=game.title,
            nicknames=options.nicknames,
            names=_listed(connection, game.quiz_id) if options.nicknames == "list" else [],
            teams=[] if options.deal else options.teams,
        )


def join(game_id: UUID, joining: Joining) -> Me:
    """Add the player, or return who they are already.

    Raises GameNotFound, GameEnded, GameLocked, GameFull, NicknameNeeded, NicknameTaken,
    NameNotListed, TeamNeeded or PersonalLinkNotFound.
    """
    with autocommit() as connection:
        try:
            return _join(connection, game_id, joining)
        except Problem:
            known = _me(connection, game_id, joining.attempt_id)
            if known is None:
                _check_open(read_game(connection, game_id))  # first of all reasons
                raise
            return known


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


def _listed(connection: Connection, quiz_id: int) -> list[str]:
    return connection.execute(LISTED, {"quiz_id": quiz_id}).scalar() or []


def _terms(connection: Connection, game_id: UUID) -> Terms:
    if game_id not in kept_terms:
        game = read_game(connection, game_id)
        rules = Rules.model_validate(game.rules)
        unhurried = rules.model_copy(update={"speed_weight": 0.0})
        kept_terms[game_id] = Terms(
            game.quiz_id,
            game.options,
            to_json(rules.stored()).decode(),
            to_json(unhurried.stored()).decode(),
        )
    return kept_terms[game_id]


def _check_open(game: GameRow) -> None:
    if game.phase == "ended":
        raise GameEnded
    if game.locked or (game.round > 0 and not game.options.late_join):
        raise GameLocked


def _join(connection: Connection, game_id: UUID, joining: Joining) -> Me:
    """Add the player; in a crowd, that is one statement. Raises what `join` raises, but later."""
    terms = _terms(connection, game_id)
    options, own = terms.options, terms.options.nicknames
    name, team = joining.name, joining.team
    if own == "generated":
        name = made_up(SystemRandom())
    if name is None:
        raise NicknameNeeded
    if own == "list" and name not in _listed(connection, terms.quiz_id):
        raise NameNotListed(name=name)
    if options.teams and not options.deal and (team is None or team >= len(options.teams)):
        raise TeamNeeded
    accommodation_id, factor = find_accommodation(connection, terms.quiz_id, joining.accommodation)
    crowd = crowd_of(connection, game_id)
    if options.teams and options.deal:
        team = crowd.smallest(len(options.teams))
    while True:
        stored = STORE.rows(
            connection,
            attempt_id=str(joining.attempt_id),
            game_id=str(game_id),
            name=name,
            name_key=key_of_name(name),
            listed=own == "list",
            team=team if options.teams else None,
            rules=terms.rules if factor == 1 else terms.unhurried,
            accommodation_id=accommodation_id,
            late=options.late_join,
        )
        if stored:
            [player] = stored
            crowd.take(player.team)
            JOINED.inc()
            return Me(
                game=game_id,
                number=player.number,
                name=player.name,
                team=player.team,
                kicked=False,
                answers={},
            )
        known = _me(connection, game_id, joining.attempt_id)
        if known:
            return known
        name = _free_name(connection, game_id, name)
        if own != "generated":
            raise NicknameTaken(name=joining.name or "", free=name)


def _free_name(connection: Connection, game_id: UUID, name: str) -> str:
    """Return a name in place of one that is taken. Raises what a game that is not open raises."""
    _check_open(read_game(connection, game_id))
    key = key_of_name(name)
    taken = set(connection.execute(TAKEN, {"game_id": game_id, "key": key}).scalars())
    if key not in taken:
        raise GameLocked  # it was, a moment ago
    return free_name(name, taken)
