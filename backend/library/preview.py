"""Questions that are not published yet, as players will see them. Nothing is stored."""

from random import Random
from types import SimpleNamespace
from typing import cast

from ..document.question import QuestionDocument
from ..document.quiz_settings import Rules
from ..play.rules.present import AnyRow, QuestionView, Verdict, verdict, view_question
from ..play.rules.score import earned
from ..questions import TYPES, InvalidResponse, Response
from .question_rows import rendered


def preview_question(question: QuestionDocument, seed: int) -> QuestionView:
    """The question, arranged as in some attempt. Its id is 0. Raises MediaMissing."""
    worth = question.points if TYPES[question.type].graded else 0.0
    shown = view_question(_row(question), Random(seed), worth)
    return QuestionView.model_validate(shown)


def try_out(question: QuestionDocument, response: Response) -> Verdict:
    """How the response would be judged. Leaves no trace. Raises InvalidResponse or MediaMissing."""
    kind = TYPES[question.type]
    if not isinstance(response, kind.Response):
        wanted = ", ".join(kind.Response.model_fields)
        raise InvalidResponse(f"A question of type {kind.name!r} is answered with: {wanted}.")
    row = _row(question)
    credit = kind.grade(kind.Body.model_validate(row.body), response)
    points = round(earned(question.points if kind.graded else 0.0, credit, Rules()), 4)
    return verdict(row, credit, points, response.model_dump(mode="json"))


def _row(question: QuestionDocument) -> AnyRow:
    """As if it were stored."""
    columns = rendered(question.content())
    html = columns.pop("html")
    shown = {"prompt_html": html["prompt"], "explanation_html": html["explanation"]}
    return cast(AnyRow, SimpleNamespace(id=0, **columns, **shown))
