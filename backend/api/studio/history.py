"""Earlier editions of a question."""

from typing import Annotated
from uuid import UUID

from flask import Response
from flask_openapi3 import Tag
from pydantic import Field

from ...accounts.permissions import quiz_for
from ...library.drafts.draft import QuestionDraftView
from ...library.drafts.history import History, history, restore
from ..blueprint import LazyBlueprint
from ..responses import json_answer
from ..signed_in import signed_in
from .asked import BIGGEST_ID, Asked, QuizPath, Version, reading, writing

api = LazyBlueprint(
    "studio_history",
    __name__,
    url_prefix="/api/studio/quizzes/<int:quiz_id>",
    abp_tags=[Tag(name="Studio")],
)
QuestionId = Annotated[int, Field(ge=1, le=BIGGEST_ID)]


class QuestionPath(QuizPath):
    question_id: QuestionId


class Restoration(Asked):
    question_id: Annotated[QuestionId, Field(description="The edition to restore.")]
    into: Annotated[
        UUID | None, Field(description="The draft's question to replace; null: add it.")
    ] = None
    version: Annotated[Version | None, Field(description="Version of the question to replace.")] = (
        None
    )


@api.get("/questions/<int:question_id>/history", responses={200: History, **reading()})
def show(path: QuestionPath) -> Response:
    """List the editions of a question, the newest first"""
    return json_answer(history(quiz_for(signed_in(), path.quiz_id, "view"), path.question_id))


@api.post("/draft/restore", responses={200: QuestionDraftView, **writing()})
def bring_back(path: QuizPath, body: Restoration) -> Response:
    """Restore an edition of a question into the draft"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "edit")
    return json_answer(restore(user, quiz, body.question_id, body.into, body.version))
