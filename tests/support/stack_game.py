"""A live game on a real stack that a test hosts step by step, over HTTP."""

import json
from typing import Any
from urllib.request import Request
from uuid import uuid4

from tests.support.players import guess
from tests.support.stacks import Stack, eventually

OPEN = "UPDATE game SET opens_at = now() WHERE id = '{}'"


class StackGame:
    """A game of the stack's last quiz, whose host closes the questions unless they have a timer."""

    def __init__(self, stack: Stack, **options: object) -> None:
        self.stack = stack
        quiz = stack.json("/quizzes")["quizzes"][-1]["slug"]
        options = {"timer": "none", "speed_weight": 0, **options}
        self.created = stack.json("/games", {"quiz": quiz, "options": options})
        self.id, self.pin = self.created["id"], self.created["pin"]

    def look(self) -> Any:  # Any: JSON
        """What the link of the host shows."""
        return self._send("/host")

    def give(self, command: str) -> Any:  # Any: JSON
        version = self.look()["state"]["version"]
        return self._send("/commands", {"command": command, "version": version})

    def begin(self) -> None:
        """Start, or go on to the next round, and let it open at once."""
        self.give("start" if self.look()["state"]["phase"] == "lobby" else "next")
        self.stack.psql(OPEN.format(self.id))

    def close(self) -> Any:  # Any: JSON
        """Close the round, which all have answered; returns its result."""
        self.give("close")
        return self.look()["state"]["outcome"]

    def join(self, name: str) -> str:
        """The secret id of a new player, who found the game by its PIN."""
        found = self.stack.json(f"/games/pins/{self.pin}")
        player = {"attempt": str(uuid4()), "name": name}
        self.stack.json(f"/games/{found['id']}/players", player)
        return player["attempt"]

    def answer(self, attempt: str) -> Any:  # Any: JSON
        """Guess, always the same; returns the acknowledgement."""
        state = self.look()["state"]
        body = {
            "attempt": attempt,
            "round": state["round"],
            "response": guess(state["question"]),
            "elapsed_ms": 900,
        }
        return self.stack.json(f"/games/{self.id}/answers", body)

    def player(self, attempt: str) -> Any:  # Any: JSON
        """Who the player is, their answers, and what they earned in the first round."""
        me = self.stack.json(f"/games/{self.id}/players/{attempt}")
        shard = self.stack.json(f"/games/{self.id}/rounds/1/shards/{me['number'] % 64}")
        return me, shard["lines"][str(me["number"])]

    def shown(self, phase: str) -> Any:  # Any: JSON
        """What players see once this phase has reached them."""
        path = f"/games/{self.id}/state"
        eventually(lambda: self.stack.json(path)["phase"] == phase)
        return self.stack.json(path)

    def _send(self, path: str, body: object = None) -> Any:  # Any: JSON
        headers = {
            "Content-Type": "application/json",
            "X-Game-Secret": self.created["host_secret"],
        }
        data = None if body is None else json.dumps(body).encode()
        url = f"http://{self.stack.host}:{self.stack.port}/api/games/{self.id}{path}"
        status, _, content = self.stack.send(Request(url, data, headers))
        assert status < 300, content
        return json.loads(content)
