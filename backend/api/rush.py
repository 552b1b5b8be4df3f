"""Joining and answering a live game without Flask: thousands do so within the same second.

A success takes half the time here. All else is left to the routes, which raise again what a move
raised here.
"""

import re
import time
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Flask
from pydantic import BaseModel
from pydantic_core import from_json, to_json

from ..document.storable import unstorable_text
from ..logs import id_of_request
from ..metrics import FOLDER, REQUESTS
from .games import RAISED, GameAnswer, JoinRequest, answered, joined

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PATH = re.compile(r"/api/games/([0-9a-f-]{36})/(players|answers)")
JSON = "application/json"
# Any: each move takes its own model
MOVES: dict[str, tuple[type[BaseModel], Callable[[UUID, Any], BaseModel]]] = {
    "players": (JoinRequest, joined),
    "answers": (GameAnswer, answered),
}


def with_rush(app: Flask, application: "WSGIApplication") -> "WSGIApplication":
    """Let the moves that succeed bypass the application."""

    def served(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        found = PATH.fullmatch(environ.get("PATH_INFO", ""))
        begun = time.perf_counter()
        content = found and _content(app, environ, *found.groups())
        if not found or content is None:
            return application(environ, start_response)
        if FOLDER:
            route = f"/api/games/<uuid:game_id>/{found[2]}"
            REQUESTS.labels(route, "POST", "200").observe(time.perf_counter() - begun)
        headers = [
            ("Content-Type", JSON),
            ("Content-Length", str(len(content))),
            ("Cache-Control", "no-store"),
            ("X-Request-ID", id_of_request(environ.get("HTTP_X_REQUEST_ID", ""))),
        ]
        start_response("200 OK", headers)
        return [content]

    return served


def _content(app: Flask, environ: "WSGIEnvironment", game: str, move: str) -> bytes | None:
    """The JSON that a successful move returns; None: the route has to respond."""
    length = environ.get("CONTENT_LENGTH") or ""
    plain = environ["REQUEST_METHOD"] == "POST" and environ.get("CONTENT_TYPE") == JSON
    if not plain or not length.isdecimal() or int(length) > app.config["MAX_CONTENT_LENGTH"]:
        return None
    raw = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = BytesIO(raw)
    model, act = MOVES[move]
    try:
        game_id = UUID(game)
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
