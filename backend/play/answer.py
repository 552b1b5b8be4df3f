"""Answer one question of an attempt: one row, however often the answer is sent."""

from datetime import datetime
from typing import Annotated, Any, NamedTuple
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import Connection, bindparam, select

from ..errors import AlreadyFinished, NotDrawn, NotFound
from ..metrics import ANSWERED
from ..models import Answer, Question, autocommit
from ..prepared import Prepared
from ..questions import TYPES, InvalidResponse, QuestionType, Response
from . import ruled
from .columns import REVEALED
from .kept import Kept
from .rules.present import AnyRow, Verdict, verdict

QUESTION = select(Question.type, Question.created_at, *REVEALED).where(
    Question.id == bindparam("question_id")
)

# Locks the attempt against finishing, so that a score never misses an answer; the first of several
# answers wins, and the others insert nothing. Nor does one without a credit, or where rules make
# points of credits.
STORE = Prepared(
    "store_answer",
    """
        WITH playing AS (
            SELECT attempt.id, feedback, finished_at, question.id AS question_id,
                rules = '{}' AND deadline IS NULL AS plain,
                question_points[array_position(question_ids, :question_id)] AS worth
            FROM attempt
            LEFT JOIN question ON question.id = :question_id AND question.created_at = :created_at
            WHERE attempt.id = :attempt_id
            FOR SHARE OF attempt
        ), stored AS (
            INSERT INTO answer (attempt_id, question_id, response, credit, points, elapsed_ms)
            SELECT id, question_id, CAST(:response AS jsonb), CAST(:credit AS float8),
                round(CAST(:credit * worth AS numeric), 4), CAST(:elapsed_ms AS integer)
            FROM playing
            WHERE plain AND finished_at IS NULL AND question_id IS NOT NULL
                AND :credit * worth IS NOT NULL
            ON CONFLICT DO NOTHING
            RETURNING points
        )
        SELECT feedback, question_id, worth, points, plain FROM playing LEFT JOIN stored ON true
    """,
)

FIRST = select(Answer.response, Answer.credit, Answer.points).where(
    Answer.attempt_id == bindparam("attempt_id"), Answer.question_id == bindparam("question_id")
)


class Known(NamedTuple):
    """A question, ready for grading."""

    id: int
    kind: QuestionType[Any, Any]  # Any: each type has its own models
    body: BaseModel
    created_at: datetime
    verdict: Verdict
    """The verdict on a response that earns nothing."""


kept_questions: Kept[int, Known] = Kept()
"""Questions by id. Rows are immutable; only another database has others, of another time."""


class AnswerView(BaseModel):
    """The answer that counts, which is the first one, and its verdict."""

    question: int
    response: Response
    verdict: Annotated[
        Verdict | None, Field(description="Null if the quiz keeps verdicts for the end.")
    ]


def answer(
    attempt_id: UUID, question_id: int, response: Response, elapsed_ms: int | None
) -> AnswerView:
    """Grade and store the response; a question answered before keeps its first answer.

    Raises NotFound, NotDrawn, NotAsked, TimeUp, AlreadyFinished or InvalidResponse, and stores
    nothing then.
    """
    given = {
        "attempt_id": str(attempt_id),
        "question_id": question_id,
        "response": response.model_dump_json(),
        "elapsed_ms": elapsed_ms,
    }
    with autocommit() as connection:
        question = kept_questions.get(question_id) or _look(connection, question_id)
        credit = question and _grade(question, response)
        rows = STORE.rows(
            connection,
            **given,
            created_at=question and question.created_at,
            credit=None if isinstance(credit, InvalidResponse) else credit,
        )
        if not rows:
            raise NotFound("There is no such attempt.")
        [playing] = rows
        if question is None or credit is None or playing.worth is None:
            raise NotDrawn("This question is not part of the attempt.")
        if playing.question_id is None:
            kept_questions.clear()  # the database is not the one that they came from
            return answer(attempt_id, question_id, response, elapsed_ms)
        # Before the response is judged: it must tell nothing of a question yet to be shown.
        by_rules = None if playing.plain else ruled.look(connection, attempt_id, question_id)
        refusal = by_rules and ruled.refusal(by_rules)
        if isinstance(credit, InvalidResponse):
            raise refusal or credit
        points = playing.points
        if by_rules and not refusal:
            points = ruled.store(connection, by_rules, credit, given)
        if points is not None:
            ANSWERED.inc()
            return _view(question, playing, response, credit, points)
        first = connection.execute(
            FIRST, {"attempt_id": attempt_id, "question_id": question_id}
        ).one_or_none()
    if first is not None:
        response = question.kind.Response.model_validate(first.response)
        return _view(question, playing, response, first.credit, first.points)
    if playing.plain or refusal:
        raise refusal or AlreadyFinished(ruled.FINISHED)
    # At this very moment it was finished, or the next question asked for: that tells why.
    return answer(attempt_id, question_id, response, elapsed_ms)


def _view(
    question: Known, playing: AnyRow, response: Response, credit: float, points: float
) -> AnswerView:
    parts = question.kind.parts(question.body, response)
    judged = {"credit": credit, "points": points, "parts": parts}
    return AnswerView.model_construct(
        question=question.id,
        response=response,
        verdict=(
            question.verdict.model_copy(update=judged) if playing.feedback == "immediate" else None
        ),
    )


def _look(connection: Connection, question_id: int) -> Known | None:
    row = connection.execute(QUESTION, {"question_id": question_id}).one_or_none()
    if row is None:
        return None
    kind = TYPES[row.type]
    body = kind.Body.model_validate(row.body)
    known = Known(question_id, kind, body, row.created_at, verdict(row, 0, 0))
    kept_questions[question_id] = known
    return known


def _grade(question: Known, response: Response) -> float | InvalidResponse:
    """The credit, or what is wrong with the response. Told, not raised: an attempt that does not
    exist is the worse fault.
    """
    kind = question.kind
    if not isinstance(response, kind.Response):
        wanted = ", ".join(kind.Response.model_fields)
        return InvalidResponse(f"A question of type {kind.name!r} is answered with: {wanted}.")
    try:
        return kind.grade(question.body, response)
    except InvalidResponse as fault:
        return fault
