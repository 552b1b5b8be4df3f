"""Certificates, for everyone who has their code."""

from http import HTTPStatus
from typing import Annotated

from flask import Response
from flask_openapi3 import Tag
from pydantic import BaseModel, Field

from ..play.certificate import Certificate, check
from .blueprint import LazyBlueprint
from .problems import documented
from .responses import json_answer

api = LazyBlueprint(
    "certificates", __name__, url_prefix="/api/certificates", abp_tags=[Tag(name="Certificates")]
)


class CodePath(BaseModel):
    code: Annotated[
        str, Field(max_length=40, description="The code; case, spaces and hyphens do not matter.")
    ]


@api.get(
    "/<code>",
    responses={
        200: Certificate,
        **documented(HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY),
    },
)
def show(path: CodePath) -> Response:
    """Check a certificate"""
    return json_answer(check(path.code))
