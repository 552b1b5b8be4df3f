"""Live games through the API: a host, players, and time that tests move."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.games import state
from backend.models import db
from tests.support.api import Api, check_status
from tests.support.shown import shown_id


class Host:
    """A game as its host uses it; of an `author`, if one is given."""

    def __init__(
        self, app: OpenAPI, quiz: str = "small", author: Api | None = None, **options: object
    ) -> None:
        self.api = author or Api(app.test_client())
        self.created = self.api.post("/games", {"quiz": quiz, "options": options}, 201)
        self.id = self.created["id"]

    def look(self, secret: str | None = None, status: int = 200) -> Any:  # Any: JSON
        return self._send("get", "/host", None, status, secret)

    def give(self, command: str, status: int = 200, version: int | None = None) -> Any:
        if version is None:
            version = self.look()["state"]["version"]
        return self._send("post", "/commands", {"command": command, "version": version}, status)

    def kick(self, *numbers: int) -> Any:  # Any: JSON
        return self._send("post", "/kicked", {"numbers": numbers}, 200)

    def rename(self, number: int, name: str) -> None:
        self._send("put", f"/names/{number}", {"name": name}, 204)

    def state(self) -> Any:  # Any: JSON
        """What players see, not from the cache."""
        state.documents.clear()
        return self.api.get(f"/games/{self.id}/state")

    def begin(self) -> Any:  # Any: JSON
        """Start, or go on to the next round, and let it open; returns the state."""
        self.give("start" if self.look()["state"]["phase"] == "lobby" else "next")
        self.pass_time(9)
        return self.state()

    def close(self) -> Any:  # Any: JSON
        """Let the time of the round run out; returns the state with its result."""
        self.pass_time(700)
        return self.state()

    def pass_time(self, seconds: float) -> None:
        """Move the times of the round into the past, as if so much time had gone by."""
        db.session.execute(
            text("UPDATE game SET opens_at = opens_at - :by, closes_at = closes_at - :by"),
            {"by": timedelta(seconds=seconds)},
        )
        db.session.commit()

    def _send(
        self, method: str, path: str, body: object, status: int, secret: str | None = None
    ) -> Any:  # Any: JSON
        answer = getattr(self.api.client, method)(
            f"/api/games/{self.id}{path}",
            json=body,
            headers={"X-Game-Secret": secret or self.created["host_secret"]},
        )
        check_status(answer, status)
        return answer.json


class GamePlayer:
    """A player of a game."""

    def __init__(self, api: Api, game: str, name: str | None = None, **more: object) -> None:
        self.api, self.game, self.id = api, game, str(uuid4())
        self.asked = {"attempt": self.id, **({"name": name} if name else {}), **more}
        self.me = api.post(f"/games/{game}/players", self.asked)

    def answer(
        self, state: Any, choice: str = "a", status: int = 200, elapsed_ms: int = 1000
    ) -> Any:
        """Answer a single-choice question by its author's id of the choice. Any: JSON."""
        response = {"choice": shown_id(state["question"], choice)}
        return self.send(state["round"], response, status, elapsed_ms)

    def send(
        self, game_round: int, response: object, status: int = 200, elapsed_ms: int = 0
    ) -> Any:
        body = {
            "attempt": self.id,
            "round": game_round,
            "response": response,
            "elapsed_ms": elapsed_ms,
        }
        return self.api.post(f"/games/{self.game}/answers", body, status)

    def line(self, game_round: int) -> Any:  # Any: JSON
        """Their own result of a settled round."""
        # As a player asks who does not know how many shards there are.
        path = f"/games/{self.game}/rounds/{game_round}/shards/{self.me['number'] % 64}"
        return self.api.get(path)["lines"].get(str(self.me["number"]))

    def look(self) -> Any:  # Any: JSON
        return self.api.get(f"/games/{self.game}/players/{UUID(self.id)}")


def play(app: OpenAPI, host: Host, *names: str) -> list[GamePlayer]:
    """Players of these names, who have joined."""
    return [GamePlayer(Api(app.test_client()), host.id, name) for name in names]
