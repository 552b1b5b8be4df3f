"""Turns every error into problem+json (RFC 9457), in this one place."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Any, TypeVar

import structlog
from flask import Flask, Response, current_app, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, Field, ValidationError
from pydantic_core import to_json
from sqlalchemy.exc import DBAPIError, OperationalError
from werkzeug.exceptions import HTTPException

from .. import errors
from ..document.report import FaultView, fault_fields
from ..document.storable import unstorable_text
from ..errors.fields import UnstorableCharacter
from ..errors.requests import (
    BadRequest,
    DatabaseUnavailable,
    FileExpected,
    HttpProblem,
    InvalidRequest,
    NotJson,
    ServerError,
    refused,
)
from ..errors.validation import faults_of

MEDIA_TYPE = "application/problem+json"
PLACE = "/problems/"
"""Each kind is documented below it, by its code."""
WITH_BODY = ("POST", "PUT", "PATCH")
OTHER_BODY = "takes_other_body"
log = structlog.get_logger(__name__)
RouteT = TypeVar("RouteT", bound=Callable[..., object])

TYPES = sorted(
    PLACE + kind.code for kind in errors.KINDS.values() if issubclass(kind, errors.Problem)
)
BY_STATUS = {kind.status: kind for kind in HttpProblem.__subclasses__()}
MAX_UPLOAD = 8 * 1024 * 1024
"""Bytes; deploy/nginx and uwsgi.ini allow a little more, so that the response is ours."""


class Fault(FaultView):
    """One rejected field, and why."""

    question: Annotated[str | None, Field(description="Its id in a draft.")] = None

    @classmethod
    def of(cls, found: errors.FieldFault) -> "Fault":
        question = {"question": found.question} if found.question else {}
        return cls(**fault_fields(found), **question)


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: Annotated[
        str,
        Field(
            description="The kind of problem; documented at this path.",
            json_schema_extra={"enum": [*TYPES]},
        ),
    ]
    title: str
    status: int
    detail: Annotated[str, Field(description="In English, for programs and logs.")]
    params: Annotated[
        dict[str, Any],  # Any: JSON
        Field(description="As `ProblemParams` defines them for this kind."),
    ] = {}
    errors: Annotated[list[Fault] | None, Field(description="The rejected fields.")] = None
    current: Annotated[
        dict[str, Any] | None,  # Any: JSON
        Field(description="The current state, if a concurrent change won."),
    ] = None


def documented(*statuses: HTTPStatus) -> dict[int | str, Any]:  # Any: OpenAPI fragments
    """Return the OpenAPI responses for these statuses."""
    schema = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {
        status: {"description": "Problem", "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in statuses
    }


def answer(problem: errors.Problem, status: int | None = None) -> Response:
    """Return the problem as a response; the framework may have chosen another `status`."""
    status = status or problem.status
    body: dict[str, Any] = {  # Any: the JSON of a Problem
        "type": PLACE + problem.code,
        "title": problem.title,
        "status": status,
        "detail": problem.detail,
        "params": problem.params,
    }
    if problem.faults:
        body["errors"] = [
            Fault.of(found).model_dump(exclude_unset=True) for found in problem.faults
        ]
    if problem.current is not None:
        body["current"] = problem.current
    response = Response(to_json(body), status, content_type=MEDIA_TYPE)
    response.headers.extend(problem.headers)
    return response


def refused_fields(error: ValidationError) -> Response:
    """Return 422 for a readable but invalid request. Its content is not echoed."""
    faults = [found._replace(field=found.field or "body") for found in faults_of(error)]
    return _refuse(InvalidRequest(faults=faults))


def takes_other_body(route: RouteT) -> RouteT:
    """Mark a route that takes a file instead of JSON."""
    setattr(route, OTHER_BODY, True)
    return route


def read_json_first() -> None:
    """Refuse a body that is not JSON before the route runs, or holds a text that is none: 4xx.

    Every body is JSON, except uploads. That also keeps other sites' forms out: they cannot send it.
    NUL and lone surrogates end here, since hashes, mail, logs and the database all fail on them.
    Paths, queries and headers cannot contain any: Werkzeug decodes them.
    """
    if request.method not in WITH_BODY or request.url_rule is None:
        return
    if getattr(current_app.view_functions[request.endpoint or ""], OTHER_BODY, False):
        _read_file_first()
        return
    try:
        body = request.get_json()
    except RecursionError:
        raise NotJson from None
    field = unstorable_text(body)
    if field is not None:
        raise refused(field or "body", UnstorableCharacter())


def _read_file_first() -> None:
    """Refuse a body that is not a file or too large: 413 or 415.

    Without a media type, or with that of a form, another site could send it without a preflight.
    """
    media_type = request.mimetype
    if not (
        media_type.startswith(("image/", "audio/")) or media_type == "application/octet-stream"
    ):
        raise FileExpected
    request.max_content_length = MAX_UPLOAD


def register(app: Flask) -> None:
    app.before_request(read_json_first)
    app.register_error_handler(errors.Problem, _refuse)
    app.register_error_handler(HTTPException, _from_http)
    app.register_error_handler(OperationalError, _from_database)
    app.register_error_handler(Exception, _from_bug)


def _refuse(problem: errors.Problem) -> Response:
    log.info("refused", code=problem.code, status=problem.status.value, route=_route())
    return answer(problem)


def _route() -> str | None:
    """Return the rule of the request's route, for logs; its path may grant access."""
    return request.url_rule.rule if request.url_rule else None


def _from_http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:  # a problem that flask-openapi3 raised, already complete
        return error.get_response()
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    response = answer(BY_STATUS.get(status, BadRequest)(), status)
    response.headers.extend(
        (name, value)
        for name, value in error.get_headers(request.environ)
        if name not in ("Content-Type", "Content-Length")
    )
    return response


def _from_database(error: DBAPIError) -> Response:
    """The database is down or starting: nothing was stored, and a retry will help soon."""
    problem = DatabaseUnavailable()
    log.warning("database unavailable", code=problem.code, error=str(error.orig).strip())
    return answer(problem)


def _from_bug(_error: Exception) -> Response:
    problem = ServerError()
    log.exception("unhandled error", code=problem.code, route=_route(), method=request.method)
    return answer(problem)
