"""Every error as problem+json (RFC 9457), made in this one place."""

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
from ..errors.requests import (
    BadRequest,
    DatabaseUnavailable,
    FileExpected,
    HttpProblem,
    InvalidRequest,
    NotJson,
    ServerError,
)
from ..errors.validation import faults_of

MEDIA_TYPE = "application/problem+json"
PLACE = "/problems/"
"""Where each kind is documented, by its code."""
WITH_BODY = ("POST", "PUT", "PATCH")
OTHER_BODY = "takes_other_body"
log = structlog.get_logger(__name__)
RouteT = TypeVar("RouteT", bound=Callable[..., object])

TYPES = sorted(
    PLACE + kind.code for kind in errors.KINDS.values() if issubclass(kind, errors.Problem)
)
BY_STATUS = {kind.status: kind for kind in HttpProblem.__subclasses__()}
MAX_UPLOAD = 8 * 1024 * 1024
"""Bytes; deploy/nginx and uwsgi.ini let a little more pass, so that the answer is ours."""


class Fault(FaultView):
    """One field that was refused, and why."""

    question: Annotated[str | None, Field(description="Its id in a draft.")] = None

    @classmethod
    def of(cls, found: errors.FieldFault) -> "Fault":
        question = {"question": found.question} if found.question else {}
        return cls(**fault_fields(found), **question)


class Problem(BaseModel):
    """What went wrong, for people and programs (RFC 9457)."""

    type: Annotated[
        str,
        Field(
            description="The kind of problem, documented at this address.",
            json_schema_extra={"enum": [*TYPES]},
        ),
    ]
    title: str
    status: int
    detail: Annotated[str, Field(description="In English, for programs and logs.")]
    params: Annotated[
        dict[str, Any],  # Any: JSON
        Field(description="As `ProblemParams` has them for this kind."),
    ] = {}
    errors: Annotated[list[Fault] | None, Field(description="The fields that were refused.")] = None
    current: Annotated[
        dict[str, Any] | None,  # Any: JSON
        Field(description="What there is now, where a concurrent change won."),
    ] = None


def documented(*statuses: HTTPStatus) -> dict[int | str, Any]:  # Any: OpenAPI fragments
    """The OpenAPI responses for these statuses."""
    schema = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {
        status: {"description": "Problem", "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in statuses
    }


def answer(problem: errors.Problem, status: int | None = None) -> Response:
    """The problem as a response. Another status than its own is one that the framework chose."""
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
    """422 for a request that could be read but not accepted. What was sent is not echoed."""
    faults = [found._replace(field=found.field or "body") for found in faults_of(error)]
    return _refuse(InvalidRequest(faults=faults))


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
        raise NotJson from None


def _read_file_first() -> None:
    """Refuse what is no file or too large: 413 or 415.

    Without a media type, or with one that a form has, another site could send it without asking.
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
    rule = request.url_rule.rule if request.url_rule else None  # not the path, which holds secrets
    log.info("refused", code=problem.code, status=problem.status.value, route=rule)
    return answer(problem)


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
    """The database is away or starting: nothing was stored, and trying again soon helps."""
    problem = DatabaseUnavailable()
    log.warning("database unavailable", code=problem.code, error=str(error.orig).strip())
    return answer(problem)


def _from_bug(_error: Exception) -> Response:
    problem = ServerError()
    log.exception("unhandled error", code=problem.code, path=request.path, method=request.method)
    return answer(problem)
