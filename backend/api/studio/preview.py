"""A question as players will see it, and how it would be graded. Nothing is stored."""

from typing import Annotated

from flask import Response
from flask_openapi3 import Tag
from pydantic import Field

from ... import questions
from ...document.question import QuestionDocument
from ...library.drafts.content import Content, with_question_id
from ...library.drafts.problems import valid_question
from ...library.preview import preview_question, try_out
from ...play.rules.judge import Verdict
from ...play.rules.question_view import QuestionView
from ..blueprint import LazyBlueprint
from ..responses import CLOSED, json_answer, posted
from ..signed_in import signed_in
from .asked import Asked

api = LazyBlueprint(
    "studio_preview", __name__, url_prefix="/api/studio", abp_tags=[Tag(name="Studio")]
)


class Draft(Asked):
    content: Content

    def question(self) -> QuestionDocument:
        return valid_question(with_question_id(self.content, "draft"))


class Shown(Draft):
    seed: Annotated[
        int, Field(ge=0, le=2**31 - 1, description="Another seed shuffles it differently.")
    ] = 0


class Trial(Draft):
    response: questions.Response


@api.post("/preview", responses={200: QuestionView, **posted(*CLOSED)})
def show(body: Shown) -> Response:
    """Show a question as players will see it"""
    signed_in()
    return json_answer(preview_question(body.question(), body.seed))


@api.post("/try", responses={200: Verdict, **posted(*CLOSED)})
def answer(body: Trial) -> Response:
    """Grade a response to a question, without storing it"""
    signed_in()
    return json_answer(try_out(body.question(), body.response))
