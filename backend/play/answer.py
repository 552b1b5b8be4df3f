"""Answer one question of an attempt: one row, however often the answer is sent."""

from datetime import datetime
from typing import Annotated, Any, NamedTuple
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import Connection, bindparam, select

from ..errors import AlreadyFinished, NotDrawn, NotFound
from ..metrics import ANSWERED
from ..models import Answer, Question, autocommit
from ..models.prepared import Prepared
from ..questions import TYPES, InvalidResponse, QuestionType, Response
from .kept import Kept
from .view import REVEALED, Verdict, verdict

QUESTION = select(Question.type, Question.created_at, *REVEALED).where(
    Question.id == bindparam("question_id")
)

# Locks the attempt against finishing, so that a score never misses an answer; the first of several
# answers wins, and the others insert nothing. Nor does one without a credit.
STORE = Prepared(
    "store_answer",
    """
        WITH playing AS (
            SELECT attempt.id, feedback, finished_at, question.id AS question_id,
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
            WHERE finished_at IS NULL AND question_id IS NOT NULL AND :credit * worth IS NOT NULL
            ON CONFLICT DO NOTHING
            RETURNING points
        )
        SELECT feedback, question_id, worth, points FROM playing LEFT JOIN stored ON true
    """,
)

FIRST = select(Answer.response, Answer.credit, Answer.points).where(
    Answer.attempt_id == bindparam("attempt_id"), Answer.question_id == bindparam("question_id")
)


class Known(NamedTuple):
    """A question, ready for grading."""

    kind: QuestionType[Any, Any]  # Any: each type has its own models
    body: BaseModel
    created_at: datetime
    verdict: Verdict
    """The verdict on a response that earns nothing."""


questions: Kept[int, Known] = Kept()
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

    Raises NotFound, NotDrawn, AlreadyFinished or InvalidResponse, and stores nothing then.
    """
    ids = {"attempt_id": attempt_id, "question_id": question_id}
    with autocommit() as connection:
        question = questions.get(question_id) or _look(connection, question_id)
        credit = question and _grade(question, response)
        rows = STORE.rows(
            connection,
            attempt_id=str(attempt_id),
            question_id=question_id,
            created_at=question and question.created_at,
            response=response.model_dump_json(),
            credit=None if isinstance(credit, InvalidResponse) else credit,
            elapsed_ms=elapsed_ms,
        )
        if not rows:
            raise NotFound("There is no such attempt.")
        [playing] = rows
        if question is None or playing.worth is None:
            raise NotDrawn("This question is not part of the attempt.")
        if playing.question_id is None:
            questions.clear()  # the database is not the one that they came from
            return answer(attempt_id, question_id, response, elapsed_ms)
        if isinstance(credit, InvalidResponse):
            raise credit
        points = playing.points
        if points is None:
            first = connection.execute(FIRST, ids).one_or_none()
            if first is None:
                raise AlreadyFinished("This attempt is finished: it takes no more answers.")
            response = question.kind.Response.model_validate(first.response)
            credit, points = first.credit, first.points
        else:
            ANSWERED.inc()
    parts = question.kind.parts(question.body, response)
    judged = {"credit": credit, "points": points, "parts": parts}
    return AnswerView.model_construct(
        question=question_id,
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
    known = Known(kind, kind.Body.model_validate(row.body), row.created_at, verdict(row, 0, 0))
    questions[question_id] = known
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
