"""One attempt in detail: every question drawn, its answer, and what that was worth."""

from datetime import datetime
from random import Random
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, UnaryExpression, select

from ..document.quiz_settings import Rules
from ..errors.results import ResultNotFound
from ..models import Attempt, FormerVerdict, Quiz, db
from ..play.read import StoredAttempt, comments_on, stored_attempt
from ..play.rules.question_view import QuestionView, hide_ids, verdict_on, view_question
from ..play.rules.records import AnswerRecord, QuestionRecord
from ..questions import TYPES
from .attempts import AttemptRow, listed_attempt
from .rescoring.editions import editions


class Former(BaseModel):
    """An answer's credit and points before a re-scoring."""

    credit: float
    points: float


class AnswerDetail(BaseModel):
    """A question of the draw, as its player sees it when verdicts are shown."""

    question: QuestionView
    current: Annotated[
        int, Field(description="The id of the question's newest edition, as in the matrix.")
    ]
    key_words: Annotated[
        str | None, Field(description="The correct answer in words; null if it is not graded.")
    ]
    words: Annotated[str | None, Field(description="The response in words; null: no answer.")]
    asked: Annotated[bool, Field(description="Whether the player got to this question.")]
    seconds: Annotated[float | None, Field(description="Time the player took, if measured.")]
    answered_at: datetime | None
    former: Annotated[list[Former], Field(description="Before each re-scoring, the latest first.")]
    comment: Annotated[str | None, Field(description="An author's, in plain text.")]


class AttemptDetail(BaseModel):
    attempt: AttemptRow
    rules: Annotated[Rules, Field(description="How it is scored and timed.")]
    feedback: str
    deadline: datetime | None
    answers: Annotated[list[AnswerDetail], Field(description="In the order of the draw.")]
    previous: Annotated[int | None, Field(description="The number of the attempt before it.")]
    next: Annotated[int | None, Field(description="The number of the attempt after it.")]


def attempt_numbered(quiz: Quiz, number: int) -> Attempt:
    """Load the attempt with this number. Raises ResultNotFound."""
    found: Attempt | None = db.session.scalar(
        select(Attempt).where(Attempt.quiz_id == quiz.id, Attempt.number == number)
    )
    if found is None:
        raise ResultNotFound(number=number)
    return found


def show_attempt(quiz: Quiz, number: int) -> AttemptDetail:
    """Return one attempt in detail. Raises ResultNotFound."""
    attempt_id = attempt_numbered(quiz, number).id
    stored = stored_attempt(db.session.connection(), attempt_id)
    return AttemptDetail.model_construct(
        attempt=listed_attempt(attempt_id),
        rules=stored.attempt.rules,
        feedback=stored.attempt.feedback,
        deadline=stored.attempt.deadline,
        answers=_details(
            stored,
            _former(attempt_id),
            editions(quiz),
            comments_on(db.session.connection(), attempt_id),
        ),
        previous=_neighbour(quiz, Attempt.number < number, Attempt.number.desc()),
        next=_neighbour(quiz, Attempt.number > number, Attempt.number.asc()),
    )


def _neighbour(quiz: Quiz, side: ColumnElement[bool], order: UnaryExpression[int]) -> int | None:
    found: int | None = db.session.scalar(
        select(Attempt.number).where(Attempt.quiz_id == quiz.id, side).order_by(order).limit(1)
    )
    return found


def _former(attempt_id: UUID) -> dict[int, list[Former]]:
    """What the answers were worth before re-scorings, by question id."""
    former: dict[int, list[Former]] = {}
    for row in db.session.execute(
        select(FormerVerdict.question_id, FormerVerdict.credit, FormerVerdict.points)
        .where(FormerVerdict.attempt_id == attempt_id)
        .order_by(FormerVerdict.rescore_id.desc())
    ):
        former.setdefault(row.question_id, []).append(Former(credit=row.credit, points=row.points))
    return former


def _details(
    stored: StoredAttempt,
    former: dict[int, list[Former]],
    current: dict[int, int],
    comments: dict[int, str],
) -> list[AnswerDetail]:
    attempt, times = stored.attempt, stored.attempt.times
    random = Random(attempt.shuffle_seed)
    details = []
    drawn = zip(attempt.question_ids, attempt.question_points, strict=True)
    for place, (question_id, worth) in enumerate(drawn):
        question = stored.questions[question_id]
        answer = stored.answers.get(question_id)
        # Any: plain data in the shape of QuestionView.
        shown: Any = view_question(
            question.shown, random, worth, attempt.rules.shuffle_choices, attempt.opaque_ids
        )
        if question_id in attempt.hinted:
            shown["hint"] = {"text": question.key.hint, "html": question.key.hint_html}
        shown["response"] = answer and answer.response
        verdict = verdict_on(question_id, answer, stored.questions)
        shown["verdict"] = verdict.model_dump()
        if attempt.opaque_ids:
            hide_ids(shown, question)
        shown["seconds"] = times.limits.get(place)
        shown["closes_at"], shown["closed"] = times.closes_at(place), times.closed(place)
        details.append(
            AnswerDetail.model_construct(
                question=shown,
                current=current.get(question_id, question_id),
                key_words=None
                if verdict.key is None
                else _words(question, verdict.key.model_dump()),
                words=answer and _words(question, answer.response),
                asked=times.asked(place),
                seconds=_seconds(answer),
                answered_at=answer and answer.answered_at,
                former=former.get(question_id, []),
                comment=comments.get(question_id),
            )
        )
    return details


def _words(question: QuestionRecord, response: Any) -> str:  # Any: the JSON of a Response
    kind = TYPES[question.key.type]
    body = kind.stored(question.key.body)
    return kind.words(body, kind.Response.model_validate(response))


def _seconds(answer: AnswerRecord | None) -> float | None:
    return None if answer is None or answer.elapsed_ms is None else answer.elapsed_ms / 1000
