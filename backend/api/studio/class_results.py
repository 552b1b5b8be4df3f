"""A class list over several quizzes."""

from typing import Annotated, Literal

from flask import Response
from flask_openapi3 import Tag
from pydantic import BaseModel, Field

from ...library.class_lists import list_of
from ...results.class_results import ClassResults, class_results, class_table
from ..blueprint import LazyBlueprint
from ..requests import Query
from ..responses import json_answer
from ..signed_in import signed_in
from .asked import BIGGEST_ID, reading
from .table_files import FILE, file_of

api = LazyBlueprint(
    "studio_class_results",
    __name__,
    url_prefix="/api/studio/lists/<int:list_id>/results",
    abp_tags=[Tag(name="Results")],
)


class ListPath(BaseModel):
    list_id: Annotated[int, Field(ge=1, le=BIGGEST_ID)]


class ClassDownload(Query):
    format: Literal["csv", "xlsx"] = "csv"


@api.get("", responses={200: ClassResults, **reading()})
def show(path: ListPath) -> Response:
    """Show a class list against the quizzes that use it or that its members played"""
    user = signed_in()
    return json_answer(class_results(user, list_of(user, path.list_id)))


@api.get("/download", responses={200: FILE, **reading()})
def download(path: ListPath, query: ClassDownload) -> Response:
    """Download the scores of a class list as CSV or XLSX"""
    user = signed_in()
    return file_of(class_table(user, list_of(user, path.list_id)), query.format, "class")
