"""Quizzes, their leaderboards, and new attempts."""

from http import HTTPStatus
from typing import Annotated

from flask import Response, request
from flask_openapi3 import Tag
from pydantic import BaseModel, Field

from ..library.catalogue import QuizList, QuizView, get_quiz, list_quizzes
from ..library.covers import cover_of
from ..play.entry import Entry
from ..play.leaderboard import Leaderboard, Sort, leaderboard
from ..play.naming import NameList, names_of
from ..play.rules.present import AttemptView
from ..play.standing import Device, Standing, standing
from ..play.start import start
from ..questions.type import Strict
from .blueprint import LazyBlueprint
from .problems import documented
from .requests import Query
from .responses import json_answer, posted

api = LazyBlueprint("quizzes", __name__, url_prefix="/api/quizzes", abp_tags=[Tag(name="Quizzes")])

IMAGES = {
    kind: {"schema": {"type": "string", "format": "binary"}}
    for kind in ("image/webp", "image/png", "image/jpeg", "image/gif")
}


class Page(Query):
    after: Annotated[
        str | None, Field(pattern=r"^[a-z0-9-]{1,80}$", description="`next` of the previous page.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class LeaderboardQuery(Query):
    sort: Annotated[Sort, Field(description="`best` or `latest`.")] = "best"
    limit: Annotated[int, Field(ge=1, le=100)] = 10
    fresh: Annotated[
        bool,
        Field(description="Bypass the cache, which may be a second old; use it after an attempt."),
    ] = False


class NamesRequest(Strict):
    """Asked for like a start, so that the names are not more public than the questions."""

    code: Annotated[
        str | None, Field(max_length=100, description="The access code, if the quiz has one.")
    ] = None


class SlugPath(BaseModel):
    slug: Annotated[str, Field(description="The quiz's link name.")]


@api.get("", responses={200: QuizList, **documented(HTTPStatus.UNPROCESSABLE_ENTITY)})
def index(query: Page) -> Response:
    """List the public quizzes"""
    return json_answer(list_quizzes(query.after, query.limit))


@api.get("/<slug:slug>", responses={200: QuizView, **documented(HTTPStatus.NOT_FOUND)})
def show(path: SlugPath) -> Response:
    """Show one quiz"""
    return json_answer(get_quiz(path.slug))


@api.get(
    "/<slug:slug>/cover",
    responses={
        200: {"description": "The image", "content": IMAGES},
        **documented(HTTPStatus.NOT_FOUND),
    },
)
def show_cover(path: SlugPath) -> Response:
    """Get the uploaded cover of a quiz; its address stays the same when the image changes"""
    media_id, media_type, content = cover_of(path.slug)
    answer = Response(content, content_type=media_type)
    answer.set_etag(media_id)
    answer.headers["Cache-Control"] = "no-cache"
    answer.make_conditional(request)
    return answer


@api.post(
    "/<slug:slug>/attempts",
    responses={
        201: AttemptView,
        **posted(HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
    },
)
def new_attempt(path: SlugPath, body: Entry) -> Response:
    """Start an attempt: draw its questions, without keys"""
    attempt = start(path.slug, body)
    return json_answer(attempt, HTTPStatus.CREATED, location=f"/api/attempts/{attempt.id}")


@api.post(
    "/<slug:slug>/names",
    responses={
        200: NameList,
        **posted(HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
    },
)
def show_names(path: SlugPath, body: NamesRequest) -> Response:
    """Show the names that players of this quiz choose from"""
    return json_answer(names_of(path.slug, body.code))


@api.post(
    "/<slug:slug>/standing",
    responses={200: Standing, **posted(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)},
)
def show_standing(path: SlugPath, body: Device) -> Response:
    """Show how many attempts this device has left, and which one is running"""
    return json_answer(standing(path.slug, body))


@api.get(
    "/<slug:slug>/scores",
    responses={
        200: Leaderboard,
        **documented(HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY),
    },
)
def scores(path: SlugPath, query: LeaderboardQuery) -> Response:
    """Show the best or the latest scores"""
    return json_answer(leaderboard(path.slug, query.sort, query.limit, query.fresh))
