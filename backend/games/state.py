"""What everyone sees of a game: one small document, the same bytes for all its players.

Reading it is what drives a game: the first request after a round has closed settles it.
"""

from hashlib import sha256
from math import floor
from random import Random
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import Connection, bindparam, select, text

from ..document.quiz_settings import Rules
from ..errors.games import GameNotFound
from ..models import Question, autocommit
from ..play.caches import Kept
from ..play.columns import SHOWN
from ..play.rules.question_view import view_question
from ..play.rules.records import QuestionShown
from ..prepared import Prepared
from .commands import go_on
from .documents import GameState, Outcome, Phase, Round
from .find import read_game
from .phase import AWAY, GameRow
from .settle import settle

# Players who join while a question is open are counted once it is closed: until then the document
# stays the same.
PLAYERS = Prepared(
    "count_game_players",
    """
        SELECT count(*) FROM attempt
        WHERE game_id = :game_id AND kicked_at IS NULL
            AND (CAST(:until AS timestamptz) IS NULL OR started_at < :until)
    """,
    int,
)
# A game may end in the middle of a question: then the round before is the last that counts.
LAST_OUTCOME = text("""
    SELECT body FROM game_result
    WHERE game_id = :game_id AND round <= :round AND shard = :shard
    ORDER BY round DESC LIMIT 1
""")
# A player who missed the outcome does not know how many shards there are.
OWN = text("""
    SELECT CAST(own.body AS text) FROM game_result AS outcome
    JOIN game_result AS own USING (game_id, round)
    WHERE game_id = :game_id AND round = :round AND outcome.shard = -1
        AND own.shard = :number % CAST(outcome.body ->> 'shards' AS integer)
""")
QUESTIONS = select(*SHOWN).where(Question.id.in_(bindparam("question_ids", expanding=True)))
POLL_MS = 1000
SLOWLY_MS = 2000
"""Where nothing can happen for a while, or only by the host."""
ENDED_MS = 15_000


class Document(NamedTuple):
    """The state as it is sent."""

    content: bytes
    tag: str
    second: int
    """Of the clock. It may be kept during this one, so that all copies end at the same time."""
    game_id: UUID


rounds: Kept[tuple[UUID, int], Round] = Kept()
"""The questions of games as they are shown: they never change."""
documents: Kept[UUID, Document] = Kept()
"""The state of each game, for one second at most."""
reading: Kept[UUID, Lock] = Kept()
"""Held while the state of a game is read: others that ask for it wait for the same."""


def document(game_id: UUID, second: float) -> Document:
    """Return the state, at most a second old. `second`: the time by this machine's clock.

    Raises GameNotFound.
    """
    kept = documents.get(game_id)
    if kept is None or second >= kept.second + 1:
        lock = reading.get(game_id)
        if lock is None:
            lock = reading[game_id] = Lock()
        with lock:
            kept = documents.get(game_id)
            if kept is None or second >= kept.second + 1:
                content = to_json(state(game_id))
                tag = sha256(content).hexdigest()[:20]
                kept = documents[game_id] = Document(content, tag, floor(second), game_id)
    return kept


def state(game_id: UUID) -> GameState:
    """Return the state as it is now; settle the round, go on or end the game if that is due.

    Raises GameNotFound.
    """
    with autocommit() as connection:
        game = driven(connection, read_game(connection, game_id))
        return shown(connection, game, game.announced_phase)


def driven(connection: Connection, game: GameRow) -> GameRow:
    """Return the game after doing what is due. Raises GameNotFound."""
    if game.phase == "grace":
        settle(game)
        game = read_game(connection, game.id)
    if go_on(game):
        game = read_game(connection, game.id)
    return game


def shown(connection: Connection, game: GameRow, phase: Phase) -> GameState:
    """Return what everyone sees of the game, in this phase."""
    until = game.opens_at if game.playing else None
    [count] = PLAYERS.rows(connection, game_id=str(game.id), until=until)
    settled = game.settled_at is not None
    return GameState(
        id=game.id,
        pin=game.pin,
        version=game.version,
        phase=phase,
        title=game.title,
        round=game.round,
        rounds=len(game.question_ids),
        opens_at=game.opens_at,
        closes_at=game.closes_at,
        reading_seconds=game.options.reading_seconds,
        question=_round(connection, game) if game.round and phase != "ended" else None,
        outcome=_outcome(connection, game) if settled else None,
        players=count,
        options=game.options,
        locked=game.locked,
        paused=game.paused_at is not None,
        host_away=phase != "ended" and game.now - game.host_seen_at > AWAY,
        poll_ms=_poll_ms(game),
    )


def _poll_ms(game: GameRow) -> int:
    if game.phase == "ended":
        return ENDED_MS
    waits = game.phase in ("lobby", "standings", "solution")
    return SLOWLY_MS if waits and game.now - game.host_seen_at > AWAY else POLL_MS


def _round(connection: Connection, game: GameRow) -> Round:
    """The question of the current round, arranged as in the attempts of all its players."""
    place = (game.id, game.round)
    if place not in rounds:
        before = game.question_ids[: game.round]
        found = connection.execute(QUESTIONS, {"question_ids": before})
        questions = {row.id: QuestionShown(*row) for row in found}
        rules, random = Rules.model_validate(game.rules), Random(game.shuffle_seed)
        for question_id, worth in zip(before, game.question_points, strict=False):
            view = view_question(questions[question_id], random, worth, rules.shuffle_choices)
        rounds[place] = Round(
            id=view["id"],
            type=questions[before[-1]].type,
            prompt_html=view["prompt_html"],
            points=view["points"],
            view=view["view"],
        )
    return rounds[place]


def _outcome(connection: Connection, game: GameRow) -> Outcome | None:
    values = {"game_id": game.id, "round": game.round, "shard": -1}
    body = connection.execute(LAST_OUTCOME, values).scalar()
    return None if body is None else Outcome.model_validate(body)


def shard(game_id: UUID, game_round: int, number: int) -> bytes:
    """Return the own results of a settled round, of the players in this shard. JSON of a Shard.

    `number`: from 0; any that is equal to theirs modulo the number of shards.

    Raises GameNotFound if the round is not settled yet.
    """
    with autocommit() as connection:
        values = {"game_id": game_id, "round": game_round, "number": number}
        body = connection.execute(OWN, values).scalar()
    if body is None:
        raise GameNotFound
    return bytes(body, "utf-8")
