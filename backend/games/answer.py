"""Answer the question of a round: one row, however often the answer is sent."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from ..document.quiz_settings import PLAIN, Rules
from ..errors.games import GameNotFound, Kicked, RoundClosed, RoundNotOpen
from ..errors.play import QuestionNotDrawn
from ..errors.responses import InvalidResponse
from ..metrics import ANSWERED
from ..models import Answer, GameRound, autocommit
from ..play.caches import Kept, KeptQuestion, kept_questions, question_for_grading
from ..play.rules.judge import readings
from ..play.rules.score import GRACE as FREE_SECONDS
from ..play.rules.score import earned
from ..prepared import Prepared
from ..questions import Response
from .documents import Received
from .phase import GRACE

QUESTION = select(GameRound.question_id).where(
    GameRound.game_id == bindparam("game_id"), GameRound.round == bindparam("round")
)


class Playing(NamedTuple):
    """The state that an answer met, and whether it was stored."""

    name: str
    kicked: bool
    current: bool
    """Whether the round is the current one."""
    settled_at: datetime | None
    opens_at: datetime | None
    now: datetime
    question_id: int | None
    """None if it is not the question that the answer was graded against."""
    stored: bool


# The lock is shared: settling waits for the answers that are being stored, and those that come
# later see that it is settled. Times are in `game`, whose row the answers do not lock, so that the
# host can move them at any moment. A wrong answer's penalty does not depend on time. What the
# client measured is believed as far as the network can explain it.
STORE = Prepared(
    "store_game_answer",
    f"""
        WITH playing AS (
            SELECT attempt.id, player_name, kicked_at IS NOT NULL AS kicked,
                game.round = asked.round AS current,
                settled_at, opens_at, closes_at, clock_timestamp() AS now,
                question.id AS question_id,
                game.question_points[asked.round] AS worth,
                CAST(coalesce(attempt.rules ->> 'speed_weight', '0') AS float8) AS speed_weight,
                CAST(attempt.rules -> 'seconds_by_question'
                    ->> CAST(:question_id AS text) AS float8) AS seconds
            FROM attempt
            JOIN game ON game.id = attempt.game_id
            JOIN game_round AS asked ON asked.game_id = game.id AND asked.round = :round
            LEFT JOIN question ON question.id = asked.question_id
                AND question.id = :question_id AND question.created_at = :created_at
            WHERE attempt.id = :attempt_id AND game.id = :game_id
            FOR SHARE OF asked
        ), timed AS (
            SELECT *, greatest(0, least(
                extract(epoch FROM now - opens_at) * 1000,
                greatest(
                    CAST(:elapsed_ms AS float8),
                    extract(epoch FROM now - opens_at) * 1000 - {GRACE.total_seconds() * 1000}
                )
            )) AS elapsed
            FROM playing
        ), stored AS (
            INSERT INTO answer (attempt_id, question_id, response, credit, points, elapsed_ms)
            SELECT id, question_id, CAST(:response AS jsonb), CAST(:credit AS float8),
                round(CAST(
                    CAST(:earned AS float8) * worth * CASE WHEN :earned > 0 AND seconds IS NOT NULL
                    THEN 1 - speed_weight / 100
                        * least(1, greatest(0, elapsed / 1000 - {FREE_SECONDS}) / seconds)
                    ELSE 1 END
                AS numeric), 4),
                CAST(elapsed AS integer)
            FROM timed
            WHERE current AND NOT kicked AND settled_at IS NULL AND now >= opens_at
                AND (closes_at IS NULL OR now <= closes_at
                    + interval '{GRACE.total_seconds()} seconds')
                AND question_id IS NOT NULL AND CAST(:credit AS float8) IS NOT NULL
            ON CONFLICT DO NOTHING
            RETURNING true AS stored
        )
        SELECT player_name, kicked, current, settled_at, opens_at, now, question_id,
            coalesce(stored, false)
        FROM playing LEFT JOIN stored ON true
    """,  # noqa: S608  (constants only)
    Playing,
)
FIRST = select(Answer.response).where(
    Answer.attempt_id == bindparam("attempt_id"), Answer.question_id == bindparam("question_id")
)
RULES = Prepared(
    "game_rules",
    "SELECT rules FROM game WHERE id = :game_id",
    lambda rules: Rules.model_validate(rules) if rules else PLAIN,
)
TRIES = 3
"""Storing is repeated if the database was replaced since the question was cached."""

asked: Kept[tuple[UUID, int], int] = Kept()
"""The question of each round: it never changes."""
scored_by: Kept[UUID, Rules] = Kept()
"""The rules of each game: they never change."""


class Sent(NamedTuple):
    """An answer as the player sent it."""

    game_id: UUID
    attempt_id: UUID
    round: int
    response: Response
    elapsed_ms: int
    """Since the player's device showed the question as open, by its own clock."""


