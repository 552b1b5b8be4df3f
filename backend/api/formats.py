"""The formats of quiz files, so that a client needs no list of its own."""

from typing import Annotated

from flask import Response, request
from flask_openapi3 import Tag
from pydantic import BaseModel, Field
from pydantic_core import to_json

from ..formats import FORMATS
from .blueprint import LazyBlueprint

api = LazyBlueprint("formats", __name__, url_prefix="/api/formats", abp_tags=[Tag(name="Files")])


class FormatView(BaseModel):
    name: str
    title: Annotated[str, Field(description="Its display name.")]
    suffixes: Annotated[
        list[str],
        Field(description="File name suffixes, the usual one first. Formats may share one."),
    ]
    media_type: str
    binary: Annotated[bool, Field(description="Not text: the file is uploaded, never pasted.")]
    limit: Annotated[int, Field(description="Largest file, in bytes.")]
    reads: Annotated[bool, Field(description="Files of it can be imported.")]
    writes: Annotated[bool, Field(description="Quizzes can be exported to it.")]
    full: Annotated[bool, Field(description="It can store all of a quiz.")]


class FormatList(BaseModel):
    formats: Annotated[list[FormatView], Field(description="By title.")]


@api.get("", responses={200: FormatList})
def index() -> Response:
    """List the formats of quiz files"""
    views = [
        FormatView(
            name=form.name,
            title=form.title,
            suffixes=list(form.suffixes),
            media_type=form.media_type,
            binary=form.binary,
            limit=form.limit,
            reads=form.read is not None,
            writes=form.write is not None,
            full=form.full,
        )
        for form in FORMATS.values()
    ]
    answer = Response(to_json(FormatList(formats=views)), content_type="application/json")
    # Clients cache it and revalidate; until the next release the response is 304.
    answer.headers["Cache-Control"] = "no-cache"
    answer.add_etag()
    answer.make_conditional(request)
    return answer
