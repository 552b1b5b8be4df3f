"""Answer one question of an attempt: one row, however often the answer is sent."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from ..errors.play import AttemptFinished, AttemptNotFound, QuestionNotDrawn
from ..errors.responses import InvalidResponse
from ..metrics import ANSWERED
from ..models import Answer, autocommit
from ..prepared import Prepared
from ..questions import Response
from .caches import KeptQuestion, kept_questions, question_for_grading
from .others import others
from .replace import Delivery, replace
from .ruled import RULED, Ruled
from .rules.judge import Judged, feedback_on, readings, refusal
from .rules.present import AnswerView
from .rules.score import earned, lateness


class Playing(NamedTuple):
    """The row of `STORE`: the state of the attempt and, if stored, the answer's points."""

    feedback: str
    opaque_ids: bool
    question_id: int | None
    """None if it is not the question that the answer was graded against."""
    worth: float | None
    """Points for full credit; None if the question was not drawn."""
    points: float | None
    """Points of the stored answer; None if none was stored."""
    plain: bool
    """Whether points are credit times worth, without rules or a deadline."""
    quiz_id: int


# Locks the attempt against finishing, so that a score never misses an answer. The first of several
# answers wins; the others insert nothing. Neither does an answer without a credit, nor one whose
# points depend on rules. Of its two readings, by opaque ids and by the author's, at most one has a
# credit, and only the attempt's own counts: the author's ids would reveal which choice came first.
# Players of a live game answer its rounds only.
STORE = Prepared(
    "store_answer",
    """
        WITH playing AS (
            SELECT attempt.id, quiz.id AS quiz_id, feedback, opaque_ids, finished_at,
                question.id AS question_id,
                rules = '{}' AND deadline IS NULL AS plain,
                question_points[array_position(question_ids, :question_id)] AS worth
            FROM attempt
            JOIN quiz ON deleted_at IS NULL AND quiz.id = coalesce(
                attempt.quiz_id,
                (SELECT quiz_id FROM attempt AS played WHERE played.id = attempt.practice_of)
            )
            LEFT JOIN question ON question.id = :question_id AND question.created_at = :created_at
            WHERE attempt.id = :attempt_id AND game_id IS NULL
            FOR SHARE OF attempt
        ), stored AS (
            INSERT INTO answer (attempt_id, question_id, response, credit, points, elapsed_ms)
            SELECT id, question_id, CAST(:response AS jsonb), CAST(:credit AS float8),
                round(CAST(:credit * worth AS numeric), 4), CAST(:elapsed_ms AS integer)
            FROM playing
            WHERE plain AND finished_at IS NULL AND question_id IS NOT NULL
                AND :credit * worth IS NOT NULL
                AND coalesce(opaque_ids = CAST(:opaque_ids AS boolean), true)
            ON CONFLICT DO NOTHING
            RETURNING points
        )
        SELECT feedback, opaque_ids, question_id, worth, points, plain, quiz_id
        FROM playing LEFT JOIN stored ON true
    """,
    Playing,
)


# Stores nothing if the attempt was finished, the next question opened, or the hint asked for, after
# the points were calculated.
STORE_RULED = Prepared(
    "store_ruled_answer",
    """
        WITH playing AS (
            SELECT id
            FROM attempt
            WHERE id = :attempt_id AND finished_at IS NULL
                AND cardinality(asked_at) IS NOT DISTINCT FROM CAST(:asked AS integer)
                AND (:question_id = ANY (hinted)) = CAST(:hinted AS boolean)
            FOR SHARE
        )
        INSERT INTO answer (attempt_id, question_id, response, credit, points, elapsed_ms)
        SELECT id, :question_id, CAST(:response AS jsonb), CAST(:credit AS float8),
            round(CAST(CAST(:points AS float8) AS numeric), 4), CAST(:elapsed_ms AS integer)
        FROM playing
        ON CONFLICT DO NOTHING
        RETURNING points
    """,
    float,
)

FIRST = select(Answer.response, Answer.credit, Answer.points).where(
    Answer.attempt_id == bindparam("attempt_id"), Answer.question_id == bindparam("question_id")
)
TRIES = 3
"""Judging is repeated if the attempt, or the database, changed before the answer was stored."""


class Sent(NamedTuple):
    """An answer as the player sent it."""

    attempt_id: UUID
    question_id: int
    response: Response
    elapsed_ms: int | None

    def columns(self, stored: Response) -> dict[str, object]:
        """The parameters of both statements; `stored` is the response with the author's ids."""
        return {
            "attempt_id": str(self.attempt_id),
            "question_id": self.question_id,
            "response": stored.model_dump_json(),
            "elapsed_ms": self.elapsed_ms,
        }


class Replacing(NamedTuple):
    """An answer that can replace an earlier one, since the attempt has free navigation."""

    question: KeptQuestion
    judged: Judged


