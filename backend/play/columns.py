"""The columns behind the rules' records, in the order of their fields."""

from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import aliased

from ..models import Attempt, Question, Quiz
from .rules.records import QuestionKey, QuestionRecord, QuestionShown

SHOWN = (
    Question.id,
    Question.type,
    Question.prompt,
    Question.html["prompt"].astext.label("prompt_html"),
    Question.view,
    Question.difficulty,
    (Question.hint != "").label("has_hint"),
)
"""The columns of a question that players may see. None contains the key."""

KEY = (
    Question.type.label("judged_as"),
    Question.body,
    Question.explanation,
    Question.html["explanation"].astext.label("explanation_html"),
    Question.tags,
    Question.html["feedback"].label("feedback_html"),
    Question.hint,
    Question.html["hint"].astext.label("hint_html"),
)
"""The columns that a verdict is made from."""


_played = aliased(Attempt)
QUIZ_OF_ATTEMPT = Quiz.id == func.coalesce(
    Attempt.quiz_id,
    select(_played.quiz_id)
    .where(_played.id == Attempt.practice_of)
    .correlate(Attempt)
    .scalar_subquery(),
)
"""Joins an attempt to its quiz; practice to that of the attempt whose questions it repeats."""


def question_record(row: Row[*tuple[Any, ...]]) -> QuestionRecord:  # Any: SHOWN, then KEY
    """Build a record from a row with the columns SHOWN, then KEY."""
    columns = tuple(row)
    return QuestionRecord(
        QuestionShown(*columns[: len(SHOWN)]), QuestionKey(*columns[len(SHOWN) :])
    )
