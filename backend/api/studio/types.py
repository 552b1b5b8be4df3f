"""The types of question that authors can choose."""

from typing import Annotated, Any

from flask import Response
from flask_openapi3 import Tag
from pydantic import BaseModel, Field

from ...questions import TYPES
from ..blueprint import LazyBlueprint
from ..problems import documented
from ..responses import CLOSED, json_answer
from ..signed_in import signed_in

api = LazyBlueprint(
    "studio_types", __name__, url_prefix="/api/studio", abp_tags=[Tag(name="Studio")]
)


class TypeView(BaseModel):
    name: str
    graded: Annotated[bool, Field(description="Whether answers are right or wrong.")]
    example: Annotated[
        dict[str, Any],  # Any: the JSON of the type's body
        Field(description="The initial body of a new question."),
    ]


class TypeList(BaseModel):
    types: list[TypeView]


@api.get("/types", responses={200: TypeList, **documented(*CLOSED)})
def index() -> Response:
    """List the types of question, each with a small example"""
    signed_in()
    kinds = [TypeView(name=k.name, graded=k.graded, example=k.example) for k in TYPES.values()]
    return json_answer(TypeList(types=kinds))
