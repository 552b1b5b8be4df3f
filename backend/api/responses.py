"""JSON responses from models, never cached."""

from http import HTTPStatus
from typing import Any

from flask import Response, request
from pydantic import BaseModel
from pydantic_core import to_json

from .problems import documented

CLOSED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
"""The statuses of a request without access."""


def json_answer(
    model: BaseModel, status: HTTPStatus = HTTPStatus.OK, location: str | None = None
) -> Response:
    # to_json takes models and plain data alike; tests/contract checks both against the contract.
    answer = Response(to_json(model), status, content_type="application/json")
    answer.headers["Cache-Control"] = "no-store"
    if location:
        answer.headers["Location"] = location
    return answer


def revalidated(content: bytes, media_type: str, tag: str | None = None) -> Response:
    """Content that a client keeps and asks about each time. Another tag: other content."""
    answer = Response(content, content_type=media_type)
    answer.headers["Cache-Control"] = "no-cache"
    if tag is None:
        answer.add_etag()
    else:
        answer.set_etag(tag)
    answer.make_conditional(request)
    return answer


def no_content() -> Response:
    answer = Response(status=HTTPStatus.NO_CONTENT)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def posted(*statuses: HTTPStatus) -> dict[int | str, Any]:  # Any: OpenAPI fragments
    """Return the problems of a POST: those of any body, and these."""
    return documented(
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        *statuses,
    )
