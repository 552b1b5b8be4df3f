"""What a player sees of an attempt. The key is here only inside a verdict."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from ..models import Answer, Attempt, Question
from ..questions import TYPES, Response, View
from .draw import shuffler
from .score import total


class Verdict(BaseModel):
    """How a response was judged, and what is right."""

    credit: Annotated[float, Field(ge=0, le=1, description="0 is wrong, 1 is right.")]
    points: Annotated[float, Field(description="Credit times what the question is worth.")]
    key: Annotated[Response, Field(description="The response that earns full credit.")]
    explanation: Annotated[str, Field(description="Markdown source.")]
    explanation_html: str
    tags: list[str]
    wat: Annotated[bool, Field(description="Whether the question is marked as a surprise.")]


class QuestionView(BaseModel):
    """One question of an attempt. The verdict is null until the player may see it."""

    id: int
    prompt: Annotated[str, Field(description="Markdown source.")]
    prompt_html: str
    difficulty: Annotated[int, Field(ge=1, le=3)]
    points: Annotated[float, Field(description="What full credit earns.")]
    view: Annotated[View, Field(description="What the type of question shows.")]
    response: Annotated[Response | None, Field(description="What the player answered.")]
    verdict: Verdict | None


class QuizName(BaseModel):
    slug: str
    title: str


class AttemptView(BaseModel):
    """An attempt: fresh, half played or finished."""

    id: UUID
    quiz: QuizName
    feedback: Annotated[str, Field(description="`immediate` or `at_end`.")]
    started_at: datetime
    finished_at: datetime | None
    player_name: str | None
    score: Annotated[float | None, Field(description="Null while verdicts are kept back.")]
    max_score: float
    rank: Annotated[
        int | None,
        Field(description="Place on the leaderboard; null if not on it or beyond the first 1000."),
    ]
    questions: list[QuestionView]


def verdict(
    question_type: str,
    body: Mapping[str, Any],  # Any: stored JSON of the type's own shape
    explanation: str,
    explanation_html: str,
    tags: Sequence[str],
    credit: float,
    points: float,
) -> Verdict:
    kind = TYPES[question_type]
    return Verdict.model_construct(
        credit=credit,
        points=points,
        key=kind.key(kind.Body.model_validate(body)),
        explanation=explanation,
        explanation_html=explanation_html,
        tags=list(tags),
        wat="wat" in tags,
    )


def view_question(
    question: Question, attempt: Attempt, worth: float, answer: Answer | None
) -> QuestionView:
    kind = TYPES[question.type]
    body = kind.Body.model_validate(question.body)
    response = kind.Response.model_validate(answer.response) if answer else None
    shown = None
    if attempt.finished_at or (answer and attempt.feedback == "immediate"):
        shown = verdict(
            question.type,
            question.body,
            question.explanation,
            question.html["explanation"],
            question.tags,
            answer.credit if answer else 0.0,
            answer.points if answer else 0.0,
        )
    return QuestionView.model_construct(
        id=question.id,
        prompt=question.prompt,
        prompt_html=question.html["prompt"],
        difficulty=question.difficulty,
        points=worth,
        view=kind.view(body, question.html, shuffler(attempt.shuffle_seed, question.id)),
        response=response,
        verdict=shown,
    )


def view_attempt(
    attempt: Attempt,
    quiz: QuizName,
    questions: Mapping[int, Question],
    answers: Mapping[int, Answer],
    rank: int | None,
) -> AttemptView:
    """The attempt as its player may see it now. Mappings are by question id."""
    views = [
        view_question(questions[question_id], attempt, worth, answers.get(question_id))
        for question_id, worth in zip(attempt.question_ids, attempt.question_points, strict=True)
    ]
    score = attempt.score
    if not attempt.finished_at and attempt.feedback == "immediate":
        score = total(answer.points for answer in answers.values())
    return AttemptView.model_construct(
        id=attempt.id,
        quiz=quiz,
        feedback=attempt.feedback,
        started_at=attempt.started_at,
        finished_at=attempt.finished_at,
        player_name=attempt.player_name,
        score=score,
        max_score=attempt.max_score,
        rank=rank,
        questions=views,
    )
