"""What a player sees of an attempt. The key appears only inside a verdict."""

from collections.abc import Mapping
from datetime import datetime
from random import Random
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from ...document.quiz_settings import Names, Rules
from ...questions import TYPES, Response
from .judge import Verdict
from .others import Others
from .question_view import QuestionView, hide_ids, verdict_on, view_question
from .records import AnswerRecord, AttemptRecord, QuestionRecord
from .score import passed, total


class QuizName(BaseModel):
    slug: str
    title: str


class AttemptView(BaseModel):
    """An attempt: new, in progress or finished."""

    id: UUID
    quiz: QuizName
    feedback: Annotated[str, Field(description="`immediate`, `at_end` or `after`.")]
    rules: Annotated[
        Rules | None, Field(description="How it is scored and timed; null for a plain quiz.")
    ]
    started_at: datetime
    deadline: Annotated[
        datetime | None, Field(description="No answer is accepted later; null: no time limit.")
    ]
    now: Annotated[
        datetime | None, Field(description="The server's clock; null if nothing is timed.")
    ]
    finished_at: datetime | None
    player_name: str | None
    asks_name: Annotated[
        bool, Field(description="Whether a name can be given at the end of this attempt.")
    ]
    score: Annotated[float | None, Field(description="Null while verdicts are withheld.")]
    first_score: Annotated[
        float | None,
        Field(description="The score before a key was corrected; null if none was."),
    ]
    max_score: float
    passed: Annotated[
        bool | None, Field(description="Null without a pass mark, and while the score is null.")
    ]
    rank: Annotated[
        int | None,
        Field(description="Place on the leaderboard; null if not on it or beyond the first 1000."),
    ]
    questions: Annotated[list[QuestionView], Field(description="Those shown so far, in order.")]
    unasked: Annotated[
        list[int],
        Field(description="Ids of the questions not shown yet, in order: ask for the first next."),
    ]
    practice_of: Annotated[
        UUID | None,
        Field(description="The attempt whose missed questions it repeats; null: it counts."),
    ] = None
    missed: Annotated[
        int, Field(description="Questions that can be practised; 0 also where practice is off.")
    ] = 0


def _is_none(value: object) -> bool:
    return value is None


class AnswerView(BaseModel):
    """The answer that counts, and its verdict: the first one, or the last with free navigation."""

    question: int
    response: Annotated[Response | None, Field(description="Null: it was cleared.")]
    verdict: Annotated[
        Verdict | None, Field(description="Null if the quiz shows no verdicts before the end.")
    ]
    revision: Annotated[
        int | None,
        Field(
            exclude_if=_is_none,
            description="That of the answer that counts; only with free navigation.",
        ),
    ] = None


def asks_name(names: Names, player_name: str | None) -> bool:
    """Whether a name can be given at the end: also where the quiz did not ask for it before."""
    return player_name is None and names in ("end", "start")


def view_attempt(
    attempt: AttemptRecord,
    questions: Mapping[int, QuestionRecord],
    answers: Mapping[int, AnswerRecord],
    rank: int | None,
    others: Mapping[int, Others] | None = None,
    comments: Mapping[int, str] | None = None,
) -> AttemptView:
    """Return the attempt as its player may see it now. The mappings are by question id.

    `others` has what players answered to the polls; it is shown with the verdict only. `comments`
    are shown as they are: pass them only with verdicts that the player may see.
    """
    kept_back = attempt.kept_back
    timed = attempt.deadline is not None or attempt.asked_at is not None
    score = None if kept_back else _score(attempt, answers)
    shown, unasked = _view_questions(attempt, questions, answers, others or {})
    for view in shown:
        if comments and view["id"] in comments:
            view["comment"] = comments[view["id"]]
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
        asks_name=asks_name(attempt.names, attempt.player_name),
        score=score,
        first_score=None if kept_back else attempt.first_score,
        max_score=attempt.max_score,
        passed=_passed(attempt, score),
        rank=None if kept_back else rank,
        questions=shown,
        unasked=unasked,
        practice_of=attempt.practice_of,
        missed=len(missed(attempt, questions, answers)),
    )


def missed(
    attempt: AttemptRecord,
    questions: Mapping[int, QuestionRecord],
    answers: Mapping[int, AnswerRecord],
) -> list[int]:
    """Return the places in the draw (from 0) of the questions that its player can practise.

    None while verdicts are withheld, and where the quiz does not let players practise.
    """
    if not attempt.may_practise or not attempt.finished or attempt.kept_back:
        return []
    return [
        place
        for place, question_id in enumerate(attempt.question_ids)
        if TYPES[questions[question_id].key.type].graded
        and (question_id not in answers or answers[question_id].credit < 1)
    ]


def _score(attempt: AttemptRecord, answers: Mapping[int, AnswerRecord]) -> float | None:
    """The score of a finished attempt, or the points so far of a running one."""
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
    others: Mapping[int, Others],
) -> tuple[list[Any], list[int]]:  # Any: as view_question
    """The visible questions, and the ids of those that come later."""
    times, rules = attempt.times, attempt.rules
    all_shown = attempt.finished and not attempt.kept_back
    random = Random(attempt.shuffle_seed)
    shown, unasked = [], []
    drawn = zip(attempt.question_ids, attempt.question_points, strict=True)
    for place, (question_id, worth) in enumerate(drawn):
        if not (all_shown or times.asked(place)):
            unasked.append(question_id)
            continue
        question = questions[question_id]
        view = view_question(
            question.shown, random, worth, rules.shuffle_choices, attempt.opaque_ids
        )
        closed = times.closed(place)
        if times.asked_at is not None:
            view["seconds"] = times.limits.get(place)
            view["closes_at"], view["closed"] = times.closes_at(place), closed
        if question_id in attempt.hinted:
            view["hint"] = {"text": question.key.hint, "html": question.key.hint_html}
        if rules.free and not attempt.finished:
            view["revision"] = (attempt.revisions or {}).get(question_id, 0)
        answer = answers.get(question_id)
        if answer:
            view["response"] = answer.response
        if not attempt.kept_back and (attempt.finished or answer or closed):
            found = verdict_on(question_id, answer, questions)
            view["verdict"] = found.model_copy(
                update={"others": others.get(question_id)}
            ).model_dump()
            if answer and answer.judged_by not in (None, question_id):
                view["corrected"] = True
        if attempt.opaque_ids:
            hide_ids(view, question)
        shown.append(view)
    return shown, unasked