def answer(
    attempt_id: UUID,
    question_id: int,
    response: Response,
    elapsed_ms: int | None,
    revision: int = 1,
) -> AnswerView:
    """Grade and store the response; if the question was answered before, that answer stands.

    With free navigation, the answer of the highest revision stands.

    Raises AttemptNotFound, QuestionNotDrawn, QuestionComesLater, QuestionTimeUp, AttemptTimeUp,
    AttemptFinished or InvalidResponse; then nothing is stored.
    """
    sent = Sent(attempt_id, question_id, response, elapsed_ms)
    with autocommit() as connection:
        for _ in range(TRIES):
            answered = _judge_and_store(connection, sent)
            if answered is not None:
                break
        else:
            raise AttemptFinished()
    if isinstance(answered, AnswerView):
        return answered
    question, judged = answered
    delivery = Delivery(attempt_id, question_id, revision)
    return replace(delivery, question, judged, sent.columns(judged.response))


def _judge_and_store(connection: Connection, sent: Sent) -> AnswerView | Replacing | None:
    """Return the answer that counts; None if the state it was judged by has changed: try again."""
    question = question_for_grading(connection, sent.question_id)
    judgements = question and readings(question.kind, question.body, sent.response)
    playing = _store_plain(connection, sent, question, judgements)
    if question is None or judgements is None or playing.worth is None:
        raise QuestionNotDrawn
    judged = judgements[playing.opaque_ids]
    if playing.question_id is None:
        kept_questions.clear()  # they came from another database
        return None
    points, refused = playing.points, None
    if not playing.plain:
        # Takes precedence over an invalid response: that error would reveal an unshown question.
        [ruled] = RULED.rows(connection, attempt_id=str(sent.attempt_id), question_id=question.id)
        if ruled.rules.free:
            return Replacing(question, judged)
        refused = refusal(ruled.times, ruled.place, ruled.finished_at)
        if not refused and not isinstance(judged.credit, InvalidResponse):
            points = _store_ruled(connection, sent, ruled, judged.response, judged.credit)
    if isinstance(judged.credit, InvalidResponse):
        raise refused or judged.credit
    if points is not None:
        ANSWERED.inc()
        found = _view(question, playing, judged.response, judged.credit, points)
        return _with_others(connection, question, playing, found, (judged.response, None))
    ids = {"attempt_id": sent.attempt_id, "question_id": sent.question_id}
    first = connection.execute(FIRST, ids).one_or_none()
    if first is not None:
        response = question.kind.Response.model_validate(first.response)
        found = _view(question, playing, response, first.credit, first.points)
        return _with_others(connection, question, playing, found, None)
    if playing.plain or refused:
        raise refused or AttemptFinished()
    return None  # meanwhile it was finished, or the next question was opened


def _store_plain(
    connection: Connection,
    sent: Sent,
    question: KeptQuestion | None,
    judgements: Sequence[Judged] | None,
) -> Playing:
    """Store the answer if its points depend on no rules. Raises AttemptNotFound."""
    fit = [
        (opaque_ids, judged)
        for opaque_ids, judged in enumerate(judgements or ())
        if not isinstance(judged.credit, InvalidResponse)
    ]
    rows = STORE.rows(
        connection,
        **sent.columns(fit[0][1].response if fit else sent.response),
        created_at=question and question.created_at,
        credit=fit[0][1].credit if fit else None,
        opaque_ids=bool(fit[0][0]) if len(fit) == 1 else None,
    )
    if not rows:
        raise AttemptNotFound
    return rows[0]


def _store_ruled(
    connection: Connection, sent: Sent, ruled: Ruled, stored: Response, credit: float
) -> float | None:
    """Return the stored answer's points; None if one exists or the attempt has moved on.

    For a question with a timer, the server's own measurement of the time is stored.
    """
    rules, columns = ruled.rules, sent.columns(stored)
    elapsed = ruled.times.elapsed(ruled.place)
    late = 0.0
    if elapsed is not None:
        late = lateness(elapsed, ruled.seconds)
        columns["elapsed_ms"] = round(elapsed * 1000)
    points = STORE_RULED.rows(
        connection,
        **columns,
        credit=credit,
        points=earned(ruled.worth, credit, rules, late, ruled.hinted),
        hinted=ruled.hinted,
        asked=None if ruled.asked_at is None else len(ruled.asked_at),
    )
    return points[0] if points else None


def _view(
    question: KeptQuestion, playing: Playing, response: Response, credit: float, points: float
) -> AnswerView:
    kind, body = question.kind, question.body
    key, parts, own = question.verdict.key, kind.parts(body, response), response
    if playing.opaque_ids:
        response = kind.shown(body, own)
        key = key and kind.shown(body, key)
    feedback = feedback_on(kind, question.feedback, own, response)
    found = {
        "credit": credit,
        "points": points,
        "key": key,
        "parts": parts,
        "feedback": feedback,
    }
    return AnswerView.model_construct(
        question=question.id,
        response=response,
        verdict=question.verdict.model_copy(update=found)
        if playing.feedback == "immediate"
        else None,
    )


def _with_others(
    connection: Connection,
    question: KeptQuestion,
    playing: Playing,
    found: AnswerView,
    own: tuple[Response, None] | None,
) -> AnswerView:
    """Add what players answered to a poll; `own` is the response if it was stored just now."""
    if question.kind.graded or found.verdict is None:
        return found
    polled = others(
        *(connection, playing.quiz_id, question.id, question.kind, question.body, own),
        playing.opaque_ids,
    )
    verdict = found.verdict.model_copy(update={"others": polled})
    return found.model_copy(update={"verdict": verdict})
