"""An author's class lists, and the one that a quiz uses."""

from http import HTTPStatus
from typing import Annotated

from flask import Response
from flask_openapi3 import Tag
from pydantic import BaseModel, Field

from ...accounts.permissions import quiz_for
from ...document.quiz import Title
from ...library.class_lists import (
    ClassLists,
    ClassListView,
    Names,
    QuizClassList,
    change_list,
    choose_list,
    chosen_list,
    create_list,
    delete_list,
    list_of,
    own_lists,
    show_list,
)
from ..blueprint import LazyBlueprint
from ..responses import json_answer, no_content
from ..signed_in import signed_in
from .asked import BIGGEST_ID, Asked, QuizPath, Version, reading, writing

api = LazyBlueprint(
    "studio_class_lists", __name__, url_prefix="/api/studio", abp_tags=[Tag(name="Studio")]
)
Id = Annotated[int, Field(ge=1, le=BIGGEST_ID)]


class ListPath(BaseModel):
    list_id: Id


class NewList(Asked):
    title: Title
    names: Names


class ListChange(NewList):
    version: Version


class Choice(Asked):
    list: Annotated[Id | None, Field(description="One of your own; null: none.")]


@api.get("/lists", responses={200: ClassLists, **reading()})
def index() -> Response:
    """List your class lists"""
    return json_answer(own_lists(signed_in()))


@api.post("/lists", responses={201: ClassListView, **writing()})
def create(body: NewList) -> Response:
    """Create a class list"""
    made = create_list(signed_in(), body.title, body.names)
    return json_answer(made, HTTPStatus.CREATED, f"/api/studio/lists/{made.id}")


@api.get("/lists/<int:list_id>", responses={200: ClassListView, **reading()})
def show(path: ListPath) -> Response:
    """Show one of your class lists with its names"""
    return json_answer(show_list(list_of(signed_in(), path.list_id)))


@api.put("/lists/<int:list_id>", responses={200: ClassListView, **writing()})
def change(path: ListPath, body: ListChange) -> Response:
    """Replace the title and the names of a class list"""
    user = signed_in()
    return json_answer(change_list(user, path.list_id, body.version, body.title, body.names))


@api.delete("/lists/<int:list_id>", responses={204: None, **reading()})
def delete(path: ListPath) -> Response:
    """Permanently delete a class list; attempts keep their names"""
    delete_list(signed_in(), path.list_id)
    return no_content()


@api.get("/quizzes/<int:quiz_id>/list", responses={200: QuizClassList, **reading()})
def show_chosen(path: QuizPath) -> Response:
    """Show which class list a quiz uses"""
    user = signed_in()
    return json_answer(chosen_list(user, quiz_for(user, path.quiz_id, "view")))


@api.put("/quizzes/<int:quiz_id>/list", responses={200: QuizClassList, **writing()})
def choose(path: QuizPath, body: Choice) -> Response:
    """Choose the class list of a quiz; takes effect at once"""
    user = signed_in()
    return json_answer(choose_list(user, quiz_for(user, path.quiz_id, "edit"), body.list))
