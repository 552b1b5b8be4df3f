"""Quizzes as files."""

from typing import Annotated, Literal

from flask import Response
from flask_openapi3 import Tag
from pydantic import Field

from ...accounts.permissions import quiz_for
from ...formats import FULL_FORMATS
from ...library.drafts.files import Imported, exported, import_file, look_at_file
from ..blueprint import LazyBlueprint
from ..requests import Query
from ..responses import json_answer
from ..signed_in import signed_in
from .asked import BIGGEST_ID, Asked, QuizPath, reading, writing

api = LazyBlueprint(
    "studio_files", __name__, url_prefix="/api/studio", abp_tags=[Tag(name="Studio")]
)
NAMES = tuple(sorted(FULL_FORMATS))
MEDIA_TYPES = {form.media_type for form in FULL_FORMATS.values()}


class FileImport(Asked):
    """A file to import."""

    name: Annotated[
        str,
        Field(
            min_length=1,
            max_length=200,
            pattern=r"^[^\x00-\x1f]+$",
            description="Its ending tells the format.",
        ),
    ]
    text: str
    only_good: Annotated[bool, Field(description="Import the good questions of a faulty file.")] = (
        False
    )
    check: Annotated[bool, Field(description="Tell what would become of it; import nothing.")] = (
        False
    )
    quiz_id: Annotated[
        int | None,
        Field(ge=1, le=BIGGEST_ID, description="Add to this quiz's draft; null: a new quiz."),
    ] = None


class Export(Query):
    format: Annotated[str, Field(pattern=f"^({'|'.join(NAMES)})$")] = "markdown"
    of: Literal["published", "draft"] = "published"


@api.post("/imports", responses={200: Imported, **writing()})
def import_(body: FileImport) -> Response:
    """Import a file into a draft; a faulty one only as far as one asks for"""
    user = signed_in()
    into = quiz_for(user, body.quiz_id, "edit") if body.quiz_id else None
    if body.check:
        return json_answer(look_at_file(body.name, body.text, into))
    return json_answer(import_file(user, body.name, body.text, body.only_good, into))


@api.get(
    "/quizzes/<int:quiz_id>/export",
    responses={
        200: {
            "description": "The file",
            "content": {found: {"schema": {}} for found in sorted(MEDIA_TYPES)},
        },
        **reading(),
    },
)
def export(path: QuizPath, query: Export) -> Response:
    """Export a quiz as a file"""
    quiz = quiz_for(signed_in(), path.quiz_id, "view")
    form = FULL_FORMATS[query.format]
    text = form.write(exported(quiz, query.of == "draft"))
    answer = Response(text, content_type=f"{form.media_type}; charset=utf-8")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Disposition"] = f'attachment; filename="{quiz.slug}{form.suffixes[0]}"'
    return answer
