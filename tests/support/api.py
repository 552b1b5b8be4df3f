"""The API as a client of players uses it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI
from werkzeug.test import TestResponse

from tests.support.shown import shown_id


def check_status(answer: TestResponse, status: int) -> None:
    """Shows the request and the problem if it is another one."""
    asked = f"{answer.request.method} {answer.request.full_path.rstrip('?')}"
    assert answer.status_code == status, f"{asked}: {answer.get_data(as_text=True)}"


class Api:
    """The API as a client of players uses it: JSON in, JSON out, with an expected status."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, status: int = 200) -> Any:  # Any: JSON
        return self._json(self.client.get(f"/api{path}"), status)

    def post(self, path: str, body: object, status: int = 200) -> Any:  # Any: JSON
        return self._json(self.client.post(f"/api{path}", json=body), status)

    def start(self, slug: str = "small") -> Any:  # Any: JSON
        return self.post(f"/quizzes/{slug}/attempts", {}, 201)

    def answer(self, attempt: Any, question: Any, choice: str = "a", status: int = 200) -> Any:
        """Answer a single-choice question by its author's id of the choice."""
        body = {"question": question["id"], "response": {"choice": shown_id(question, choice)}}
        return self.post(f"/attempts/{attempt['id']}/answers", body, status)

    def finish(self, attempt: Any, player_name: str | None = None, status: int = 200) -> Any:
        body = {"player_name": player_name} if player_name is not None else {}
        return self.post(f"/attempts/{attempt['id']}/finish", body, status)

    def _json(self, answer: TestResponse, status: int) -> Any:  # Any: JSON
        check_status(answer, status)
        expected = "application/json" if status < 400 else "application/problem+json"
        assert answer.mimetype == expected
        return answer.json


def at_once(app: OpenAPI, calls: list[Callable[[Api], Any]]) -> list[Any]:
    """Make the calls concurrently; returns their results."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[Api], Any]) -> Any:
        api = Api(app.test_client())
        barrier.wait()
        return call(api)

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
