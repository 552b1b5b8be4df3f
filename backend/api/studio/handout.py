"""A quiz to print, keys included."""

from http import HTTPStatus
from typing import Annotated

from flask import Response
from flask_openapi3 import Tag
from pydantic import Field

from ...accounts.permissions import quiz_for
from ...library.handout import CODES, SEEDS, Handout, handout
from ..blueprint import LazyBlueprint
from ..requests import Query
from ..responses import json_answer
from ..signed_in import signed_in
from .asked import QuizPath, reading

api = LazyBlueprint(
    "studio_handout",
    __name__,
    url_prefix="/api/studio/quizzes/<int:quiz_id>/handout",
    abp_tags=[Tag(name="Studio")],
)


class Sheets(Query):
    seed: Annotated[
        int, Field(ge=0, lt=SEEDS, description="The same one shuffles in the same way.")
    ] = 0
    versions: Annotated[int, Field(ge=1, le=len(CODES))] = 1


@api.get("", responses={200: Handout, **reading(HTTPStatus.CONFLICT)})
def show(path: QuizPath, query: Sheets) -> Response:
    """Show the published quiz as sheets to print, with their keys"""
    quiz = quiz_for(signed_in(), path.quiz_id, "view")
    return json_answer(handout(quiz, query.seed, query.versions))
