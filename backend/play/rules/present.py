"""What a player sees of an attempt. The key is here only inside a verdict."""

from collections.abc import Mapping
from datetime import datetime
from random import Random
from typing import Annotated, Any, TypeAlias
from uuid import UUID

from pydantic import BaseModel, Field

from ...document.quiz_settings import PLAIN, Rules
from ...questions import TYPES, Response, View
from .score import passed, total
from .times import Times

AnyRow: TypeAlias = Any  # a row of the statements in `play`


class Verdict(BaseModel):
    """How a response was judged, and what is right."""

    credit: Annotated[float, Field(ge=0, le=1, description="0 is wrong, 1 is right.")]
    points: Annotated[
        float, Field(description="Credit times what the question is worth, as the rules have it.")
    ]
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
    closes_at: Annotated[
        datetime | None, Field(description="When its time ends; only where it has a timer.")
    ] = None
    closed: Annotated[
        bool,
        Field(
            description="Its time is over, or the next was asked for; only where it has a timer."
        ),
    ] = False
    corrected: Annotated[
        bool,
        Field(description="The key was wrong: the verdict is by the right one; only where so."),
    ] = False


class QuizName(BaseModel):
    slug: str
    title: str


class AttemptView(BaseModel):
    """An attempt: fresh, half played or finished."""

    id: UUID
    quiz: QuizName
    feedback: Annotated[str, Field(description="`immediate`, `at_end` or `after`.")]
    rules: Annotated[
        Rules | None, Field(description="How it is scored and timed; null for a plain quiz.")
    ]
    started_at: datetime
    deadline: Annotated[
        datetime | None, Field(description="No answer is taken later; null if there is no end.")
    ]
    now: Annotated[
        datetime | None, Field(description="The server's clock, where something is timed.")
    ]
    finished_at: datetime | None
    player_name: str | None
    score: Annotated[float | None, Field(description="Null while verdicts are kept back.")]
    first_score: Annotated[
        float | None,
        Field(description="What it was before a key was corrected; null if none was."),
    ]
    max_score: float
    passed: Annotated[
        bool | None, Field(description="Null without a pass mark, and while the score is.")
    ]
    rank: Annotated[
        int | None,
        Field(description="Place on the leaderboard; null if not on it or beyond the first 1000."),
    ]
    questions: Annotated[list[QuestionView], Field(description="Those shown so far, in order.")]
    unasked: Annotated[
        list[int],
        Field(description="Questions yet to be shown, by id: the first is the next to ask for."),
    ]


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
def view_question(question: AnyRow, random: Random, worth: float, shuffle: bool = True) -> Any:
    """An unanswered question as its player sees it, arranged for this attempt.

    The same `random`, seeded by the attempt, arranges all of its questions, in their order.
    """
    view = question.view
    if not shuffle and "shuffle" in view:
        view["shuffle"] = False
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


def rules_of(attempt: AnyRow) -> Rules:
    """The rules that the attempt began with."""
    return Rules.model_validate(attempt.rules) if attempt.rules else PLAIN


def times_of(attempt: AnyRow, rules: Rules) -> Times:
    """The attempt's times, of a row with the time of the look as `now`."""
    return Times(attempt.now, attempt.deadline, attempt.asked_at, rules.question_seconds)


def is_kept_back(attempt: AnyRow, rules: Rules) -> bool:
    """Whether nothing may be told of right and wrong yet."""
    if attempt.finished_at is None:
        return bool(attempt.feedback != "immediate")
    return rules.feedback_after is not None and attempt.now < rules.feedback_after


def view_attempt(
    attempt: AnyRow,
    questions: Mapping[int, AnyRow],
    answers: Mapping[int, AnyRow],
    rank: int | None,
) -> AttemptView:
    """The attempt as its player may see it now. Mappings are by question id."""
    rules = rules_of(attempt)
    times = times_of(attempt, rules)
    kept_back = is_kept_back(attempt, rules)
    finished = attempt.finished_at is not None
    random = Random(attempt.shuffle_seed)
    views, unasked = [], []
    drawn = zip(attempt.question_ids, attempt.question_points, strict=True)
    for place, (question_id, worth) in enumerate(drawn):
        if not times.asked(place) and (kept_back or not finished):
            unasked.append(question_id)
            continue
        question, answer = questions[question_id], answers.get(question_id)
        view = view_question(question, random, worth, rules.shuffle_choices)
        closed = times.closed(place)
        if times.asked_at is not None:
            view["closes_at"], view["closed"] = times.closes_at(place), closed
        if answer:
            view["response"] = answer.response
        if not kept_back and (finished or answer or closed):
            judged = (answer.credit, answer.points, answer.response) if answer else (0.0, 0.0)
            judge = questions[answer.judged_by] if answer and answer.judged_by else question
            view["verdict"] = verdict(judge, *judged).model_dump()
            if judge is not question:
                view["corrected"] = True
        views.append(view)
    score = attempt.score
    if not finished:
        score = total(answer.points for answer in answers.values())
    if kept_back:
        score = None
    timed = attempt.deadline is not None or attempt.asked_at is not None
    return AttemptView.model_construct(
        id=attempt.id,
        quiz=QuizName(slug=attempt.slug, title=attempt.title),
        feedback=attempt.feedback,
        rules=rules if attempt.rules else None,
        started_at=attempt.started_at,
        deadline=attempt.deadline,
        now=attempt.now if timed else None,
        finished_at=attempt.finished_at,
        player_name=attempt.player_name,
        score=score,
        first_score=None if kept_back else attempt.first_score,
        max_score=attempt.max_score,
        passed=passed(score, attempt.max_score, rules) if finished and score is not None else None,
        rank=None if kept_back else rank,
        questions=views,
        unasked=unasked,
    )