def answer(sent: Sent) -> Received:
    """Grade and store the response; if the round was answered before, that answer stands.

    Raises GameNotFound, Kicked, RoundNotOpen, RoundClosed, QuestionNotDrawn or InvalidResponse;
    then nothing is stored.
    """
    with autocommit() as connection:
        for _ in range(TRIES):
            received = _store(connection, sent)
            if received is not None:
                return received
    raise QuestionNotDrawn


def _store(connection: Connection, sent: Sent) -> Received | None:
    question = _question(connection, sent)
    judged = readings(question.kind, question.body, sent.response)[1]  # by opaque ids
    credit = judged.credit
    fault = credit if isinstance(credit, InvalidResponse) else None
    rows = STORE.rows(
        connection,
        game_id=str(sent.game_id),
        attempt_id=str(sent.attempt_id),
        round=sent.round,
        question_id=question.id,
        created_at=question.created_at,
        response=judged.response.model_dump_json(),
        credit=None if fault else credit,
        earned=0.0 if fault else earned(1.0, float(str(credit)), _plain(connection, sent.game_id)),
        elapsed_ms=sent.elapsed_ms,
    )
    if not rows:
        raise GameNotFound
    playing = rows[0]
    if playing.question_id is None:
        asked.clear()  # they came from another database
        scored_by.clear()
        kept_questions.clear()
        return None
    if playing.stored:
        ANSWERED.inc()
        return Received(round=sent.round, response=sent.response, name=playing.name)
    if playing.kicked:
        raise Kicked
    ids = {"attempt_id": sent.attempt_id, "question_id": question.id}
    first: Any = connection.execute(FIRST, ids).scalar()  # JSON
    if first is not None:
        kind = question.kind
        shown = kind.shown(question.body, kind.Response.model_validate(first))
        return Received(round=sent.round, response=shown, name=playing.name)
    if playing.current and playing.settled_at is None:
        if playing.opens_at is None or playing.now < playing.opens_at:
            raise RoundNotOpen
        if fault:
            raise fault
    raise RoundClosed


def _question(connection: Connection, sent: Sent) -> KeptQuestion:
    """Raises GameNotFound or QuestionNotDrawn."""
    place = (sent.game_id, sent.round)
    if place not in asked:
        values = {"game_id": sent.game_id, "round": sent.round}
        question_id = connection.execute(QUESTION, values).scalar()
        if question_id is None:
            raise GameNotFound
        asked[place] = question_id
    question = question_for_grading(connection, asked[place])
    if question is None:
        raise QuestionNotDrawn
    return question


def _plain(connection: Connection, game_id: UUID) -> Rules:
    """The game's rules without what depends on time, which the statement knows."""
    if game_id not in scored_by:
        [rules] = RULES.rows(connection, game_id=str(game_id))
        scored_by[game_id] = rules.model_copy(update={"speed_weight": 0.0, "hint_cost": 0.0})
    return scored_by[game_id]
