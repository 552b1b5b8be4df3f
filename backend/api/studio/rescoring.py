"""Re-score finished attempts, after a key was corrected."""

from typing import Annotated

from flask import Response
from flask_openapi3 import Tag
from pydantic import Field

from ...accounts.permissions import quiz_for
from ...results.rescoring.apply import apply_rescoring, preview_rescoring
from ...results.rescoring.effect import Rescoring
from ..blueprint import LazyBlueprint
from ..responses import json_answer
from ..signed_in import signed_in
from .asked import BIGGEST_ID, Asked, QuizPath, writing

api = LazyBlueprint(
    "studio_rescoring",
    __name__,
    url_prefix="/api/studio/quizzes/<int:quiz_id>/rescoring",
    abp_tags=[Tag(name="Results")],
)
Ids = Annotated[
    list[Annotated[int, Field(ge=1, le=BIGGEST_ID)]],
    Field(max_length=1000, description="Ids of questions the quiz has now."),
]


class Look(Asked):
    questions: Ids | None = None


class Order(Asked):
    questions: Annotated[Ids, Field(min_length=1)]
    expected: Annotated[
        int, Field(ge=0, le=BIGGEST_ID, description="Number of attempts in the preview.")
    ]


@api.post("/preview", responses={200: Rescoring, **writing()})
def look(path: QuizPath, body: Look) -> Response:
    """Show what re-scoring with the current keys would change; nothing is stored"""
    quiz = quiz_for(signed_in(), path.quiz_id, "edit")
    return json_answer(
        preview_rescoring(quiz, None if body.questions is None else set(body.questions))
    )


@api.post("", responses={200: Rescoring, **writing()})
def apply(path: QuizPath, body: Order) -> Response:
    """Re-score finished attempts with the current keys; former scores are kept"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "edit")
    return json_answer(apply_rescoring(user, quiz, set(body.questions), body.expected))
