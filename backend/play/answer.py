"""Answer one question of an attempt: one look, one insert, however often it is sent."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from ..errors import AlreadyFinished, NotDrawn, NotFound
from ..models import Answer, Attempt, Question, autocommit
from ..questions import TYPES, InvalidResponse, Response
from .score import points_for
from .view import REVEALED, Verdict, verdict

QUESTION = (
    select(
        Attempt.question_ids,
        Attempt.question_points,
        Attempt.feedback,
        Question.type,
        *REVEALED,
    )
    .outerjoin(Question, Question.id == bindparam("question_id"))
    .where(Attempt.id == bindparam("attempt_id"))
)

STORED = ("attempt_id", "question_id", "response", "credit", "points", "elapsed_ms")

# Locks the attempt against finishing, so that a score never misses an answer; the first of several
# answers wins, and the others insert nothing.
STORE = (
    insert(Answer)
    .from_select(
        STORED,
        select(*(bindparam(name, type_=Answer.__table__.c[name].type) for name in STORED))
        .select_from(Attempt)
        .where(Attempt.id == bindparam("attempt_id"), Attempt.finished_at.is_(None))
        .with_for_update(read=True),
    )
    .on_conflict_do_nothing()
    .returning(Answer.response, Answer.credit, Answer.points)
)

FIRST = select(Answer.response, Answer.credit, Answer.points).where(
    Answer.attempt_id == bindparam("attempt_id"), Answer.question_id == bindparam("question_id")
)


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
        question = connection.execute(QUESTION, ids).one_or_none()
        if question is None:
            raise NotFound("There is no such attempt.")
        if question_id not in question.question_ids:
            raise NotDrawn("This question is not part of the attempt.")
        credit = _grade(question.type, question.body, response)
        worth = question.question_points[question.question_ids.index(question_id)]
        values = {
            "response": response.model_dump(),
            "credit": credit,
            "points": points_for(credit, worth),
            "elapsed_ms": elapsed_ms,
        }
        stored = connection.execute(STORE, {**ids, **values}).one_or_none()
        stored = stored or connection.execute(FIRST, ids).one_or_none()
    if stored is None:
        raise AlreadyFinished("This attempt is finished: it takes no more answers.")
    return AnswerView.model_construct(
        question=question_id,
        response=TYPES[question.type].Response.model_validate(stored.response),
        verdict=verdict(question, stored.credit, stored.points)
        if question.feedback == "immediate"
        else None,
    )


def _grade(question_type: str, body: dict[str, Any], response: Response) -> float:
    kind = TYPES[question_type]
    if not isinstance(response, kind.Response):
        wanted = ", ".join(kind.Response.model_fields)
        raise InvalidResponse(f"A question of type {kind.name!r} is answered with: {wanted}.")
    return kind.grade(kind.Body.model_validate(body), response)
