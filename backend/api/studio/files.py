"""Quizzes as files."""

from typing import Annotated, Literal

from flask import Response, current_app
from flask_openapi3 import RawModel, Tag
from pydantic import AfterValidator, Field

from ...accounts.permissions import quiz_for
from ...document.quiz_settings import TimeZone
from ...errors.fields import NotOneOf
from ...formats import FORMATS
from ...library.drafts.files import File, Imported, check_file, export_file, import_file
from ..blueprint import LazyBlueprint
from ..problems import takes_other_body
from ..requests import Query
from ..responses import json_answer
from ..signed_in import signed_in
from .asked import BIGGEST_ID, Asked, QuizPath, reading, writing

api = LazyBlueprint(
    "studio_files", __name__, url_prefix="/api/studio", abp_tags=[Tag(name="Studio")]
)
READ = sorted(form.name for form in FORMATS.values() if form.read)
WRITTEN = sorted(form.name for form in FORMATS.values() if form.write)
MEDIA_TYPES = sorted(form.media_type for form in FORMATS.values() if form.write)


def _is_read(name: str) -> str:
    if name not in FORMATS or FORMATS[name].read is None:
        raise NotOneOf(allowed=" or ".join(READ))
    return name


def _is_written(name: str) -> str:
    if name not in FORMATS or FORMATS[name].write is None:
        raise NotOneOf(allowed=" or ".join(WRITTEN))
    return name


FileName = Annotated[
    str,
    Field(
        min_length=1,
        max_length=200,
        pattern=r"^[^\x00-\x1f]+$",
        description="Its suffix helps to detect the format. Null: detected from the content.",
    ),
]
ReadFormat = Annotated[
    str,
    AfterValidator(_is_read),
    Field(
        json_schema_extra={"enum": [*READ]},
        description="A name of /api/formats; null: detected.",
    ),
]
OnlyGood = Annotated[bool, Field(description="Import the valid questions of a faulty file.")]
Check = Annotated[bool, Field(description="Only report what would be imported; import nothing.")]
Into = Annotated[
    int | None,
    Field(ge=1, le=BIGGEST_ID, description="Add to this quiz's draft; null: a new quiz."),
]
Zone = Annotated[TimeZone, Field(description="The author's: for a new quiz whose file has none.")]


class FileImport(Asked):
    """A text to import."""

    name: FileName | None = None
    text: str
    format: ReadFormat | None = None
    only_good: OnlyGood = False
    check: Check = False
    quiz_id: Into = None
    time_zone: Zone = "UTC"


class BytesImport(Query):
    """How to import the file in the body."""

    name: FileName | None = None
    format: ReadFormat | None = None
    only_good: OnlyGood = False
    check: Check = False
    quiz_id: Into = None
    time_zone: Zone = "UTC"


class FileBytes(RawModel):
    """The file itself, not a form."""

    # Not a ClassVar, as in flask-openapi3.
    mimetypes = ["application/octet-stream"]  # noqa: RUF012


class Export(Query):
    format: Annotated[
        str, AfterValidator(_is_written), Field(json_schema_extra={"enum": [*WRITTEN]})
    ] = "markdown"
    of: Literal["published", "draft"] = "published"


@api.post("/imports", responses={200: Imported, **writing()})
def import_(body: FileImport) -> Response:
    """Import a text into a draft; a faulty one only with `only_good`"""
    return _imported(_file(body, body.text.encode()), body)


@api.post("/imports/file", responses={200: Imported, **writing()})
@takes_other_body
def import_bytes(raw: FileBytes, query: BytesImport) -> Response:
    """Import a file of any format into a draft; its images and sounds are stored"""
    return _imported(_file(query, raw.get_data(cache=False)), query)


def _file(asked: FileImport | BytesImport, content: bytes) -> File:
    form = FORMATS[asked.format] if asked.format else None
    return File(asked.name, content, form, current_app.config["MEDIA_QUOTA"], asked.time_zone)


def _imported(file: File, asked: FileImport | BytesImport) -> Response:
    user = signed_in()
    into = quiz_for(user, asked.quiz_id, "edit") if asked.quiz_id else None
    if asked.check:
        return json_answer(check_file(user, file, into))
    return json_answer(import_file(user, file, asked.only_good, into))


@api.get(
    "/quizzes/<int:quiz_id>/export",
    responses={
        200: {
            "description": "The file",
            "content": {found: {"schema": {}} for found in MEDIA_TYPES},
        },
        **reading(),
    },
)
def export(path: QuizPath, query: Export) -> Response:
    """Export a quiz as a file"""
    quiz = quiz_for(signed_in(), path.quiz_id, "view")
    form = FORMATS[query.format]
    content = export_file(quiz, form, query.of == "draft")
    charset = "" if form.binary else "; charset=utf-8"
    answer = Response(content, content_type=f"{form.media_type}{charset}")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Disposition"] = f'attachment; filename="{quiz.slug}{form.suffixes[0]}"'
    return answer
