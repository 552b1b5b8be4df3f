"""The schema of quiz files, for editors and programs."""

from flask import Response
from flask_openapi3 import Tag
from pydantic_core import to_json

from ..document.json_schema import quiz_schema
from .blueprint import LazyBlueprint

MEDIA_TYPE = "application/schema+json"

api = LazyBlueprint("schema", __name__, url_prefix="/api/schema", abp_tags=[Tag(name="Files")])


@api.get(
    "/quiz.json",
    responses={
        200: {"description": "JSON Schema", "content": {MEDIA_TYPE: {"schema": {"type": "object"}}}}
    },
)
def quiz() -> Response:
    """Get the JSON Schema of a quiz's JSON file (draft 2020-12)"""
    answer = Response(to_json(quiz_schema()), content_type=MEDIA_TYPE)
    answer.headers["Cache-Control"] = "no-cache"
    return answer
