"""The questions of a draft."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from flask import Response
from flask_openapi3 import Tag
from pydantic import Field

from ...accounts.permissions import quiz_for
from ...library.drafts.content import Content
from ...library.drafts.draft import DraftView, QuestionDraftView, read_draft
from ...library.drafts.questions import (
    add_question,
    change_question,
    move_question,
    remove_question,
)
from ..blueprint import LazyBlueprint
from ..requests import Query
from ..responses import json_answer, no_content
from ..signed_in import signed_in
from .asked import Asked, DraftQuestionPath, QuizPath, Version, reading, writing

api = LazyBlueprint(
    "studio_questions",
    __name__,
    url_prefix="/api/studio/quizzes/<int:quiz_id>/draft/questions",
    abp_tags=[Tag(name="Studio")],
)
Before = Annotated[
    UUID | None, Field(description="The draft's question to insert it before; null: at the end.")
]


class NewQuestion(Asked):
    content: Content
    before: Before = None
    id: Annotated[
        UUID | None,
        Field(
            description="Its id in the draft, if the client has chosen one: then the request can "
            "be repeated, also with newer content, and adds one question."
        ),
    ] = None


class QuestionChange(Asked):
    version: Version
    content: Content


class Place(Asked):
    before: Before


class WhichVersion(Query):
    version: Version


@api.post("", responses={201: QuestionDraftView, **writing(HTTPStatus.CONFLICT)})
def add(path: QuizPath, body: NewQuestion) -> Response:
    """Add a question to the draft; it may be unfinished"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "edit")
    added = add_question(user, quiz, body.content, body.before, body.id)
    return json_answer(added, HTTPStatus.CREATED)


@api.put("/<uuid:draft_id>", responses={200: QuestionDraftView, **writing()})
def change(path: DraftQuestionPath, body: QuestionChange) -> Response:
    """Replace a question; 409 with its current state, if a concurrent change won"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "edit")
    return json_answer(change_question(user, quiz, path.draft_id, body.version, body.content))


@api.delete("/<uuid:draft_id>", responses={204: None, **reading(HTTPStatus.CONFLICT)})
def remove(path: DraftQuestionPath, query: WhichVersion) -> Response:
    """Remove a question from the draft"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "edit")
    remove_question(user, quiz, path.draft_id, query.version)
    return no_content()


@api.post("/<uuid:draft_id>/move", responses={200: DraftView, **writing()})
def move(path: DraftQuestionPath, body: Place) -> Response:
    """Move a question"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "edit")
    move_question(user, quiz, path.draft_id, body.before)
    return json_answer(read_draft(quiz))
