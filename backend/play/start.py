"""Start an attempt: one draw, one row, one statement. A quiz with rules takes a few more."""

import secrets
from datetime import UTC, datetime
from random import Random
from time import time_ns
from typing import Any, NamedTuple
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import Connection

from ..errors.player_names import NameNeeded, NameNotListed, NoClassList
from ..errors.start import QuestionsUnknown
from ..metrics import STARTED
from ..models import autocommit, db
from ..prepared import Prepared
from ..questions import TYPES
from .caches import KeptQuiz, current_quiz, kept_quizzes
from .entry import Entry, Named, check_code, check_dates, find_accommodation, running_attempt
from .naming import named
from .read import read
from .rules.draw import draw_by
from .rules.present import AttemptView, QuizName, asks_name
from .rules.question_view import view_question
from .rules.records import QuestionShown
from .rules.times import deadline

# Questions are picked in Python, so the cost does not depend on the size of the bank. `drawn` has
# only columns that players may see; none contains the key. During an upgrade, a quiz may contain
# question types that this release does not know: they are left out. A replaced database restarts
# its revisions, so the time of the last change is compared, too.
DRAW = """
        WITH seen AS (
            SELECT id, title
            FROM quiz
            WHERE slug = :slug AND visibility <> 'private' AND archived_at IS NULL
                AND deleted_at IS NULL AND revision = :revision
                AND updated_at = CAST(:updated_at AS timestamptz)
        ), drawn AS (
            SELECT seen.id AS quiz_id, title, place, question.id, type, prompt,
                CASE WHEN type = ANY (CAST(:ungraded AS text[])) THEN 0 ELSE worth END AS points,
                html ->> 'prompt' AS prompt_html, view, difficulty, hint <> '' AS has_hint
            FROM seen, unnest(CAST(:question_ids AS bigint[]), CAST(:points AS float8[]))
                WITH ORDINALITY AS picked (question_id, worth, place)
            JOIN question ON question.id = question_id
            WHERE type = ANY (CAST(:types AS text[]))
        ), stored AS (
            INSERT INTO attempt (id, quiz_id, question_ids, question_points, feedback, shuffle_seed,
                opaque_ids, started_at, max_score, player_name, listed{columns})
            SELECT CAST(:attempt_id AS uuid), quiz_id,
                array_agg(id ORDER BY place), array_agg(points ORDER BY place),
                CAST(:feedback AS text), CAST(:seed AS bigint),
                true, CAST(:started_at AS timestamptz),
                round(CAST(sum(points) AS numeric), 4), CAST(:player_name AS text),
                CAST(:listed AS boolean){values}
            FROM drawn
            GROUP BY quiz_id
            RETURNING max_score
        )
        SELECT title, place, points, max_score, id, type, prompt, prompt_html, view, difficulty,
            has_hint
        FROM drawn, stored
"""


class Drawn(NamedTuple):
    """A question of the stored attempt."""

    title: str
    """The quiz's title."""
    place: int
    points: float
    max_score: float
    """The attempt's."""
    question: QuestionShown


def _drawn(title: str, place: int, points: float, max_score: float, *shown: Any) -> Drawn:
    """Build it from the statement's columns. Any: those of a QuestionShown."""
    return Drawn(title, place, points, max_score, QuestionShown(*shown))


STORE = Prepared("start_attempt", DRAW.format(columns="", values=""), _drawn)
STORE_RULED = Prepared(
    "start_ruled_attempt",
    DRAW.format(
        columns=", rules, accommodation_id, player_key, asked_at, deadline",
        values=""", CAST(:rules AS jsonb), CAST(:accommodation_id AS bigint),
                CAST(:player_key AS text), CAST(:asked_at AS timestamptz[]),
                CAST(:deadline AS timestamptz)""",
    ),
    _drawn,
)

KNOWN = f"{{{','.join(TYPES)}}}"
"""The names of the types, as a PostgreSQL array literal."""
UNGRADED = f"{{{','.join(name for name, kind in TYPES.items() if not kind.graded)}}}"
"""The types without right or wrong answers: their questions are worth nothing."""
TRIES = 3
"""A draw fails if the quiz has changed since it was read, or if none of its types is known."""


def start(slug: str, entry: Entry | None = None) -> AttemptView:
    """Return a new attempt at the quiz, or the player's running one where attempts are limited.

    Raises QuizNotFound, QuizEmpty, NoQuestionsMatch or QuestionsUnknown, and the errors of `named`;
    for a quiz with rules, also those of `entry`.
    """
    entry = entry or Entry()
    with autocommit() as connection:
        quiz = kept_quizzes.get(slug) or current_quiz(connection, slug)
        for _ in range(TRIES):
            if quiz.ruled or entry.accommodation:
                break
            try:
                by = named(connection, quiz, entry)
            except (NameNeeded, NameNotListed, NoClassList):
                break  # by the quiz as it was cached: it is read anew
            if attempt := _store_plain(connection, slug, quiz, by):
                STARTED.inc()
                return attempt
            quiz = current_quiz(connection, slug)
        else:
            raise QuestionsUnknown
    return read(_start_ruled(slug, entry))


