"""What a player sees of an attempt. The key is here only inside a verdict."""

from collections.abc import Mapping
from datetime import datetime
from random import Random
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from ...document.quiz_settings import Rules
from ...questions import TYPES, Response, View
from .judge import Verdict, verdict
from .records import AnswerRecord, AttemptRecord, QuestionRecord, QuestionShown
from .score import passed, total


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


class AnswerView(BaseModel):
    """The answer that counts, which is the first one, and its verdict."""

    question: int
    response: Response
    verdict: Annotated[
        Verdict | None, Field(description="Null if the quiz keeps verdicts for the end.")
    ]


# Any: plain data in the shape of QuestionView. An attempt has ten, and building models of them
# and of their choices would take half of the time of a start.
def view_question(
    question: QuestionShown, random: Random, worth: float, shuffle: bool = True
) -> Any:
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


def view_attempt(
    attempt: AttemptRecord,
    questions: Mapping[int, QuestionRecord],
    answers: Mapping[int, AnswerRecord],
    rank: int | None,
) -> AttemptView:
    """The attempt as its player may see it now. Mappings are by question id."""
    kept_back = attempt.kept_back
    timed = attempt.deadline is not None or attempt.asked_at is not None
    score = None if kept_back else _score(attempt, answers)
    shown, unasked = _view_questions(attempt, questions, answers)
    return AttemptView.model_construct(
        id=attempt.id,
        quiz=QuizName(slug=attempt.slug, title=attempt.title),
        feedback=attempt.feedback,
        rules=attempt.own_rules,
        started_at=attempt.started_at,
        deadline=attempt.deadline,
        now=attempt.now if timed else None,
        finished_at=attempt.finished_at,
        player_name=attempt.player_name,
        score=score,
        first_score=None if kept_back else attempt.first_score,
        max_score=attempt.max_score,
        passed=_passed(attempt, score),
        rank=None if kept_back else rank,
        questions=shown,
        unasked=unasked,
    )


def _score(attempt: AttemptRecord, answers: Mapping[int, AnswerRecord]) -> float | None:
    """The score of a finished attempt; of a running one, the points so far."""
    if attempt.finished:
        return attempt.score
    return total(answer.points for answer in answers.values())


def _passed(attempt: AttemptRecord, score: float | None) -> bool | None:
    if score is None or not attempt.finished:
        return None
    return passed(score, attempt.max_score, attempt.rules)


def _view_questions(
    attempt: AttemptRecord,
    questions: Mapping[int, QuestionRecord],
    answers: Mapping[int, AnswerRecord],
) -> tuple[list[Any], list[int]]:  # Any: as view_question
    """The questions that may be seen, and the ids of those that come later."""
    times, rules = attempt.times, attempt.rules
    all_shown = attempt.finished and not attempt.kept_back
    random = Random(attempt.shuffle_seed)
    shown, unasked = [], []
    drawn = zip(attempt.question_ids, attempt.question_points, strict=True)
    for place, (question_id, worth) in enumerate(drawn):
        if not (all_shown or times.asked(place)):
            unasked.append(question_id)
            continue
        view = view_question(questions[question_id].shown, random, worth, rules.shuffle_choices)
        closed = times.closed(place)
        if times.asked_at is not None:
            view["closes_at"], view["closed"] = times.closes_at(place), closed
        answer = answers.get(question_id)
        if answer:
            view["response"] = answer.response
        if not attempt.kept_back and (attempt.finished or answer or closed):
            view["verdict"] = verdict_on(question_id, answer, questions).model_dump()
            if answer and answer.judged_by not in (None, question_id):
                view["corrected"] = True
        shown.append(view)
    return shown, unasked


def verdict_on(
    question_id: int, answer: AnswerRecord | None, questions: Mapping[int, QuestionRecord]
) -> Verdict:
    """By the key of the question, or by the corrected one that the answer was graded by later."""
    if answer is None:
        return verdict(questions[question_id].key, 0.0, 0.0)
    judge = questions[answer.judged_by or question_id]
    return verdict(judge.key, answer.credit, answer.points, answer.response)
