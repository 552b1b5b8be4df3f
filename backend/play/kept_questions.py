"""The questions that a process keeps, ready for grading."""

from datetime import datetime
from typing import Any, NamedTuple

from pydantic import BaseModel
from sqlalchemy import Connection, bindparam, select

from ..models import Question
from ..questions import TYPES, QuestionType
from .columns import KEY
from .kept import Kept
from .rules.judge import Verdict, verdict
from .rules.records import QuestionKey

QUESTION = select(Question.created_at, *KEY).where(Question.id == bindparam("question_id"))


class KeptQuestion(NamedTuple):
    """A question, ready for grading."""

    id: int
    kind: QuestionType[Any, Any]  # Any: each type has its own models
    body: BaseModel
    created_at: datetime
    verdict: Verdict
    """The verdict on a response that earns nothing."""


kept_questions: Kept[int, KeptQuestion] = Kept()
"""Questions by id. Rows are immutable; only another database has others, of another time."""


def question_for_grading(connection: Connection, question_id: int) -> KeptQuestion | None:
    """The question, read once; None if there is none."""
    kept = kept_questions.get(question_id)
    if kept is None:
        row = connection.execute(QUESTION, {"question_id": question_id}).one_or_none()
        if row is None:
            return None
        created_at, *columns = row
        key = QuestionKey(*columns)
        kind = TYPES[key.type]
        body = kind.Body.model_validate(key.body)
        kept = KeptQuestion(question_id, kind, body, created_at, verdict(key, 0, 0))
        kept_questions[question_id] = kept
    return kept
