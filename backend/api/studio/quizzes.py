"""An author's quizzes."""

from http import HTTPStatus
from typing import Annotated

from flask import Response
from flask_openapi3 import Tag
from pydantic import Field

from ...accounts.permissions import quiz_for
from ...document.question import Slug
from ...document.quiz import Language, Title
from ...document.quiz_settings import Names, TimeZone
from ...library.authored import (
    Show,
    State,
    StudioQuiz,
    StudioQuizList,
    list_studio,
    show_studio,
)
from ...library.labels import Label
from ...library.pages import Sort
from ...library.quizzes import (
    Visibility,
    change_quiz,
    copy_shipped,
    create_quiz,
    duplicate,
    set_archived,
)
from ..blueprint import LazyBlueprint
from ..requests import Query, Search
from ..responses import json_answer
from ..signed_in import signed_in
from .asked import Asked, Nothing, QuizPath, reading, writing

api = LazyBlueprint(
    "studio_quizzes", __name__, url_prefix="/api/studio/quizzes", abp_tags=[Tag(name="Studio")]
)


class StudioPage(Query):
    show: Show = "mine"
    search: Annotated[
        Search | None,
        Field(description="Part of the title or a label, or beginnings of words in a question."),
    ] = None
    label: Annotated[Label | None, Field(description="One of your own labels.")] = None
    state: Annotated[
        State | None, Field(description="`changed`: published, with unpublished changes.")
    ] = None
    sort: Annotated[
        Sort, Field(description="By name from A to Z; else the newest or largest first.")
    ] = "edited"
    after: Annotated[
        str | None,
        Field(pattern=r"^[^\x00]{0,100}~[0-9]{1,19}$", description="`next` of the previous page."),
    ] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class NewQuiz(Asked):
    title: Title
    language: Language = "en"
    time_zone: Annotated[TimeZone, Field(description="The author's.")] = "UTC"
    names: Annotated[Names, Field(description="The setting of this name.")] = "start"


class NewTitle(Asked):
    title: Title


class NewCopy(NewTitle):
    pack: Annotated[Slug, Field(description="The link name of a quiz that ships with Popquiz.")]


class QuizChange(Asked):
    """The fields to change."""

    slug: Slug | None = None
    visibility: Visibility | None = None


@api.get("", responses={200: StudioQuizList, **reading()})
def index(query: StudioPage) -> Response:
    """List your quizzes"""
    return json_answer(list_studio(signed_in(), **dict(query)))


@api.post("", responses={201: StudioQuiz, **writing()})
def create(body: NewQuiz) -> Response:
    """Create a private quiz without questions, and its draft"""
    user = signed_in()
    quiz = create_quiz(user, body.title, body.language, body.time_zone, body.names)
    return json_answer(
        show_studio(user, quiz), HTTPStatus.CREATED, f"/api/studio/quizzes/{quiz.id}"
    )


@api.post("/copies", responses={201: StudioQuiz, **writing()})
def copy_of_pack(body: NewCopy) -> Response:
    """Make a private copy of a public quiz that ships with Popquiz"""
    user = signed_in()
    made = copy_shipped(user, body.pack, body.title)
    return json_answer(
        show_studio(user, made), HTTPStatus.CREATED, f"/api/studio/quizzes/{made.id}"
    )


@api.get("/<int:quiz_id>", responses={200: StudioQuiz, **reading()})
def show(path: QuizPath) -> Response:
    """Show one of your quizzes"""
    user = signed_in()
    return json_answer(show_studio(user, quiz_for(user, path.quiz_id, "view")))


@api.patch("/<int:quiz_id>", responses={200: StudioQuiz, **writing()})
def change(path: QuizPath, body: QuizChange) -> Response:
    """Change the link name, or who can see the quiz"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "own")
    change_quiz(user, quiz, body.model_dump(exclude_none=True))
    return json_answer(show_studio(user, quiz))


@api.post("/<int:quiz_id>/duplicate", responses={201: StudioQuiz, **writing()})
def copy(path: QuizPath, body: NewTitle) -> Response:
    """Make a private copy of your own"""
    user = signed_in()
    made = duplicate(user, quiz_for(user, path.quiz_id, "view"), body.title)
    return json_answer(
        show_studio(user, made), HTTPStatus.CREATED, f"/api/studio/quizzes/{made.id}"
    )


@api.post("/<int:quiz_id>/archive", responses={200: StudioQuiz, **writing()})
def archive(path: QuizPath, body: Nothing) -> Response:  # noqa: ARG001  (part of the contract)
    """Archive a quiz: it cannot be started any more; running attempts continue"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "own")
    set_archived(user, quiz, archived=True)
    return json_answer(show_studio(user, quiz))


@api.post("/<int:quiz_id>/restore", responses={200: StudioQuiz, **writing()})
def restore(path: QuizPath, body: Nothing) -> Response:  # noqa: ARG001  (part of the contract)
    """Restore an archived quiz"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "own")
    set_archived(user, quiz, archived=False)
    return json_answer(show_studio(user, quiz))
