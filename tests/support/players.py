"""Players of a stack: one guesses, one records acknowledged answers."""

import json
from random import Random
from typing import Any
from urllib.request import Request

from backend.cli.loadtest.player import own
from backend.questions import TYPES
from tests.support.stacks import Stack


def guess(question: Any) -> dict[str, Any]:  # Any: JSON
    """A response to a question as players see it."""
    view = question["view"]
    return TYPES[view["type"]].guess(view, Random(1))


def play(stack: Stack, name: str) -> Any:  # Any: JSON
    """Play a whole game by guessing; returns the result."""
    quiz = stack.json("/quizzes")["quizzes"][0]["slug"]
    attempt = stack.json(f"/quizzes/{quiz}/attempts", {})
    for question in attempt["questions"]:
        body = {"question": question["id"], "response": guess(question)}
        stack.json(f"/attempts/{attempt['id']}/answers", body)
    return stack.json(f"/attempts/{attempt['id']}/finish", {"player_name": name})


class Diary:
    """Answers question by question, and records acknowledged answers."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.quiz = stack.json("/quizzes")["quizzes"][0]["slug"]
        self.acknowledged: dict[tuple[str, int], Any] = {}  # Any: a verdict
        self.refused: list[tuple[int, str, str]] = []

    def play(self) -> None:
        """Play one game, as far as possible."""
        attempt = self._post(f"/quizzes/{self.quiz}/attempts", {})
        for question in attempt["questions"] if attempt else []:
            body = {"question": question["id"], "response": guess(question)}
            accepted = self._post(f"/attempts/{attempt['id']}/answers", body)
            if accepted:
                self.acknowledged[attempt["id"], question["id"]] = accepted["verdict"]

    def _post(self, path: str, body: object) -> Any:  # Any: JSON
        url = f"http://{self.stack.host}:{self.stack.port}/api{path}"
        headers = {"Content-Type": "application/json"}
        status, found, content = self.stack.send(Request(url, json.dumps(body).encode(), headers))
        if status >= 300:
            self.refused.append((status, found["content-type"], content.decode()))
            return None
        return json.loads(content)

    def check(self) -> None:
        """Check that all acknowledged answers are stored."""
        for attempt in {attempt for attempt, _ in self.acknowledged}:
            for question in self.stack.json(f"/attempts/{attempt}")["questions"]:
                verdict = self.acknowledged.get((attempt, question["id"]))
                assert verdict is None or own(question["verdict"]) == own(verdict)
