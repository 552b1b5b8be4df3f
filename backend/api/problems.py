"""Every error as problem+json (RFC 9457), made in this one place."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Any, TypeVar

import structlog
from flask import Flask, Response, current_app, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, Field, ValidationError
from sqlalchemy.exc import DBAPIError, OperationalError
from werkzeug.exceptions import BadRequest, HTTPException, UnsupportedMediaType

from .. import errors
from ..questions import InvalidResponse, UnknownType

MEDIA_TYPE = "application/problem+json"
WITH_BODY = ("POST", "PUT", "PATCH")
OTHER_BODY = "takes_other_body"
"""The mark of a route that is sent a file."""
log = structlog.get_logger(__name__)
RouteT = TypeVar("RouteT", bound=Callable[..., object])

STATUS_OF = {
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.NotDrawn: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.AlreadyFinished: HTTPStatus.CONFLICT,
    errors.NameTaken: HTTPStatus.CONFLICT,
    errors.QuizEmpty: HTTPStatus.CONFLICT,
    errors.Forbidden: HTTPStatus.FORBIDDEN,
    errors.Taken: HTTPStatus.CONFLICT,
    errors.TimeUp: HTTPStatus.CONFLICT,
    errors.NotAsked: HTTPStatus.CONFLICT,
    errors.NotOpen: HTTPStatus.CONFLICT,
    errors.NoAttemptsLeft: HTTPStatus.CONFLICT,
    errors.WrongCode: HTTPStatus.FORBIDDEN,
    errors.PlayerUnknown: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.MediaRefused: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.MediaTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.MediaMissing: HTTPStatus.UNPROCESSABLE_ENTITY,
    InvalidResponse: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnknownType: HTTPStatus.SERVICE_UNAVAILABLE,
}


# In our words, where the library's say nothing of this API.
DETAILS: dict[int, str] = {
    HTTPStatus.BAD_REQUEST: "The request's body is not valid JSON.",
    HTTPStatus.NOT_FOUND: "There is nothing at this address.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not know that method.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The request's body is too large.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Send JSON, with Content-Type: application/json.",
}

MAX_UPLOAD = 8 * 1024 * 1024
"""Bytes; deploy/nginx and uwsgi.ini let a little more pass, so that the answer is ours."""
NO_FILE = "Send the file itself, with its own Content-Type, such as image/jpeg or audio/mpeg."


class Fault(BaseModel):
    """One field that was refused, and why."""

    field: str
    message: str
    question: Annotated[str | None, Field(description="Its id in a draft.")] = None


class Problem(BaseModel):
    """What went wrong, for people and programs (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: Annotated[list[Fault] | None, Field(description="The fields that were refused.")] = None
    current: Annotated[
        dict[str, Any] | None,  # Any: JSON
        Field(description="What there is now, where somebody else was faster."),
    ] = None


def documented(*statuses: HTTPStatus) -> dict[int | str, Any]:  # Any: OpenAPI fragments
    """The OpenAPI responses for these statuses."""
    schema = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {
        status: {"description": "Problem", "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in statuses
    }


def problem(
    status: int,
    detail: str,
    faults: list[Fault] | None = None,
    current: dict[str, Any] | None = None,  # Any: JSON
) -> Response:
    title = HTTPStatus(status).phrase
    body = Problem(title=title, status=status, detail=detail, errors=faults, current=current)
    return Response(body.model_dump_json(exclude_none=True), status, content_type=MEDIA_TYPE)


def refused_fields(error: ValidationError) -> Response:
    """422 for a request that could be read but not accepted. What was sent is not echoed."""
    faults = [
        Fault(field=".".join(str(part) for part in item["loc"]) or "body", message=item["msg"])
        for item in error.errors(include_url=False, include_input=False, include_context=False)
    ]
    detail = f"{faults[0].field}: {faults[0].message}"
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, faults)


def takes_other_body(route: RouteT) -> RouteT:
    """Mark a route that takes a file instead of JSON."""
    setattr(route, OTHER_BODY, True)
    return route


def read_json_first() -> None:
    """Refuse what is not JSON before a route looks at it: 400, 413 or 415.

    Whatever has a body carries JSON, but for what carries a file. That also keeps other sites'
    forms out: they cannot send it.
    """
    if request.method not in WITH_BODY or request.url_rule is None:
        return
    if getattr(current_app.view_functions[request.endpoint or ""], OTHER_BODY, False):
        _read_file_first()
        return
    try:
        request.get_json()
    except RecursionError:
        raise BadRequest from None


def _read_file_first() -> None:
    """Refuse what is no file or too large: 413 or 415.

    Without a media type, or with one that a form has, another site could send it without asking.
    """
    media_type = request.mimetype
    if not (
        media_type.startswith(("image/", "audio/")) or media_type == "application/octet-stream"
    ):
        raise UnsupportedMediaType(NO_FILE)
    request.max_content_length = MAX_UPLOAD


def register(app: Flask) -> None:
    app.before_request(read_json_first)
    app.register_error_handler(HTTPException, _from_http)
    app.register_error_handler(OperationalError, _from_database)
    app.register_error_handler(Exception, _from_bug)
    app.register_error_handler(errors.SignedOut, _from_signed_out)
    app.register_error_handler(errors.TooSoon, _from_too_soon)
    app.register_error_handler(errors.Unacceptable, _from_unacceptable)
    app.register_error_handler(errors.Stale, _from_stale)
    app.register_error_handler(errors.Unpublishable, _from_unpublishable)
    for kind, status in STATUS_OF.items():
        app.register_error_handler(kind, lambda error, status=status: problem(status, str(error)))


def _from_http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:  # a problem that flask-openapi3 raised, already complete
        return error.get_response()
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    told = error.description if error.description == NO_FILE else DETAILS.get(status)
    answer = problem(status, told or error.description or "")
    answer.headers.extend(
        (name, value)
        for name, value in error.get_headers(request.environ)
        if name not in ("Content-Type", "Content-Length")
    )
    return answer


def _from_database(error: DBAPIError) -> Response:
    """The database is away or starting: nothing was stored, and trying again soon helps."""
    log.warning("database unavailable", error=str(error.orig).strip())
    answer = problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "The database cannot be reached at the moment. Nothing was lost: try again in a second.",
    )
    answer.headers["Retry-After"] = "1"
    return answer


def _from_signed_out(error: errors.SignedOut) -> Response:
    answer = problem(HTTPStatus.UNAUTHORIZED, str(error))
    answer.headers["WWW-Authenticate"] = 'Cookie realm="Popquiz"'  # RFC 9110 asks for one
    return answer


def _from_too_soon(error: errors.TooSoon) -> Response:
    answer = problem(HTTPStatus.TOO_MANY_REQUESTS, str(error))
    answer.headers["Retry-After"] = str(error.seconds)
    return answer


def _from_unacceptable(error: errors.Unacceptable) -> Response:
    fault = Fault(field=error.field, message=str(error))
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error), [fault])


def _from_stale(error: errors.Stale) -> Response:
    return problem(HTTPStatus.CONFLICT, str(error), current=error.current)


def _from_unpublishable(error: errors.Unpublishable) -> Response:
    faults = [
        Fault(field=field, message=message, question=question)
        for question, field, message in error.faults
    ]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error), faults)


def _from_bug(_error: Exception) -> Response:
    log.exception("unhandled error", path=request.path, method=request.method)
    return problem(
        HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong on the server. It has been logged."
    )
