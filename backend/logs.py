"""Logs as JSON lines on standard error, each with the id of its request."""

import logging
import re
import secrets
import sys
import traceback

import psycopg2
import structlog
from flask import Flask, g, has_request_context, request
from flask.wrappers import Response
from sqlalchemy.exc import SQLAlchemyError

REQUEST_ID = re.compile(r"^[A-Za-z0-9-]{8,64}$")


def configure(production: bool) -> None:
    """Log JSON in production, coloured lines in development."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if production
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    shared: list[structlog.typing.Processor] = [
        _add_request_id,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(_traceback),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in ("backend", "alembic.runtime.migration", "werkzeug"):
        logging.getLogger(name).setLevel(logging.INFO)


def _traceback(exc_info: structlog.typing.ExcInfo) -> str:
    """Return the traceback of the exception and of those that led to it.

    Without the messages of the database, which quote what people have sent.
    """
    found: BaseException | None = exc_info[1]
    parts: list[str] = []
    while found:
        lines = traceback.format_tb(found.__traceback__)
        name = f"{type(found).__module__}.{type(found).__qualname__}"
        message = "" if isinstance(found, SQLAlchemyError | psycopg2.Error) else f": {found}"
        parts.insert(0, f"{''.join(lines)}{name}{message}")
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)
    return "\n\n".join(parts)


def _add_request_id(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    if has_request_context() and "request_id" in g:
        event["request_id"] = g.request_id
    return event


def id_of_request(given: str) -> str:
    """The id from the proxy if it is well-formed, else a new one."""
    return given if REQUEST_ID.match(given) else secrets.token_hex(16)


def register(app: Flask) -> None:
    """Give every request an id."""

    @app.before_request
    def begin() -> None:
        g.request_id = id_of_request(request.headers.get("X-Request-ID", ""))

    @app.after_request
    def end(response: Response) -> Response:
        if "request_id" in g:
            response.headers["X-Request-ID"] = g.request_id
        return response
