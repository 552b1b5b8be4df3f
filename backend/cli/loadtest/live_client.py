"""What the host and the players of a simulated live game share."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any, Literal

from .http import Answered, Connection
from .tally import Tally
from .target import Target

TRANSIENT = {0, 429, 500, 502, 503, 504}
PASSED_ON = {"MISS", "EXPIRED"}
FILE = "/.well-known/popquiz"
"""nginx answers it by itself."""
LONGEST_PAUSE = 4.0  # seconds, between two tries
LIMIT = 120.0  # seconds: longest wait for a phase


@dataclass(frozen=True, slots=True)
class LiveScript:
    """How games are played."""

    quiz: str
    games: int
    players: int
    """Of each game."""
    rounds: int
    shape: Literal["pace", "burst"]
    """When players answer: at a human pace (lognormal, median 5 s), or all within 2 s."""
    ramp: float
    """Seconds over which players join."""
    seconds: int
    """Time for a question."""
    dropouts: float
    """The share of players whose connections are lost in each round, while they answer."""
    addresses: int
    """How many addresses players come from; more than one only on this machine."""


@dataclass
class Live:
    """What the games showed besides times."""

    polls: int = 0
    unchanged: int = 0
    """Polls answered with 304."""
    open_polls: int = 0
    """Of these, polls of those who were to answer."""
    open_unchanged: int = 0
    commanded: dict[tuple[str, int], float] = field(default_factory=dict)
    """When the host knew of each version of a game."""
    oldest: float = 0.0
    """The greatest age of a document, in seconds: how long the host had known of a newer one."""
    passed_on: Counter[tuple[str, int]] = field(default_factory=Counter)
    """Polls of each game and second that nginx passed on, rather than answering with a copy."""
    polled_in: set[tuple[str, int]] = field(default_factory=set)
    """The seconds in which each game was polled."""
    cached: bool = False
    """Whether there is an nginx that keeps copies."""
    documents: dict[str, Any] = field(default_factory=dict)  # Any: JSON
    """Those that were seen, by ETag: all players get the same."""
    joined: int = 0
    numbers: set[int] = field(default_factory=set)
    shown_late: list[float] = field(default_factory=list)
    """Seconds between `opens_at` and the moment at which a player knew of it, if later."""
    statuses: Counter[int] = field(default_factory=Counter)
    acknowledged: int = 0
    counted: int = 0
    """Answers in the results of the rounds."""

    def polled(self, game: str, version: int, sent: float, cache: str | None) -> None:
        """Note a poll that showed this version. `cache`: what nginx says of its copy."""
        newer = self.commanded.get((game, version + 1))
        if newer is not None:
            self.oldest = max(self.oldest, sent - newer)
        self.cached |= cache is not None
        self.polled_in.add((game, int(sent)))
        if cache in PASSED_ON:
            self.passed_on[game, int(sent)] += 1

    def document(self, answered: Answered) -> Any:  # JSON
        """The document in a poll's response. All players share one parsed copy of it."""
        tag = answered.header("etag")
        if tag is None:
            return answered.content
        if tag not in self.documents:
            self.documents[tag] = answered.content
        return self.documents[tag]

    def report(self) -> dict[str, Any]:  # Any: JSON
        late = sorted(self.shown_late)
        return {
            "joined": self.joined,
            "distinct": len(self.numbers),
            "polls": self.polls,
            "unchanged": self.unchanged,
            "open_polls": self.open_polls,
            "open_unchanged": self.open_unchanged,
            "oldest_seconds": round(self.oldest, 3),
            "documents_per_second": self._documents_per_second(),
            "knew_late": len(late),
            "latest_seconds": round(late[-1], 3) if late else 0.0,
            "acknowledged": self.acknowledged,
            "counted": self.counted,
            "statuses": {str(status): count for status, count in sorted(self.statuses.items())},
        }

    def _documents_per_second(self) -> dict[str, float] | None:
        """For each game, while it was polled; None if nginx keeps no copies.

        Less than one means that copies are older than a second.
        """
        if not self.cached:
            return None
        mean = self.passed_on.total() / len(self.polled_in)
        return {"mean": round(mean, 2), "most": max(self.passed_on.values(), default=0)}


class GivenUpError(Exception):
    """A request failed permanently."""


class Client:
    """One phone or screen. As a browser, it keeps connections and opens one when all are busy."""

    tries = 6

    def __init__(
        self,
        target: Target,
        tally: Tally,
        live: Live,
        random: Random,
        source: str | None = None,
    ) -> None:
        self.target, self.source = target, source
        self.tally, self.live, self.random = tally, live, random
        self._idle: list[Connection] = []

    def drop(self) -> None:
        """Close the connections that are not in use."""
        while self._idle:
            self._idle.pop().close()

    async def send(
        self, kind: str, method: str, path: str, body: Any = None, **headers: str
    ) -> Any:
        """Send until it succeeds. Any: JSON. Raises GivenUpError."""
        for turn in range(self.tries):
            answered = await self.once(kind, method, path, body, **headers)
            if 200 <= answered.status < 300:
                return answered.content
            if answered.status not in TRANSIENT:
                break
            pause = min(0.25 * 2**turn, LONGEST_PAUSE)
            await asyncio.sleep(pause * self.random.uniform(0.5, 1.5))
        self.tally.add(given_up=1)
        raise GivenUpError(path)

    async def once(
        self, kind: str, method: str, path: str, body: Any = None, **headers: str
    ) -> Answered:  # Any: JSON
        return await self._timed(kind, method, f"/api{path}", body, headers)

    async def floor(self) -> None:
        """Ask nginx for what costs it nothing: what takes longer waits for more than the network.

        A busy machine, above all one that plays all players, makes this slow, too.
        """
        if self.live.cached:
            await self._timed("floor", "GET", FILE, None, {})

    async def _timed(
        self, kind: str, method: str, path: str, body: Any, headers: dict[str, str]
    ) -> Answered:  # Any: JSON
        begun = time.perf_counter()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = self._idle.pop() if self._idle else Connection(self.target, self.source)
        try:
            answered = await connection.ask(method, path, body, named)
        except (OSError, TimeoutError) as error:
            connection.close()
            self.tally.failed(type(error).__name__)
            return Answered(0, "")
        except asyncio.CancelledError:
            connection.close()  # its response would be taken for the next one
            raise
        self._idle.append(connection)
        self.live.statuses[answered.status] += 1
        if answered.status < 400:
            self.tally.took(kind, time.perf_counter() - begun)
        else:
            self.tally.failed(str(answered.status))
        return answered
