"""Create a game: its questions are drawn once, for everyone."""

import secrets
from random import Random
from typing import Any

from pydantic_core import to_json
from sqlalchemy import text

from ..errors.games import HostingReserved
from ..errors.start import QuestionsUnknown
from ..metrics import GAMES
from ..models import autocommit
from ..play.caches import KeptQuiz, current_quiz
from ..play.entry import check_dates, guests_may_host
from ..play.rules.draw import draw_by
from ..play.start import new_attempt_id
from ..questions import TYPES
from .abandoned import end_abandoned
from .documents import Created
from .find import key_of
from .options import Options

KNOWN = text("""
    SELECT question.id, type
    FROM unnest(CAST(:question_ids AS bigint[])) WITH ORDINALITY AS drawn (id, place)
    JOIN question ON question.id = drawn.id
    WHERE type = ANY (:types)
    ORDER BY place
""")
STORE = text("""
    WITH stored AS (
        INSERT INTO game (id, pin, host_key, screen_key, quiz_id, host_id, options, rules,
            question_ids, question_points, shuffle_seed)
        VALUES (:game_id, :pin, :host_key, :screen_key, :quiz_id, :host_id,
            CAST(:options AS jsonb), CAST(:rules AS jsonb), :question_ids, :points, :seed)
        ON CONFLICT DO NOTHING
        RETURNING id, question_ids
    ), rounds AS (
        INSERT INTO game_round (game_id, round, question_id)
        SELECT stored.id, round, question_id
        FROM stored, unnest(question_ids) WITH ORDINALITY AS asked (question_id, round)
    )
    SELECT id FROM stored
""")
PIN_DIGITS = 7


def create(slug: str, options: Options, host_id: int | None) -> Created:
    """Store a game of the quiz, in its lobby.

    `host_id`: the host, if they see the quiz in the studio; then neither its visibility, code nor
    dates matter, and its players need no code but the PIN. None: a guest. Raises QuizNotFound,
    QuizEmpty, NoQuestionsMatch or QuestionsUnknown; and for a guest QuizNotOpen, QuizClosed or
    HostingReserved.
    """
    end_abandoned()
    host_secret, screen_secret = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    game_id, seed = new_attempt_id(), secrets.randbits(63)
    with autocommit() as connection:
        quiz = current_quiz(connection, slug, private=host_id is not None)
        if host_id is None:
            check_dates(quiz.settings, quiz.now)
            if not guests_may_host(quiz.settings, quiz.visibility, quiz.now):
                raise HostingReserved
        bank = quiz.bank
        places = draw_by(quiz.settings, len(bank.points), bank.tagged, Random(seed))
        points = {bank.question_ids[place]: bank.points[place] for place in places}
        known = connection.execute(
            KNOWN, {"question_ids": list(points), "types": list(TYPES)}
        ).all()
        if not known:
            raise QuestionsUnknown
        types = {row.id: row.type for row in known}
        values = {
            "game_id": game_id,
            "host_key": key_of(host_secret),
            "screen_key": key_of(screen_secret),
            "quiz_id": quiz.id,
            "host_id": host_id,
            "options": to_json(options.stored()).decode(),
            "rules": to_json(_rules(quiz, options, types)).decode(),
            "question_ids": list(types),
            "points": [points[i] if TYPES[kind].graded else 0.0 for i, kind in types.items()],
            "seed": seed,
        }
        while True:  # until the PIN is free
            pin = str(secrets.randbelow(10**PIN_DIGITS)).zfill(PIN_DIGITS)
            if connection.execute(STORE, {**values, "pin": pin}).scalar() is not None:
                GAMES.inc()
                return Created(
                    id=game_id, pin=pin, host_secret=host_secret, screen_secret=screen_secret
                )


def _rules(quiz: KeptQuiz, options: Options, types: dict[int, str]) -> dict[str, Any]:
    """What the answers are scored by: the quiz's rules, the game's times. Any: JSON."""
    own = quiz.bank.seconds
    seconds = {
        question_id: options.seconds_for(kind, own.get(question_id))
        for question_id, kind in types.items()
    }
    rules = quiz.settings.rules(None).model_copy(
        update={
            "speed_weight": float(options.speed_weight),
            "seconds_by_question": {i: limit for i, limit in seconds.items() if limit is not None},
            "hint_cost": 0.0,
            "question_seconds": None,
            "quiz_seconds": None,
            "navigation": "forward",
            "feedback_after": None,
            "time_zone": "UTC",
        }
    )
    return rules.stored()
