import json
import threading
import time
from collections.abc import Callable

from .player import Player, Script
from .tally import Tally
from .target import Target


class LoadTestError(Exception):
    """The test cannot start; the message is one sentence."""


def first_quiz(target: Target) -> str:
    """Return the slug of the first public quiz. Raises LoadTestError."""
    connection = target.connect()
    try:
        connection.request("GET", f"{target.prefix}/api/quizzes")
        answer = connection.getresponse()
        quizzes = json.loads(answer.read())["quizzes"]
        return str(quizzes[0]["slug"])
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise LoadTestError(
            f"No Popquiz with a public quiz answers at {target.host}:{target.port} ({error!r})."
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
