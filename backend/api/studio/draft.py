"""The draft of a quiz, which players do not see."""

from typing import Annotated

from flask import Response
from flask_openapi3 import Tag
from pydantic import Field

from ...accounts.permissions import quiz_for
from ...library.drafts.content import Settings, Text
from ...library.drafts.draft import DraftView, change_fields, discard, open_draft, read_draft
from ...library.drafts.publish import publish
from ...library.quizzes import Visibility
from ..blueprint import LazyBlueprint
from ..responses import json_answer, no_content
from ..signed_in import signed_in
from .asked import Asked, Nothing, QuizPath, Version, reading, writing

api = LazyBlueprint(
    "studio_draft",
    __name__,
    url_prefix="/api/studio/quizzes/<int:quiz_id>/draft",
    abp_tags=[Tag(name="Studio")],
)


class FieldsChange(Asked):
    """The fields to change. They may be unfinished: problems are reported, not refused."""

    version: Version
    title: Annotated[Text, Field(max_length=500)] | None = None
    description: Annotated[Text, Field(max_length=10_000)] | None = None
    language: Annotated[Text, Field(max_length=40)] | None = None
    settings: Settings | None = None


class Publication(Asked):
    visibility: Visibility | None = None


@api.get("", responses={200: DraftView, **reading()})
def show(path: QuizPath) -> Response:
    """Show the draft with its problems; without a draft, the published quiz"""
    return json_answer(read_draft(quiz_for(signed_in(), path.quiz_id, "view")))


@api.post("", responses={200: DraftView, **writing()})
def open_(path: QuizPath, body: Nothing) -> Response:  # noqa: ARG001  (part of the contract)
    """Open a quiz for editing: create a draft from the published quiz, if there is none"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "edit")
    open_draft(user, quiz)
    return json_answer(read_draft(quiz))


@api.patch("", responses={200: DraftView, **writing()})
def change(path: QuizPath, body: FieldsChange) -> Response:
    """Change title, description, language or settings in the draft"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "edit")
    changes = body.model_dump(exclude={"version"}, exclude_none=True)
    return json_answer(change_fields(user, quiz, body.version, changes))


@api.delete("", responses={204: None, **reading()})
def throw_away(path: QuizPath) -> Response:
    """Discard the draft; the published quiz stays"""
    user = signed_in()
    discard(user, quiz_for(user, path.quiz_id, "edit"))
    return no_content()


@api.post("/publish", responses={200: DraftView, **writing()})
def make_public(path: QuizPath, body: Publication) -> Response:
    """Publish the draft; running and finished attempts keep the questions they drew"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "own" if body.visibility else "edit")
    publish(user, quiz, body.visibility)
    return json_answer(read_draft(quiz))
