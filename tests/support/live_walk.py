"""A live game in a walk that looks for keys: everything that is sent before a round is settled."""

import re
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.games import state
from backend.models import db
from tests.support.authors import new_author

Json = Any  # whatever the API answers
PLAYER = str(UUID(int=7, version=4))


class Asking(Protocol):
    """A walk: it notes what it is sent."""

    app: OpenAPI
    client: FlaskClient

    def ask(
        self, method: str, path: str, body: Json = None, client: FlaskClient | None = None
    ) -> Json: ...


def pass_time(seconds: float) -> None:
    """Move the times of all games into the past."""
    by = {"by": timedelta(seconds=seconds)}
    db.session.execute(
        text("UPDATE attempt SET started_at = started_at - :by WHERE game_id IS NOT NULL"), by
    )
    db.session.execute(
        text("UPDATE game SET opens_at = opens_at - :by, closes_at = closes_at - :by"), by
    )
    db.session.commit()
    state.documents.clear()


def walk_game(walk: Asking, slug: str, right: dict[str, Json], wrong: list[Json]) -> int:
    """Play a game to its end; returns the number of rounds. Only what comes early is noted."""
    author = new_author(walk.app, "Host", "admin").client
    for client in (walk.client, author):
        walk.ask("GET", f"/api/games/quizzes/{slug}", client=client)
        created = walk.ask("POST", "/api/games", {"quiz": slug}, client)
    game = f"/api/games/{created['id']}"
    walk.ask("GET", f"/api/games/pins/{created['pin']}")
    walk.ask("POST", f"{game}/players", {"attempt": PLAYER, "name": "Ann"})
    host = walk.client.application.test_client()
    host.environ_base["HTTP_X_GAME_SECRET"] = created["host_secret"]
    screen = walk.client.application.test_client()
    screen.environ_base["HTTP_X_GAME_SECRET"] = created["screen_secret"]

    def give(command: str) -> None:
        seen: Json = host.get(f"{game}/host").json
        body = {"command": command, "version": seen["state"]["version"]}
        walk.ask("POST", f"{game}/commands", body, host)

    def look(round_: int) -> Json:
        state.documents.clear()
        for path, client in ((f"{game}/host", host), (f"{game}/host", screen)):
            walk.ask("GET", path, client=client)
        for path in ("", "/compared"):
            walk.ask("GET", f"/api/attempts/{PLAYER}{path}")
        for path in ("/finish", "/practice", "/certificate"):
            walk.ask("POST", f"/api/attempts/{PLAYER}{path}", {})
        walk.ask("GET", f"{game}/rounds/{round_}/shards/1")
        walk.ask("GET", f"{game}/players/{PLAYER}")
        return walk.ask("GET", f"{game}/state")

    def answer(round_: int, response: Json) -> None:
        body = {"attempt": PLAYER, "round": round_, "response": response, "elapsed_ms": 900}
        walk.ask("POST", f"{game}/answers", body)

    rounds = look(1)["rounds"]
    walk.ask("PUT", f"{game}/names/1", {"name": "Bea"}, host)
    walk.ask("POST", f"{game}/kicked", {"numbers": [9_999_999]}, host)
    for round_ in range(1, rounds + 1):
        give("start" if round_ == 1 else "next")
        question = look(round_)["question"]
        [prompt] = re.findall(r"Prompt of \w+", question["prompt_html"])
        answer(round_, right[prompt])
        pass_time(10)
        look(round_)
        for response in (*wrong[:3], right[prompt], wrong[0]):
            answer(round_, response)
        look(round_)
        pass_time(1000)
        host.get(f"{game}/state")  # settles it: its key is shown from here
    return int(rounds)
