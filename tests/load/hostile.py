"""Send the hostile corpus to a running server while players answer; print the effect on them.

    python -m tests.load.hostile http://127.0.0.1:8000 ada@example.org 'her password'

Four sessions of this author send the corpus at once. Fails if any answer is a fault of the server,
if an input takes longer than 5 s, or if 1 in 100 of the players' requests takes longer than 500 ms.
"""

import json
import statistics
import sys
import threading
import time
from collections import Counter
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from tests.hostile.corpus import Input, corpus
from tests.support.http_author import HttpAuthor
from tests.support.players import guess

AUTHORS = 4
PLAYERS = 8
PAUSE = 0.1
"""Seconds between two requests of a player."""
LONGEST = 5.0  # seconds
PLAYERS_LONGEST = 0.5  # seconds
Json = Any  # whatever the API answers


class Run:
    """What happened to the players and to the inputs."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.over = threading.Event()
        self.players: list[tuple[int, float]] = []
        self.inputs: list[tuple[float, int, str]] = []

    def play(self, slug: str) -> None:
        browser = HttpAuthor(self.url)
        while not self.over.is_set():
            attempt = self._timed(browser, f"/quizzes/{slug}/attempts", {})
            for question in attempt["questions"] if attempt else []:
                body = {"question": question["id"], "response": guess(question)}
                self._timed(browser, f"/attempts/{attempt['id']}/answers", body)

    def _timed(self, browser: HttpAuthor, path: str, body: Json) -> Json:
        if self.over.wait(PAUSE):
            return None
        began = time.monotonic()
        try:
            status, found = browser.post(path, json.dumps(body).encode())
        except OSError:
            status, found = 0, None
        self.players.append((status, time.monotonic() - began))
        return found if status < 400 and status else None

    def send(self, browser: HttpAuthor, quiz: int, inputs: list[Input]) -> None:
        for given in inputs:
            began = time.monotonic()
            try:
                status, _ = browser.post(given.path.format(quiz=quiz), given.sent, given.media_type)
            except OSError:
                status = 0
            self.inputs.append((time.monotonic() - began, status, given.name))

    def shown(self) -> bool:
        """Print the figures; return whether they are good."""
        times = sorted(seconds for _status, seconds in self.players)
        last = statistics.quantiles(times, n=100)[98]
        print(f"players: {len(times)} requests, statuses {_counted(self.players)}")
        print(f"players: p50 {statistics.median(times) * 1000:.0f} ms, p99 {last * 1000:.0f} ms")
        print(
            f"inputs: {len(self.inputs)}, statuses {_counted([(s, t) for t, s, _ in self.inputs])}"
        )
        for seconds, status, name in sorted(self.inputs, reverse=True)[:5]:
            print(f"  {seconds:.2f} s, {status}: {name}")
        statuses = [status for status, _ in self.players] + [status for _, status, _ in self.inputs]
        return (
            all(0 < status < 500 for status in statuses)
            and max(self.inputs)[0] <= LONGEST
            and last <= PLAYERS_LONGEST
        )


def _counted(found: list[tuple[int, float]]) -> str:
    counts = sorted(Counter(status for status, _ in found).items())
    return ", ".join(f"{status}: {count}" for status, count in counts)


def main(url: str, email: str, password: str) -> None:
    with_quiz = HTTPConnection(urlsplit(url).netloc)
    with_quiz.request("GET", "/api/quizzes")
    slug = json.load(with_quiz.getresponse())["quizzes"][0]["slug"]
    run = Run(url)
    authors = []
    for number in range(AUTHORS):
        # From four networks, where the server trusts this machine as a proxy (TRUSTED_PROXIES).
        browser = HttpAuthor(url, **{"X-Forwarded-For": f"198.51.100.{number}"})
        browser.sign_in(email, password)
        quiz = browser.json("/studio/quizzes", {"title": "Hostile"})["id"]
        authors.append((browser, quiz))
    inputs = list(corpus())
    players = [threading.Thread(target=run.play, args=(slug,)) for _ in range(PLAYERS)]
    senders = [threading.Thread(target=run.send, args=(*one, inputs)) for one in authors]
    for thread in (*players, *senders):
        thread.start()
    for thread in senders:
        thread.join()
    run.over.set()
    for thread in players:
        thread.join()
    sys.exit(0 if run.shown() else 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
