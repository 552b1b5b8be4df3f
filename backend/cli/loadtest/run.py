import json
import threading
import time
from collections.abc import Callable
from http.client import HTTPException
from typing import Any, NamedTuple

from .player import Player, Script
from .tally import Tally
from .target import Target


class LoadTestError(Exception):
    """The test cannot start; the message is one sentence."""


class Wanted(NamedTuple):
    """A quiz to be played, and the names that its players start with."""

    slug: str
    names: str
    """Its setting."""
    listed: tuple[str, ...]
    """Those of its class list, if players choose from one."""


def wanted_quiz(target: Target, slug: str | None) -> Wanted:
    """Return the quiz with this slug, or the first public one. Raises LoadTestError."""
    connection = target.connect()

    def ask(method: str, path: str, body: str | None = None) -> Any:  # Any: JSON
        headers = {"Content-Type": "application/json"}
        connection.request(method, f"{target.prefix}/api{path}", body, headers)
        return json.loads(connection.getresponse().read())

    try:
        quiz = ask("GET", f"/quizzes/{slug}") if slug else ask("GET", "/quizzes")["quizzes"][0]
        names, listed = quiz.get("names", "end"), ()
        if names == "list":
            listed = tuple(ask("POST", f"/quizzes/{quiz['slug']}/names", "{}")["names"])
        return Wanted(str(quiz["slug"]), names, listed)
    except (OSError, HTTPException, ValueError, KeyError, TypeError, IndexError) as error:
        raise LoadTestError(
            f"No Popquiz with {f'the quiz {slug!r}' if slug else 'a public quiz'} answers at"
            f" {target.host}:{target.port} ({error!r})."
        ) from None
    finally:
        connection.close()


def run(
    target: Target,
    script: Script,
    players: int,
    ramp: float,
    limit: float,
    shown: Callable[[Tally, float], None],
) -> tuple[Tally, float]:
    """Run the players; return their tally and the duration in seconds.

    Players arrive evenly over `ramp` seconds. After `limit` seconds, or KeyboardInterrupt, each
    stops after its current request. `shown` is called every second. Raises LoadTestError.
    """
    tally, over = Tally(), threading.Event()
    threading.stack_size(256 * 1024)
    threads = []
    begun = time.monotonic()
    try:
        for number in range(players):
            player = Player(target, script, tally, over, seed=number)
            thread = threading.Thread(target=player.play, daemon=True)
            try:
                thread.start()
            except RuntimeError:
                raise LoadTestError(
                    f"This machine cannot start more than {number} players at once."
                ) from None
            threads.append(thread)
            over.wait(ramp / players)
        while any(thread.is_alive() for thread in threads):
            if time.monotonic() - begun > limit:
                break
            shown(tally, time.monotonic() - begun)
            time.sleep(min(1.0, limit / 10))
    except KeyboardInterrupt:
        pass
    finally:
        over.set()
    for thread in threads:
        thread.join(60)
    return tally, time.monotonic() - begun
