"""Questions that are not published yet, as players will see them. Nothing is stored."""

from random import Random
from types import SimpleNamespace
from typing import Any, cast

from ..formats.document import QuestionDocument
from ..markdown import render
from ..questions import TYPES, InvalidResponse, Response
from .view import AnyRow, QuestionView, Verdict, verdict, view_question


def preview(question: QuestionDocument, seed: int) -> QuestionView:
    """The question, arranged as in some attempt. Its id is 0."""
    kind = TYPES[question.type]
    row = SimpleNamespace(
        id=0,
        type=question.type,
        prompt=question.prompt,
        prompt_html=render(question.prompt),
        difficulty=question.difficulty,
        view=kind.view(kind.Body.model_validate(question.body)).model_dump(mode="json"),
    )
    shown = view_question(cast(AnyRow, row), Random(seed), question.points)
    return QuestionView.model_validate(shown)


def try_out(question: QuestionDocument, response: Response) -> Verdict:
    """How the response would be judged. Raises InvalidResponse. Leaves no trace."""
    kind = TYPES[question.type]
    if not isinstance(response, kind.Response):
        wanted = ", ".join(kind.Response.model_fields)
        raise InvalidResponse(f"A question of type {kind.name!r} is answered with: {wanted}.")
    credit = kind.grade(kind.Body.model_validate(question.body), response)
    row = SimpleNamespace(
        type=question.type,
        body=question.body,
        explanation=question.explanation,
        explanation_html=render(question.explanation),
        tags=question.tags,
    )
    points: Any = credit * question.points  # Any: a float, as the row has
    return verdict(cast(AnyRow, row), credit, round(points, 4))
