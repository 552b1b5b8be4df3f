"""What a player sees of an attempt. The key is here only inside a verdict."""

from collections.abc import Mapping
from datetime import datetime
from random import Random
from typing import Annotated, Any, TypeAlias
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import Row

from ..models import Question
from ..questions import TYPES, Response, View
from .score import total

# Any: what columns a row has is told by the statement that it comes from.
AnyRow: TypeAlias = Row[*tuple[Any, ...]]

SHOWN = (
    Question.id,
    Question.type,
    Question.prompt,
    Question.html["prompt"].astext.label("prompt_html"),
    Question.view,
    Question.difficulty,
)
"""The columns of a question that players may see. The key is in none of them."""

REVEALED = (
    Question.body,
    Question.explanation,
    Question.html["explanation"].astext.label("explanation_html"),
    Question.tags,
)
"""The columns that a verdict tells, or is made from."""


class Verdict(BaseModel):
    """How a response was judged, and what is right."""

    credit: Annotated[float, Field(ge=0, le=1, description="0 is wrong, 1 is right.")]
    points: Annotated[float, Field(description="Credit times what the question is worth.")]
    key: Annotated[
        Response | None,
        Field(description="The response that earns full credit; null where nothing is graded."),
    ]
    parts: Annotated[
        dict[str, float] | None,
        Field(description="The credit of each part by name; null where a response has none."),
    ]
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


# Any: the JSON of a response.
def verdict(question: AnyRow, credit: float, points: float, response: Any = None) -> Verdict:
    """The verdict on a response that earned this credit, of a row with the REVEALED columns."""
    kind = TYPES[question.type]
    body = kind.Body.model_validate(question.body)
    given = None if response is None else kind.Response.model_validate(response)
    return Verdict.model_construct(
        credit=credit,
        points=points,
        key=kind.key(body),
        parts=given and kind.parts(body, given),
        explanation=question.explanation,
        explanation_html=question.explanation_html,
        tags=question.tags,
        wat="wat" in question.tags,
    )


# Any: plain data in the shape of QuestionView. An attempt has ten, and building models of them
# and of their choices would take half of the time of a start.
def view_question(question: AnyRow, random: Random, worth: float) -> Any:
    """An unanswered question as its player sees it, arranged for this attempt.

    The same `random`, seeded by the attempt, arranges all of its questions, in their order.
    """
    view = question.view
    TYPES[question.type].arrange(view, random)
    return {
        "id": question.id,
        "prompt": question.prompt,
        "prompt_html": question.prompt_html,
        "difficulty": question.difficulty,
        "points": worth,
        "view": view,
        "response": None,
        "verdict": None,
    }


def view_attempt(
    attempt: AnyRow,
    questions: Mapping[int, AnyRow],
    answers: Mapping[int, AnyRow],
    rank: int | None,
) -> AttemptView:
    """The attempt as its player may see it now. Mappings are by question id."""
    immediate = attempt.feedback == "immediate"
    finished = attempt.finished_at is not None
    random = Random(attempt.shuffle_seed)
    views = []
    for question_id, worth in zip(attempt.question_ids, attempt.question_points, strict=True):
        question, answer = questions[question_id], answers.get(question_id)
        view = view_question(question, random, worth)
        if answer:
            view["response"] = answer.response
        if finished or (immediate and answer):
            judged = (answer.credit, answer.points, answer.response) if answer else (0.0, 0.0)
            view["verdict"] = verdict(question, *judged).model_dump()
        views.append(view)
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
        questions=views,
    )
