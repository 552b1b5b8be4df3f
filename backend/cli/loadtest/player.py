import json
import threading
import time
from dataclasses import dataclass
from http.client import HTTPException
from random import Random
from typing import Any

from ...questions import TYPES
from .tally import Tally
from .target import Target

TRIES = 5
TRANSIENT = {429, 500, 502, 503, 504}
"""As in client/src/api/client.ts."""
SENT_TWICE = 0.05
"""The share of answers sent twice, as by a phone on a bad connection."""


@dataclass(frozen=True, slots=True)
class Script:
    """How every player behaves."""

    quiz: str
    games: int
    think: float  # seconds before an answer, on average
    name: str | None  # for the leaderboard; None leaves games unfinished
    names: str = "end"  # the quiz's setting
    listed: tuple[str, ...] = ()  # the names of its class list


class GivenUpError(Exception):
    """A request failed permanently."""


def own(verdict: Any) -> Any:  # Any: JSON
    """The verdict without what others said to a poll, which changes while they play."""
    return verdict and {**verdict, "others": None}


class Player:
    """A simulated player with its own connection."""

    def __init__(
        self, target: Target, script: Script, tally: Tally, over: threading.Event, seed: int
    ) -> None:
        self.target, self.script, self.tally, self.over = target, script, tally, over
        self.random = Random(seed)
        self.connection = target.connect()

    def play(self) -> None:
        """Play all games, or until `over` is set."""
        self.tally.add(playing=1)
        try:
            for _ in range(self.script.games):
                if not self.over.is_set():
                    self._play_once()
        except GivenUpError:
            self.tally.add(given_up=1)
        finally:
            self.connection.close()
            self.tally.add(playing=-1)

    def _play_once(self) -> None:
        attempt = self._send("start", f"/quizzes/{self.script.quiz}/attempts", self._entry())
        path = f"/attempts/{attempt['id']}"
        acknowledged: dict[int, Any] = {}  # Any: a verdict, or None if they come at the end
        for question in attempt["questions"]:
            # Players read before they answer; most take a little less than the mean.
            pause = self.random.expovariate(1 / self.script.think) if self.script.think else 0
            if self.over.wait(min(pause, 4 * self.script.think)):
                break
            kind = TYPES[question["view"]["type"]]
            body = {
                "question": question["id"],
                "response": kind.guess(question["view"], self.random),
            }
            verdict = own(self._send("answer", f"{path}/answers", body)["verdict"])
            acknowledged[question["id"]] = verdict
            self.tally.add(answers=1)
            if self.random.random() < SENT_TWICE:
                again = own(self._send("answer", f"{path}/answers", body)["verdict"])
                if again != verdict:
                    self.tally.found_wrong("changed")
        complete = len(acknowledged) == len(attempt["questions"])
        if complete and self.script.name is not None:
            at_end = self.script.names == "end"
            body = {"player_name": self.script.name} if at_end else {}
            self._send("finish", f"{path}/finish", body)
        self._compare(self._send("read", path), acknowledged)
        self.tally.add(games=complete)

    def _entry(self) -> dict[str, str]:
        """What the quiz needs for a start."""
        if self.script.names == "list":
            return {"player_name": self.random.choice(self.script.listed)}
        if self.script.names == "start":
            return {"player_name": self.script.name or "Load test"}
        return {}

    def _compare(self, attempt: Any, acknowledged: dict[int, Any]) -> None:  # Any: JSON
        found = {question["id"]: question for question in attempt["questions"]}
        for number, verdict in acknowledged.items():
            if found[number]["response"] is None:
                self.tally.found_wrong("lost")
            elif verdict is not None and own(found[number]["verdict"]) != verdict:
                self.tally.found_wrong("changed")
        verdicts = [question["verdict"] for question in found.values() if question["verdict"]]
        earned = max(0, sum(verdict["points"] for verdict in verdicts))
        if attempt["score"] is not None and attempt["score"] > earned + 1e-6:
            self.tally.found_wrong("double")

    def _send(self, kind: str, path: str, body: Any = None) -> Any:  # Any: JSON
        for turn in range(TRIES):
            begun = time.perf_counter()
            try:
                status, content = self._ask(path, body)
            except (OSError, HTTPException, ValueError) as error:
                self.connection.close()
                self.tally.failed(type(error).__name__)
            else:
                if status < 300:
                    self.tally.took(kind, time.perf_counter() - begun)
                    return content
                self.tally.failed(str(status))
                if status not in TRANSIENT:
                    break
            if turn < TRIES - 1:
                time.sleep(0.5 * 2**turn)
        raise GivenUpError(path)

    def _ask(self, path: str, body: Any) -> tuple[int, Any]:  # Any: JSON
        url = f"{self.target.prefix}/api{path}"
        headers = {"User-Agent": "popquiz-loadtest"}
        if body is None:
            self.connection.request("GET", url, headers=headers)
        else:
            headers["Content-Type"] = "application/json"
            self.connection.request("POST", url, json.dumps(body), headers)
        answer = self.connection.getresponse()
        content = answer.read()
        return answer.status, json.loads(content) if answer.status < 300 else None
