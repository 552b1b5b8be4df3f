"""How an author keeps quizzes: labels, covers, deleting and restoring."""

from typing import Annotated

from flask import Response
from flask_openapi3 import Tag
from pydantic import Field

from ...accounts.permissions import quiz_for
from ...library.authored import StudioQuiz, show_studio
from ...library.covers import set_cover
from ...library.deleted import Deletion, delete_quiz, preview_deletion, undelete
from ...library.labels import MOST, Label, LabelList, list_labels, set_labels
from ..blueprint import LazyBlueprint
from ..problems import documented
from ..responses import CLOSED, json_answer, no_content
from ..signed_in import signed_in
from .asked import Asked, Nothing, QuizPath, reading, writing

api = LazyBlueprint(
    "studio_shelf", __name__, url_prefix="/api/studio", abp_tags=[Tag(name="Studio")]
)


class Labels(Asked):
    labels: Annotated[list[Label], Field(max_length=MOST)]


class Cover(Asked):
    media: Annotated[
        str | None,
        Field(pattern=r"^[0-9a-f]{64}$", description="An image; null: drawn from the title."),
    ]


@api.get("/labels", responses={200: LabelList, **documented(*CLOSED)})
def labels() -> Response:
    """List your labels"""
    return json_answer(list_labels(signed_in()))


@api.put("/quizzes/<int:quiz_id>/labels", responses={200: StudioQuiz, **writing()})
def label(path: QuizPath, body: Labels) -> Response:
    """Give a quiz exactly these labels; no one else sees them"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "view")
    set_labels(user, quiz, body.labels)
    return json_answer(show_studio(user, quiz))


@api.put("/quizzes/<int:quiz_id>/cover", responses={200: StudioQuiz, **writing()})
def cover(path: QuizPath, body: Cover) -> Response:
    """Change the cover, in force at once"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "edit")
    set_cover(user, quiz, body.media)
    return json_answer(show_studio(user, quiz))


@api.get("/quizzes/<int:quiz_id>/deletion", responses={200: Deletion, **reading()})
def preview(path: QuizPath) -> Response:
    """Show what deleting a quiz would delete"""
    return json_answer(preview_deletion(quiz_for(signed_in(), path.quiz_id, "own")))


@api.delete("/quizzes/<int:quiz_id>", responses={204: None, **writing()})
def remove(path: QuizPath) -> Response:
    """Delete a quiz with its questions, attempts and links; it can be restored for 30 days"""
    user = signed_in()
    delete_quiz(user, quiz_for(user, path.quiz_id, "own"))
    return no_content()


@api.post("/quizzes/<int:quiz_id>/undelete", responses={200: StudioQuiz, **writing()})
def bring_back(path: QuizPath, body: Nothing) -> Response:  # noqa: ARG001  (part of the contract)
    """Restore a deleted quiz with all that belongs to it"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "own", deleted=True)
    undelete(user, quiz)
    return json_answer(show_studio(user, quiz))
