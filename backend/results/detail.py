"""One attempt: every question of its draw, what was answered, and what that was worth."""

from datetime import datetime
from random import Random
from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy import Row, func, select

from ..document.quiz_settings import Rules
from ..errors import NotFound
from ..models import Answer, Attempt, FormerVerdict, Question, Quiz, db
from ..play.columns import REVEALED, SHOWN
from ..play.rules.present import AnyRow, QuestionView, times_of, verdict, view_question
from ..questions import TYPES
from .attempts import AttemptRow, attempt_row


class Former(BaseModel):
    """What the answer was worth before a re-scoring."""

    credit: float
    points: float


class AnswerDetail(BaseModel):
    """A question of the draw, as its player sees it when all is over."""

    question: QuestionView
    words: Annotated[str | None, Field(description="The response in words; null: no answer.")]
    asked: Annotated[bool, Field(description="Whether the player came as far as this question.")]
    seconds: Annotated[float | None, Field(description="What the player took, where it was told.")]
    answered_at: datetime | None
    former: Annotated[list[Former], Field(description="Before re-scorings, the latest first.")]


class AttemptDetail(BaseModel):
    attempt: AttemptRow
    rules: Annotated[Rules, Field(description="How it is scored and timed.")]
    feedback: str
    deadline: datetime | None
    answers: Annotated[list[AnswerDetail], Field(description="In the order of the draw.")]


def attempt_numbered(quiz: Quiz, number: int) -> Attempt:
    """The attempt of that number. Raises NotFound."""
    found: Attempt | None = db.session.scalar(
        select(Attempt).where(Attempt.quiz_id == quiz.id, Attempt.number == number)
    )
    if found is None:
        raise NotFound(f"This quiz has no attempt {number}.")
    return found


def show_attempt(quiz: Quiz, number: int) -> AttemptDetail:
    """Raises NotFound."""
    attempt_id = attempt_numbered(quiz, number).id
    answers = {
        answer.question_id: answer
        for answer in db.session.execute(
            select(*Answer.__table__.c).where(Answer.attempt_id == attempt_id)
        )
    }
    row = db.session.execute(
        select(*Attempt.__table__.c, func.now().label("now")).where(Attempt.id == attempt_id)
    ).one()
    judges = [answer.judged_by for answer in answers.values() if answer.judged_by]
    questions = {
        question.id: question
        for question in db.session.execute(
            select(*SHOWN, *REVEALED).where(Question.id.in_([*row.question_ids, *judges]))
        )
    }
    former: dict[int, list[Former]] = {}
    for one in db.session.execute(
        select(FormerVerdict.question_id, FormerVerdict.credit, FormerVerdict.points)
        .where(FormerVerdict.attempt_id == attempt_id)
        .order_by(FormerVerdict.rescore_id.desc())
    ):
        former.setdefault(one.question_id, []).append(Former(credit=one.credit, points=one.points))
    listed = attempt_row(_WithCount(row, len(answers)))
    return AttemptDetail.model_construct(
        attempt=listed,
        rules=Rules.model_validate(row.rules),
        feedback=row.feedback,
        deadline=row.deadline,
        answers=_details(row, questions, answers, former),
    )


class _WithCount:
    """A row of `attempt` and how many of its questions were answered."""

    def __init__(self, row: AnyRow, answered: int) -> None:
        self._row = row
        self.answered = answered

    def __getattr__(self, name: str) -> object:
        return getattr(self._row, name)


def _details(
    row: AnyRow,
    questions: dict[int, AnyRow],
    answers: dict[int, Row[*tuple[object, ...]]],
    former: dict[int, list[Former]],
) -> list[AnswerDetail]:
    rules = Rules.model_validate(row.rules)
    times = times_of(row, rules)
    random = Random(row.shuffle_seed)
    details = []
    drawn = zip(row.question_ids, row.question_points, strict=True)
    for place, (question_id, worth) in enumerate(drawn):
        question = questions[question_id]
        answer: AnyRow | None = answers.get(question_id)
        shown = view_question(question, random, worth, rules.shuffle_choices)
        words = None
        if answer:
            judge = questions[answer.judged_by or question_id]
            shown["response"] = answer.response
            shown["verdict"] = verdict(judge, answer.credit, answer.points, answer.response)
            kind = TYPES[question.type]
            words = kind.words(
                kind.Body.model_validate(question.body),
                kind.Response.model_validate(answer.response),
            )
        else:
            shown["verdict"] = verdict(question, 0.0, 0.0)
        if shown["verdict"] is not None:
            shown["verdict"] = shown["verdict"].model_dump()
        shown["closes_at"], shown["closed"] = times.closes_at(place), times.closed(place)
        details.append(
            AnswerDetail.model_construct(
                question=shown,
                words=words,
                asked=times.asked(place),
                seconds=_seconds(answer),
                answered_at=answer.answered_at if answer else None,
                former=former.get(question_id, []),
            )
        )
    return details


def _seconds(answer: AnyRow | None) -> float | None:
    return None if answer is None or answer.elapsed_ms is None else answer.elapsed_ms / 1000
