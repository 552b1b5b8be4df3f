"""Joining, answering and the players' document of a live game without Flask.

Thousands join and answer within the same second, and each game has a document in each second. A
success takes half the time here. All else is left to the routes, which raise again what was raised
here.
"""

import re
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from flask import Flask
from pydantic import BaseModel
from pydantic_core import from_json, to_json
from werkzeug.http import parse_etags

from ..document.storable import unstorable_text
from ..games.state import document
from ..logs import id_of_request
from ..metrics import FOLDER, REQUESTS
from .games import RAISED, GameAnswer, JoinRequest, answered, joined, state_headers

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PATH = re.compile(r"/api/games/([0-9a-f-]{36})/(players|answers|state)")
JSON = "application/json"
# Any: each move takes its own model
MOVES: dict[str, tuple[type[BaseModel], Callable[[UUID, Any], BaseModel]]] = {
    "players": (JoinRequest, joined),
    "answers": (GameAnswer, answered),
}


class Sent(NamedTuple):
    """A successful response."""

    content: bytes
    headers: dict[str, str]
    status: HTTPStatus = HTTPStatus.OK


def with_rush(app: Flask, application: "WSGIApplication") -> "WSGIApplication":
    """Let what succeeds bypass the application."""

    def served(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        found = PATH.fullmatch(environ.get("PATH_INFO", ""))
        begun = time.perf_counter()
        sent = found and _sent(app, environ, *found.groups())
        if not found or sent is None:
            return application(environ, start_response)
        if FOLDER:
            route = f"/api/games/<uuid:game_id>/{found[2]}"
            labels = (route, environ["REQUEST_METHOD"], str(sent.status.value))
            REQUESTS.labels(*labels).observe(time.perf_counter() - begun)
        headers = {
            **sent.headers,
            "X-Request-ID": id_of_request(environ.get("HTTP_X_REQUEST_ID", "")),
        }
        start_response(f"{sent.status.value} {sent.status.phrase}", list(headers.items()))
        return [sent.content]

    return served


def _sent(app: Flask, environ: "WSGIEnvironment", game: str, what: str) -> Sent | None:
    """The response to what succeeded; None: the route has to respond."""
    try:
        game_id = UUID(game)
    except ValueError:
        return None
    if what == "state":
        return _state(app, environ, game_id)
    content = _content(app, environ, game_id, what)
    if content is None:
        return None
    length = str(len(content))
    return Sent(
        content, {"Content-Type": JSON, "Content-Length": length, "Cache-Control": "no-store"}
    )


def _state(app: Flask, environ: "WSGIEnvironment", game_id: UUID) -> Sent | None:
    """The players' document; its client may have it already."""
    if environ["REQUEST_METHOD"] != "GET":
        return None
    try:
        with app.app_context():
            found = document(game_id, time.time())
    except Exception as error:
        environ[RAISED] = error
        return None
    headers = state_headers(found)
    if parse_etags(environ.get("HTTP_IF_NONE_MATCH")).contains_weak(found.tag):
        return Sent(b"", headers, HTTPStatus.NOT_MODIFIED)
    length = str(len(found.content))
    return Sent(found.content, {"Content-Type": JSON, "Content-Length": length, **headers})


def _content(app: Flask, environ: "WSGIEnvironment", game_id: UUID, move: str) -> bytes | None:
    """The JSON that a successful move returns; None: the route has to respond."""
    length = environ.get("CONTENT_LENGTH") or ""
    plain = environ["REQUEST_METHOD"] == "POST" and environ.get("CONTENT_TYPE") == JSON
    if not plain or not length.isdecimal() or int(length) > app.config["MAX_CONTENT_LENGTH"]:
        return None
    raw = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = BytesIO(raw)
    model, act = MOVES[move]
    try:
        sent = from_json(raw)
        if unstorable_text(sent) is not None:
            return None
        asked = model.model_validate(sent)
    except ValueError:
        return None
    try:
        with app.app_context():
            return to_json(act(game_id, asked))
    except Exception as error:
        environ[RAISED] = error
        return None
