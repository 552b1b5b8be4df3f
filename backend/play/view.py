"""What a player sees of an attempt. The key is here only inside a verdict."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, TypeAlias
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import Row

from ..models import Question
from ..questions import TYPES, Response, View
from .draw import shuffler
from .score import total

# Any: what columns a row has is told by the statement that it comes from.
AnyRow: TypeAlias = Row[*tuple[Any, ...]]

QUESTION_COLUMNS = (
    Question.id,
    Question.type,
    Question.prompt,
    Question.body,
    Question.explanation,
    Question.html,
    Question.tags,
    Question.difficulty,
)
"""What `view_question` needs of a question."""


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


def verdict(question: AnyRow, credit: float, points: float) -> Verdict:
    """The verdict on a response that earned this credit."""
    kind = TYPES[question.type]
    return Verdict.model_construct(
        credit=credit,
        points=points,
        key=kind.key(kind.Body.model_validate(question.body)),
        explanation=question.explanation,
        explanation_html=question.html["explanation"],
        tags=question.tags,
        wat="wat" in question.tags,
    )


def view_question(
    question: AnyRow, seed: int, worth: float, answer: AnyRow | None, revealed: bool
) -> QuestionView:
    """The question, shuffled for this attempt; with its verdict only if that is revealed."""
    kind = TYPES[question.type]
    body = kind.Body.model_validate(question.body)
    credit, points = (answer.credit, answer.points) if answer else (0.0, 0.0)
    return QuestionView.model_construct(
        id=question.id,
        prompt=question.prompt,
        prompt_html=question.html["prompt"],
        difficulty=question.difficulty,
        points=worth,
        view=kind.view(body, question.html, shuffler(seed, question.id)),
        response=kind.Response.model_validate(answer.response) if answer else None,
        verdict=verdict(question, credit, points) if revealed else None,
    )


def view_attempt(
    attempt: AnyRow,
    questions: Mapping[int, AnyRow],
    answers: Mapping[int, AnyRow],
    rank: int | None,
) -> AttemptView:
    """The attempt as its player may see it now. Mappings are by question id."""
    immediate = attempt.feedback == "immediate"
    finished = attempt.finished_at is not None
    score = attempt.score
    if immediate and not finished:
        score = total(answer.points for answer in answers.values())
    return AttemptView.model_construct(
        id=attempt.id,
        quiz=QuizName(slug=attempt.slug, title=attempt.title),
        feedback=attempt.feedback,
        started_at=attempt.started_at,
        finished_at=attempt.finished_at,
        player_name=attempt.player_name,
        score=score,
        max_score=attempt.max_score,
        rank=rank,
        questions=[
            view_question(
                questions[question_id],
                attempt.shuffle_seed,
                worth,
                answers.get(question_id),
                revealed=finished or (immediate and question_id in answers),
            )
            for question_id, worth in zip(
                attempt.question_ids, attempt.question_points, strict=True
            )
        ],
    )
