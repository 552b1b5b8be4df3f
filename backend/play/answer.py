"""Answer one question of an attempt: one look, one insert, however often it is sent."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import literal, select
from sqlalchemy.dialects.postgresql import insert

from ..errors import AlreadyFinished, NotDrawn, NotFound
from ..models import Answer, Attempt, Question, db
from ..questions import TYPES, InvalidResponse, Response
from .score import points_for
from .view import Verdict, verdict


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
    row = db.session.execute(
        select(
            Attempt.question_ids,
            Attempt.question_points,
            Attempt.feedback,
            Question.type,
            Question.body,
            Question.explanation,
            Question.html["explanation"].astext.label("explanation_html"),
            Question.tags,
        )
        .outerjoin(Question, Question.id == question_id)
        .where(Attempt.id == attempt_id)
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such attempt.")
    if question_id not in row.question_ids:
        raise NotDrawn("This question is not part of the attempt.")

    kind = TYPES[row.type]
    if not isinstance(response, kind.Response):
        wanted = ", ".join(kind.Response.model_fields)
        raise InvalidResponse(f"A question of type {kind.name!r} is answered with: {wanted}.")
    credit = kind.grade(kind.Body.model_validate(row.body), response)
    worth = row.question_points[row.question_ids.index(question_id)]
    stored = _store(
        attempt_id, question_id, response, credit, points_for(credit, worth), elapsed_ms
    )
    shown = None
    if row.feedback == "immediate":
        shown = verdict(
            row.type,
            row.body,
            row.explanation,
            row.explanation_html,
            row.tags,
            stored.credit,
            stored.points,
        )
    kept = kind.Response.model_validate(stored.response)
    return AnswerView.model_construct(question=question_id, response=kept, verdict=shown)


def _store(
    attempt_id: UUID,
    question_id: int,
    response: Response,
    credit: float,
    points: float,
    elapsed_ms: int | None,
) -> Answer:
    """The stored answer: this one, or the one that came first.

    The attempt's row is locked against finishing, so that a score never misses an answer.
    """
    answer = Answer(
        attempt_id=attempt_id,
        question_id=question_id,
        response=response.model_dump(),
        credit=credit,
        points=points,
        elapsed_ms=elapsed_ms,
    )
    columns = ("attempt_id", "question_id", "response", "credit", "points", "elapsed_ms")
    open_attempt = (
        select(*(literal(getattr(answer, name), Answer.__table__.c[name].type) for name in columns))
        .select_from(Attempt)
        .where(Attempt.id == attempt_id, Attempt.finished_at.is_(None))
        .with_for_update(read=True)
    )
    inserted = db.session.scalar(
        insert(Answer)
        .from_select(columns, open_attempt)
        .on_conflict_do_nothing()
        .returning(Answer.question_id)
    )
    if inserted is not None:
        db.session.commit()
        return answer
    first = db.session.get(Answer, (attempt_id, question_id))
    if first is None:
        raise AlreadyFinished("This attempt is finished: it takes no more answers.")
    return first
