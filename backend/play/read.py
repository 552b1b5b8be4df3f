"""Read an attempt: to resume after a reload or on another device, or to look back."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, select

from ..document.quiz_settings import Rules
from ..errors.games import GameRuns
from ..errors.play import AttemptNotFound
from ..models import Answer, AnswerComment, AnswerRevision, Attempt, Question, Quiz, autocommit
from ..questions import TYPES
from .columns import KEY, QUIZ_OF_ATTEMPT, SHOWN, question_record
from .leaderboard import RESULT_IS_OUT
from .others import others
from .rules.others import Others
from .rules.present import AttemptView, view_attempt
from .rules.records import AnswerRecord, AttemptRecord, QuestionRecord

RANKS_COUNTED = 1000
"""Counting stops here, so that a low rank costs no more than a high one."""

NAMES = func.coalesce(Quiz.settings["names"].astext, "end").label("names")
"""The quiz's setting `names`, which is absent for `end`."""

# In the order of an AttemptRecord's fields.
ATTEMPT = (
    select(
        *(Attempt.id, Quiz.slug, Quiz.title, Attempt.question_ids, Attempt.question_points),
        *(Attempt.feedback, Attempt.asked_at, Attempt.deadline),
        *(Attempt.shuffle_seed, Attempt.opaque_ids),
        *(Attempt.started_at, Attempt.finished_at, Attempt.player_name),
        *(
            Attempt.score,
            Attempt.first_score,
            Attempt.max_score,
            Attempt.hinted,
            func.now().label("now"),
            NAMES,
        ),
        *(Attempt.practice_of, func.coalesce(Quiz.settings["practice"].as_boolean(), True)),
        *(Attempt.rules, Quiz.id, Attempt.game_id),
    )
    .join(Quiz, QUIZ_OF_ATTEMPT)
    .where(Attempt.id == bindparam("attempt_id"), Quiz.deleted_at.is_(None))
)
ANSWERS = select(
    *(Answer.question_id, Answer.response, Answer.credit, Answer.points),
    *(Answer.judged_by, Answer.elapsed_ms, Answer.answered_at),
).where(Answer.attempt_id == bindparam("attempt_id"))
REVISIONS = select(AnswerRevision.question_id, AnswerRevision.revision).where(
    AnswerRevision.attempt_id == bindparam("attempt_id")
)
QUESTIONS = select(*SHOWN, *KEY).where(Question.id.in_(bindparam("question_ids", expanding=True)))
BETTER = select(func.count()).select_from(
    select(Attempt.id)
    .where(
        Attempt.quiz_id == bindparam("quiz_id"),
        Attempt.finished_at.is_not(None),
        Attempt.player_name.is_not(None),
        Attempt.game_id.is_(None),
        Attempt.score > bindparam("score"),
        RESULT_IS_OUT,
    )
    .limit(RANKS_COUNTED)
    .subquery()
)


COMMENTS = select(AnswerComment.question_id, AnswerComment.text).where(
    AnswerComment.attempt_id == bindparam("attempt_id")
)


class StoredAttempt(NamedTuple):
    """Everything stored about an attempt. Questions and answers are by question id."""

    attempt: AttemptRecord
    quiz_id: int
    questions: dict[int, QuestionRecord]
    """The drawn ones, and the corrected ones that answers were regraded by."""
    answers: dict[int, AnswerRecord]
    of_game: bool
    """Whether it was a player of a live game."""


def read(attempt_id: UUID) -> AttemptView:
    """Return the attempt in its current state. Writes nothing.

    Raises AttemptNotFound; GameRuns if it is a player of a game that has not ended.
    """
    with autocommit() as connection:
        stored = stored_attempt(connection, attempt_id)
        if stored.of_game and not stored.attempt.finished:
            raise GameRuns
        rank = _rank(connection, stored)
        polls = _others(connection, stored)
        # Only now: reading on while one plays costs nothing more.
        out = stored.attempt.finished and not stored.attempt.kept_back
        comments = comments_on(connection, attempt_id) if out else {}
    return view_attempt(stored.attempt, stored.questions, stored.answers, rank, polls, comments)


def comments_on(connection: Connection, attempt_id: UUID) -> dict[int, str]:
    """What authors commented on the answers of an attempt, by question id."""
    found = connection.execute(COMMENTS, {"attempt_id": attempt_id})
    return {row.question_id: row.text for row in found}


def stored_attempt(connection: Connection, attempt_id: UUID) -> StoredAttempt:
    """Load an attempt. Raises AttemptNotFound."""
    row = connection.execute(ATTEMPT, {"attempt_id": attempt_id}).one_or_none()
    if row is None:
        raise AttemptNotFound
    *columns, practice_of, may_practise, rules, quiz_id, game_id = row
    own_rules = Rules.model_validate(rules) if rules else None
    attempt = AttemptRecord._make([*columns, own_rules, practice_of, may_practise, None])
    if attempt.rules.free and not attempt.finished:
        # Before the answers: a client may know an answer as newer than it is, never as older.
        counted = connection.execute(REVISIONS, {"attempt_id": attempt_id})
        attempt = attempt._replace(revisions={row.question_id: row.revision for row in counted})
    found = connection.execute(ANSWERS, {"attempt_id": attempt_id})
    answers = {row.question_id: AnswerRecord(*row) for row in found}
    judges = [answer.judged_by for answer in answers.values() if answer.judged_by]
    rows = connection.execute(QUESTIONS, {"question_ids": [*attempt.question_ids, *judges]})
    questions = {row.id: question_record(row) for row in rows}
    return StoredAttempt(attempt, quiz_id, questions, answers, game_id is not None)


def _others(connection: Connection, stored: StoredAttempt) -> dict[int, Others]:
    """What players answered to the polls that its player has answered, or can answer no more."""
    attempt, found = stored.attempt, {}
    if attempt.kept_back:
        return {}
    for question_id in attempt.question_ids:
        key, answer = stored.questions[question_id].key, stored.answers.get(question_id)
        kind = TYPES[key.type]
        if kind.graded or not (answer or attempt.finished):
            continue
        own = answer and (kind.Response.model_validate(answer.response), answer.answered_at)
        found[question_id] = others(
            *(connection, stored.quiz_id, question_id, kind, kind.stored(key.body), own),
            attempt.opaque_ids,
        )
    return found


def _rank(connection: Connection, stored: StoredAttempt) -> int | None:
    """Its rank among the quiz's named attempts; None if unranked or below RANKS_COUNTED."""
    attempt = stored.attempt
    if not attempt.finished or attempt.player_name is None or stored.of_game:
        return None
    better = connection.execute(BETTER, {"quiz_id": stored.quiz_id, "score": attempt.score})
    count = better.scalar_one()
    return count + 1 if count < RANKS_COUNTED else None
