"""Start an attempt: one draw, one row, one statement. A quiz with rules takes a few more."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import Connection

from ..errors import QuizEmpty
from ..metrics import STARTED
from ..models import autocommit, db
from ..prepared import Prepared
from ..questions import TYPES
from .entry import Entry, check_code, check_dates, find_accommodation, running_attempt
from .kept_quizzes import Draw, KeptQuiz, current_quiz, draw, kept_quizzes
from .read import read
from .rules.present import AttemptView, QuizName, view_question

# The cost does not depend on the size of the bank: questions are picked here, not rows there.
# The columns of `drawn` are those that players may see; the key is in none of them. While a newer
# release takes over, a quiz may hold questions of types that are not known here: they stay out.
# Another database counts its revisions anew, so the time of the last change is looked at, too.
DRAW = """
        WITH seen AS (
            SELECT id, title
            FROM quiz
            WHERE slug = :slug AND visibility <> 'private' AND archived_at IS NULL
                AND revision = :revision
                AND updated_at = CAST(:updated_at AS timestamptz)
        ), drawn AS (
            SELECT seen.id AS quiz_id, title, place, question.id, type, prompt,
                CASE WHEN type = ANY (CAST(:ungraded AS text[])) THEN 0 ELSE worth END AS points,
                html ->> 'prompt' AS prompt_html, view, difficulty
            FROM seen, unnest(CAST(:question_ids AS bigint[]), CAST(:points AS float8[]))
                WITH ORDINALITY AS picked (question_id, worth, place)
            JOIN question ON question.id = question_id
            WHERE type = ANY (CAST(:types AS text[]))
        ), stored AS (
            INSERT INTO attempt (id, quiz_id, question_ids, question_points, feedback, shuffle_seed,
                started_at, max_score{columns})
            SELECT CAST(:attempt_id AS uuid), quiz_id,
                array_agg(id ORDER BY place), array_agg(points ORDER BY place),
                CAST(:feedback AS text), CAST(:seed AS bigint), CAST(:started_at AS timestamptz),
                round(CAST(sum(points) AS numeric), 4){values}
            FROM drawn
            GROUP BY quiz_id
            RETURNING max_score
        )
        SELECT drawn.*, max_score FROM drawn, stored
"""
STORE = Prepared("start_attempt", DRAW.format(columns="", values=""))
STORE_RULED = Prepared(
    "start_ruled_attempt",
    DRAW.format(
        columns=", rules, accommodation_id, player_key, asked_at, deadline",
        values=""", CAST(:rules AS jsonb), CAST(:accommodation_id AS bigint),
                CAST(:player_key AS text), CAST(:asked_at AS timestamptz[]),
                CAST(:deadline AS timestamptz)""",
    ),
)

KNOWN = f"{{{','.join(TYPES)}}}"
"""The names of the types, as PostgreSQL writes an array."""
UNGRADED = f"{{{','.join(name for name, kind in TYPES.items() if not kind.graded)}}}"
"""Those of which nothing is right or wrong: they are worth nothing."""
TRIES = 3
"""A draw fails when the quiz was changed since it was looked at, or if it holds nothing known."""
NOTHING_KNOWN = "This quiz has no questions that this release of Popquiz knows."


def start(slug: str, entry: Entry | None = None) -> AttemptView:
    """A new attempt at the quiz, or the player's running one where attempts are counted.

    Raises NotFound or QuizEmpty; where the quiz has rules, also WrongCode, NotOpen, PlayerUnknown
    or NoAttemptsLeft.
    """
    entry = entry or Entry()
    with autocommit() as connection:
        quiz = kept_quizzes.get(slug) or current_quiz(connection, slug)
        for _ in range(TRIES):
            if quiz.ruled or entry.accommodation:
                break
            if attempt := _store_plain(connection, slug, quiz):
                STARTED.inc()
                return attempt
            quiz = current_quiz(connection, slug)
        else:
            raise QuizEmpty(NOTHING_KNOWN)
    return read(_start_ruled(slug, entry))


def _stored(slug: str, quiz: KeptQuiz, drawn: Draw, started_at: datetime) -> dict[str, Any]:
    """The parameters that both statements have. Any: whatever they take."""
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
    }


def _store_plain(connection: Connection, slug: str, quiz: KeptQuiz) -> AttemptView | None:
    """The stored attempt, or None if the quiz is no longer as it was seen."""
    drawn, started_at = draw(quiz), datetime.now(UTC)
    rows = STORE.rows(connection, **_stored(slug, quiz, drawn, started_at))
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
        player_name=None,
        score=0.0 if quiz.settings.feedback == "immediate" else None,
        first_score=None,
        max_score=rows[0].max_score,
        passed=None,
        rank=None,
        questions=[view_question(row, random, row.points) for row in rows],
        unasked=[],
    )


def _start_ruled(slug: str, entry: Entry) -> UUID:
    """The id of the stored attempt. Always looks: what a process keeps must not refuse anybody."""
    with db.engine.begin() as connection:
        for _ in range(TRIES):
            quiz = current_quiz(connection, slug)
            check_code(quiz.settings, entry)
            check_dates(quiz.settings, quiz.now)
            accommodation_id, factor = find_accommodation(connection, quiz.id, entry.accommodation)
            allowed = quiz.settings.attempts
            if allowed is not None:
                running = running_attempt(connection, quiz.id, allowed, entry, accommodation_id)
                if running:
                    return running
            drawn, rules = draw(quiz), quiz.settings.rules(factor)
            deadline = quiz.settings.closes_at
            if rules.quiz_seconds is not None:
                own = quiz.now + timedelta(seconds=rules.quiz_seconds)
                deadline = min(own, deadline) if deadline else own
            if STORE_RULED.rows(
                connection,
                **_stored(slug, quiz, drawn, quiz.now),
                rules=to_json(rules.stored()).decode(),
                accommodation_id=accommodation_id,
                player_key=entry.player_key if allowed is not None else None,
                asked_at=[quiz.now] if rules.question_seconds is not None else None,
                deadline=deadline,
            ):
                STARTED.inc()
                return drawn.attempt_id
    raise QuizEmpty(NOTHING_KNOWN)
