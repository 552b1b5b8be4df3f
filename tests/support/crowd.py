"""Many players, recording acknowledged and failed requests."""

import json
import threading
from http.client import HTTPConnection, HTTPException
from typing import Any, Self

from tests.support.players import guess
from tests.support.stacks import Stack

PLAYERS = 8


class Crowd:
    """Players on connections and addresses of their own, from `with` to its end.

    Each waits for `pause` seconds before a request, to leave CPU time to the server that they
    wait for. `failed` describes failures; `answers` holds the acknowledged ones, as
    pairs of attempt and question.
    """

    def __init__(self, stack: Stack, pause: float = 0.1) -> None:
        self.stack, self.pause = stack, pause
        self.requests = 0
        self.failed: list[str] = []
        self.answers: set[tuple[str, int]] = set()
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._players = [threading.Thread(target=self._play, args=(n,)) for n in range(PLAYERS)]

    def __enter__(self) -> Self:
        for player in self._players:
            player.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for player in self._players:
            player.join()

    def _play(self, number: int) -> None:
        connection = HTTPConnection("127.0.0.1", self.stack.port, timeout=30)
        address = f"198.51.100.{number}"
        quiz = self.stack.json("/quizzes")["quizzes"][0]["slug"]
        while not self._over.is_set():
            attempt = self._send(connection, address, f"/quizzes/{quiz}/attempts", {})
            for question in attempt["questions"] if attempt else []:
                body = {"question": question["id"], "response": guess(question)}
                path = f"/attempts/{attempt['id']}/answers"
                if self._send(connection, address, path, body):
                    with self._lock:
                        self.answers.add((attempt["id"], question["id"]))
        connection.close()

    def _send(
        self, connection: HTTPConnection, address: str, path: str, body: dict[str, Any]
    ) -> Any:  # Any: JSON; None after a failure
        headers = {"Content-Type": "application/json", "X-Forwarded-For": address}
        failure = ""
        self._over.wait(self.pause)
        try:
            connection.request("POST", f"/api{path}", json.dumps(body), headers)
            answer = connection.getresponse()
            content = answer.read()
            if answer.status >= 300:
                failure = f"{answer.status} {path} {content[:200]!r}"
        except (OSError, HTTPException) as error:
            failure = f"{error!r} {path}"
            connection.close()
        with self._lock:
            self.requests += 1
            if failure:
                self.failed.append(failure)
        return None if failure else json.loads(content)


def stored(stack: Stack) -> set[tuple[str, int]]:
    """The answers in the database, as pairs of attempt and question."""
    sql = "SELECT attempt_id, question_id FROM answer"
    rows = stack.psql(sql).splitlines()
    return {(attempt, int(question)) for attempt, question in (row.split("|") for row in rows)}
