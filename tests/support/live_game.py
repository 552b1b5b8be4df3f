"""A live game on a real stack: a host and players as `manage.py loadtest --game` simulates them."""

import threading
from typing import Self

from backend.cli.loadtest.live import run_live
from backend.cli.loadtest.live_client import Live, LiveScript
from backend.cli.loadtest.tally import Tally
from backend.cli.loadtest.target import Target
from tests.support.stacks import Stack, eventually

PLAYERS = 40


class LiveGame:
    """A game that is played from `with` to its end; what it showed is there afterwards."""

    def __init__(self, stack: Stack, rounds: int = 1) -> None:
        self.target = Target.of(f"http://127.0.0.1:{stack.port}")
        self.script = LiveScript(
            quiz=stack.json("/quizzes")["quizzes"][-1]["slug"],
            games=1,
            players=PLAYERS,
            rounds=rounds,
            shape="pace",
            ramp=1,
            seconds=60,
            dropouts=0,
            addresses=1,
        )
        self.tally, self.live = Tally(), Live()
        self.answers = 0
        self._playing = threading.Thread(target=self._play)

    def __enter__(self) -> Self:
        self._playing.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._playing.join()

    def burst(self) -> None:
        """Wait until a quarter of the players have answered the first question."""
        eventually(lambda: self.answers >= PLAYERS / 4)

    @property
    def nothing_lost(self) -> bool:
        """Whether all joined, and the results hold each acknowledged answer once."""
        return (
            len(self.live.numbers) == PLAYERS
            and not self.tally.wrong
            and self.live.counted == self.live.acknowledged > 0
        )

    @property
    def failed_polls(self) -> int:
        return self.live.polls - len(self.tally.seconds["poll"])

    def _play(self) -> None:
        def shown(tally: Tally, _: float) -> None:
            self.answers = tally.answers

        self.tally, self.live, _ = run_live(self.target, self.script, shown)