def new_attempt_id() -> UUID:
    """Return a UUID of version 7 (RFC 9562): the time in milliseconds, then 74 random bits.

    Too random to be guessed, and ordered by time: attempts and their answers are appended to their
    indexes instead of touching pages all over them.
    """
    milliseconds = time_ns() // 1_000_000
    random = secrets.randbits(74)
    high, low = random >> 62, random & (2**62 - 1)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)


class Draw(NamedTuple):
    """An attempt before it is stored."""

    attempt_id: UUID
    seed: int
    question_ids: list[int]
    points: list[float]


def _draw(quiz: KeptQuiz) -> Draw:
    """Draw random questions, in the order that the settings ask for."""
    settings, bank, seed = quiz.settings, quiz.bank, secrets.randbits(63)
    places = draw_by(settings, len(bank.points), bank.tagged, Random(seed))
    return Draw(
        new_attempt_id(),
        seed,
        [bank.question_ids[place] for place in places],
        [bank.points[place] for place in places],
    )


def _own_seconds(quiz: KeptQuiz, drawn: Draw) -> dict[int, int]:
    """The time limits of the drawn questions that have their own, by id."""
    own = quiz.bank.seconds
    return {question: own[question] for question in drawn.question_ids if question in own}


def _stored(
    slug: str, quiz: KeptQuiz, drawn: Draw, started_at: datetime, by: Named
) -> dict[str, Any]:
    """The parameters that both statements share. Any: whatever they take."""
    return {
        "slug": slug,
        "revision": quiz.revision,
        "updated_at": quiz.updated_at,
        "types": KNOWN,
        "ungraded": UNGRADED,
        "question_ids": f"{{{','.join(map(str, drawn.question_ids))}}}",
        "points": f"{{{','.join(map(str, drawn.points))}}}",
        "attempt_id": str(drawn.attempt_id),
        "feedback": quiz.settings.feedback,
        "seed": drawn.seed,
        "started_at": started_at.isoformat(),
        "player_name": by.name,
        "listed": by.listed,
    }


def _store_plain(
    connection: Connection, slug: str, quiz: KeptQuiz, by: Named
) -> AttemptView | None:
    """Return the stored attempt, or None if the quiz has changed since it was read."""
    drawn, started_at = _draw(quiz), datetime.now(UTC)
    rows = STORE.rows(connection, **_stored(slug, quiz, drawn, started_at, by))
    if not rows:
        return None
    rows.sort(key=lambda row: row.place)
    random = Random(drawn.seed)
    return AttemptView.model_construct(
        id=drawn.attempt_id,
        quiz=QuizName(slug=slug, title=rows[0].title),
        feedback=quiz.settings.feedback,
        rules=None,
        started_at=started_at,
        deadline=None,
        now=None,
        finished_at=None,
        player_name=by.name,
        asks_name=asks_name(quiz.settings.names, by.name),
        score=0.0 if quiz.settings.feedback == "immediate" else None,
        first_score=None,
        max_score=rows[0].max_score,
        passed=None,
        rank=None,
        questions=[view_question(row.question, random, row.points) for row in rows],
        unasked=[],
    )


def _start_ruled(slug: str, entry: Entry) -> UUID:
    """Return the attempt's id. Always reads the quiz: a stale cache must not refuse a player."""
    with db.engine.begin() as connection:
        for _ in range(TRIES):
            quiz = current_quiz(connection, slug)
            check_code(quiz.settings, entry)
            check_dates(quiz.settings, quiz.now)
            by = named(connection, quiz, entry)
            accommodation_id, factor = find_accommodation(connection, quiz.id, entry.accommodation)
            allowed = quiz.settings.attempts
            if allowed is not None:
                running = running_attempt(connection, quiz.id, allowed, entry, accommodation_id, by)
                if running:
                    return running
            drawn = _draw(quiz)
            rules = quiz.settings.rules(factor, _own_seconds(quiz, drawn))
            if STORE_RULED.rows(
                connection,
                **_stored(slug, quiz, drawn, quiz.now, by),
                rules=to_json(rules.stored()).decode(),
                accommodation_id=accommodation_id,
                player_key=entry.player_key if allowed is not None else None,
                asked_at=[quiz.now] if rules.one_at_a_time else None,
                deadline=deadline(quiz.now, rules.quiz_seconds, quiz.settings.closes_at),
            ):
                STARTED.inc()
                return drawn.attempt_id
    raise QuestionsUnknown
