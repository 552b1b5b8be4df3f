"""What a player sees of a question. The key appears only inside a verdict."""

from collections.abc import Mapping
from datetime import datetime
from random import Random
from typing import Annotated, Any

from pydantic import BaseModel, Field

from ...questions import TYPES, Response, View
from .judge import Verdict, as_shown, carried, feedback_on, verdict
from .records import AnswerRecord, QuestionRecord, QuestionShown


class HintView(BaseModel):
    """A hint, whose text comes once the player has asked for it."""

    text: Annotated[str | None, Field(description="Markdown source; null: not asked for.")]
    html: str | None


class QuestionView(BaseModel):
    """One question of an attempt. The verdict is null until the player may see it."""

    id: int
    prompt: Annotated[str, Field(description="Markdown source.")]
    prompt_html: str
    difficulty: Annotated[int, Field(ge=1, le=3)]
    points: Annotated[float, Field(description="Points for full credit.")]
    view: Annotated[View, Field(description="What this type of question shows.")]
    response: Annotated[Response | None, Field(description="The player's answer.")]
    verdict: Verdict | None
    hint: Annotated[HintView | None, Field(description="Null or none: there is no hint.")] = None
    seconds: Annotated[
        float | None, Field(description="Its time limit; null or none: it has none.")
    ] = None
    closes_at: Annotated[
        datetime | None, Field(description="When its time ends; only if it has a timer.")
    ] = None
    closed: Annotated[
        bool,
        Field(description="Its time is up, or the next one was opened; only if it has a timer."),
    ] = False
    corrected: Annotated[
        bool,
        Field(description="The key was wrong; this verdict is by the corrected one."),
    ] = False
    revision: Annotated[
        int,
        Field(
            description="How often its answer was given, changed or cleared: with free navigation,"
            " while the attempt is in progress."
        ),
    ] = 0
    comment: Annotated[
        str | None,
        Field(
            description="What an author says about the answer: plain text; null or none: nothing."
        ),
    ] = None


# Any: plain data in the shape of QuestionView. Building models of ten questions and their choices
# would take half the time of a start.
def view_question(
    question: QuestionShown,
    random: Random,
    worth: float,
    shuffle: bool = True,
    opaque_ids: bool = True,
) -> Any:
    """Return an unanswered question as its player sees it, arranged for this attempt.

    One `random`, seeded by the attempt, arranges all of its questions, in their order.
    """
    kind, view = TYPES[question.type], question.view
    if not shuffle and "shuffle" in view:
        view["shuffle"] = False
    if opaque_ids:
        kind.hide(view)
    kind.arrange(view, random)
    shown = {
        "id": question.id,
        "prompt": question.prompt,
        "prompt_html": question.prompt_html,
        "difficulty": question.difficulty,
        "points": worth,
        "view": view,
        "response": None,
        "verdict": None,
    }
    if question.has_hint:
        shown["hint"] = {"text": None, "html": None}
    return shown


def hide_ids(view: Any, question: QuestionRecord) -> None:  # Any: as view_question
    """Give the response and the key in the verdict the ids that the question shows, in place."""
    stored, found = view["response"], view["verdict"]
    if stored:
        view["response"] = as_shown(question.key, stored)
    if found and found["key"]:
        found["key"] = as_shown(question.key, found["key"])
    if found and found["feedback"]:
        kind = TYPES[question.key.type]
        given, shown = map(kind.Response.model_validate, (stored, view["response"]))
        found["feedback"] = feedback_on(kind, found["feedback"], given, shown)


def verdict_on(
    question_id: int, answer: AnswerRecord | None, questions: Mapping[int, QuestionRecord]
) -> Verdict:
    """Return the verdict by the question's own key, or by the key that regraded the answer."""
    if answer is None:
        return verdict(questions[question_id].key, 0.0, 0.0)
    own = questions[question_id].key
    if answer.judged_by in (None, question_id):
        return verdict(own, answer.credit, answer.points, answer.response)
    judge = questions[answer.judged_by].key
    kind, meant = TYPES[own.type], carried(own, judge, answer.response)
    found = verdict(judge, answer.credit, answer.points, meant)
    given = kind.Response.model_validate(answer.response)
    return found.model_copy(
        update={
            "key": found.key and carried(judge, own, found.key),
            "feedback": feedback_on(kind, found.feedback, meant, given),
        }
    )
