"""Simulates live games: a host and many players each, as their pages behave."""

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any, Literal
from uuid import uuid4

from ...questions import TYPES
from .http import Answered, Connection
from .tally import Tally
from .target import Target

TRANSIENT = {0, 429, 500, 502, 503, 504}
LONGEST_PAUSE = 4.0  # seconds, between two tries
LEFT_TIME = 1.0  # seconds before the end, for those who answer late
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
    joined: int = 0
    numbers: set[int] = field(default_factory=set)
    shown_late: list[float] = field(default_factory=list)
    """Seconds between `opens_at` and the moment at which a player knew of it, if later."""
    statuses: Counter[int] = field(default_factory=Counter)
    acknowledged: int = 0
    counted: int = 0
    """Answers in the results of the rounds."""

    def report(self) -> dict[str, Any]:  # Any: JSON
        late = sorted(self.shown_late)
        return {
            "joined": self.joined,
            "distinct": len(self.numbers),
            "polls": self.polls,
            "unchanged": self.unchanged,
            "knew_late": len(late),
            "latest_seconds": round(late[-1], 3) if late else 0.0,
            "acknowledged": self.acknowledged,
            "counted": self.counted,
            "statuses": {str(status): count for status, count in sorted(self.statuses.items())},
        }


class GivenUpError(Exception):
    """A request failed permanently."""


class Client:
    """One phone or screen."""

    tries = 6

    def __init__(
        self,
        target: Target,
        tally: Tally,
        live: Live,
        random: Random,
        source: str | None = None,
    ) -> None:
        self.connection = Connection(target, source)
        self.tally, self.live, self.random = tally, live, random

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
        begun = time.perf_counter()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            answered = await self.connection.ask(method, path, body, named)
        except (OSError, TimeoutError) as error:
            self.connection.close()
            self.tally.failed(type(error).__name__)
            return Answered(0, {}, None)
        self.live.statuses[answered.status] += 1
        if answered.status < 400:
            self.tally.took(kind, time.perf_counter() - begun)
        else:
            self.tally.failed(str(answered.status))
        return answered


class LivePlayer(Client):
    """A player, who follows the game's document as the page does."""

    number = 0

    async def play(self, game: str, script: LiveScript, rounds: int) -> None:
        self.game, self.script = game, script
        self.id = str(uuid4())
        self.state: Any = None  # JSON
        self.tag = ""
        joined = await self.send(
            "join",
            "POST",
            f"/games/{game}/players",
            {"attempt": self.id, "name": f"P {self.id[:13]}"},
        )
        self.number = joined["number"]
        self.live.numbers.add(self.number)
        self.live.joined += 1
        await asyncio.sleep(self.random.random())
        for played in range(1, rounds + 1):
            await self._round(played)
        await self._until(lambda state: state["phase"] == "ended")

    async def _round(self, played: int) -> None:
        state = await self._until(
            lambda state: (
                state["round"] > played
                or (state["round"] == played and state["opens_at"] and state["question"])
            )
        )
        if state["round"] > played:
            return
        opens_at = datetime.fromisoformat(state["opens_at"]).timestamp()
        late = time.time() - opens_at
        if late > 0:
            self.live.shown_late.append(late)
        await asyncio.sleep(max(0.0, -late))
        polling = asyncio.create_task(self._keep_polling())
        shown = time.time()
        await asyncio.sleep(self._delay())
        if self.random.random() < self.script.dropouts:
            self.connection.close()
        kind = TYPES[state["question"]["view"]["type"]]
        body = {
            "attempt": self.id,
            "round": played,
            "response": kind.guess(state["question"]["view"], self.random),
            "elapsed_ms": round((time.time() - shown) * 1000),
        }
        answering = Client(
            *(self.connection.target, self.tally, self.live, self.random),
            self.connection.source,
        )
        acknowledged = False
        try:
            await answering.send("answer", "POST", f"/games/{self.game}/answers", body)
            acknowledged = True
            self.live.acknowledged += 1
            self.tally.add(answers=1)
        except GivenUpError:
            pass
        finally:
            answering.connection.close()
            polling.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await polling
        self.connection.close()
        await self._until(
            lambda state: (
                state["round"] > played
                or (state["round"] == played and state["outcome"] is not None)
            )
        )
        await asyncio.sleep(self.random.random())
        shard = await self.send(
            "own result", "GET", f"/games/{self.game}/rounds/{played}/shards/{self.number % 64}"
        )
        line = shard["lines"].get(str(self.number))
        if acknowledged and (line is None or line["credit"] is None):
            self.tally.found_wrong("lost")

    def _delay(self) -> float:
        if self.script.shape == "burst":
            return self.random.uniform(0, 2)
        return min(self.random.lognormvariate(1.6, 0.5), self.script.seconds - LEFT_TIME)

    async def _keep_polling(self) -> None:
        while True:
            await asyncio.sleep(self.random.uniform(0.8, 1.2))
            await self._poll()

    async def _until(self, wanted: Callable[[Any], bool]) -> Any:  # Any: JSON
        """Poll until the state is as wanted, and return it. Raises TimeoutError."""
        async with asyncio.timeout(LIMIT):
            while True:
                await self._poll()
                if self.state and wanted(self.state):
                    return self.state
                await asyncio.sleep(self.random.uniform(0.8, 1.2))

    async def _poll(self) -> None:
        known = {"If_None_Match": self.tag} if self.tag else {}
        answered = await self.once("poll", "GET", f"/games/{self.game}/state", **known)
        self.live.polls += 1
        if answered.status == 304:
            self.live.unchanged += 1
        elif answered.status == 200:
            self.state, self.tag = answered.content, answered.headers.get("etag", "")


class LiveHost(Client):
    """A host, who goes through all rounds, and waits for a server that is away for a minute."""

    tries = 20

    async def create(self, script: LiveScript) -> str:
        self.script = script
        options = {"seconds": script.seconds, "reading_seconds": 3}
        body = {"quiz": script.quiz, "options": options}
        self.created = await self.send("create", "POST", "/games", body)
        return str(self.created["id"])

    async def rounds(self) -> int:
        """How many rounds will be played."""
        return int(min(self.script.rounds, (await self._look())["state"]["rounds"]))

    async def lead(self, rounds: int) -> None:
        for played in range(rounds):
            await self._give("start" if played == 0 else "next")
            async with asyncio.timeout(LIMIT):
                while (seen := await self._look())["state"]["outcome"] is None:
                    if seen["state"]["phase"] == "open" and seen["answered"] == len(
                        seen["players"]
                    ):
                        await self._close(seen["state"]["version"])
                    await asyncio.sleep(1)
            self.live.counted += seen["state"]["outcome"]["answered"]
            await asyncio.sleep(3)
        await self._give("end")

    async def _close(self, version: int) -> None:
        """Close the question early; it may have closed by itself meanwhile."""
        path = f"/games/{self.created['id']}/commands"
        body = {"command": "close", "version": version}
        secret = self.created["host_secret"]
        await self.once("command", "POST", path, body, X_Game_Secret=secret)

    async def _look(self) -> Any:  # JSON
        path = f"/games/{self.created['id']}/host"
        return await self.send("host", "GET", path, X_Game_Secret=self.created["host_secret"])

    async def _give(self, command: str) -> None:
        version = (await self._look())["state"]["version"]
        await self.send(
            "command",
            "POST",
            f"/games/{self.created['id']}/commands",
            {"command": command, "version": version},
            X_Game_Secret=self.created["host_secret"],
        )


def _source(script: LiveScript, number: int) -> str | None:
    """One of the loopback addresses, which are all this machine."""
    if script.addresses == 1:
        return None
    place = number % script.addresses
    return f"127.1.{place // 250}.{place % 250 + 1}"


async def _game(target: Target, script: LiveScript, tally: Tally, live: Live, seed: int) -> None:
    host = LiveHost(target, tally, live, Random(seed))
    game = await host.create(script)
    rounds = await host.rounds()

    ones = [
        LivePlayer(target, tally, live, Random(f"{seed} {number}"), _source(script, number))
        for number in range(script.players)
    ]

    async def player(number: int) -> None:
        await asyncio.sleep(script.ramp * number / script.players)
        tally.add(playing=1)
        one = ones[number]
        try:
            await one.play(game, script, rounds)
        finally:
            one.connection.close()
            tally.add(playing=-1)

    players = [asyncio.create_task(player(number)) for number in range(script.players)]
    async with asyncio.timeout(LIMIT + script.ramp):
        while any(
            not one.number and not task.done() for one, task in zip(ones, players, strict=True)
        ):
            await asyncio.sleep(0.5)
    await host.lead(rounds)
    host.connection.close()
    tally.add(games=1)
    done = await asyncio.gather(*players, return_exceptions=True)
    for failure in done:
        if isinstance(failure, BaseException):
            tally.failed(type(failure).__name__)


def run_live(
    target: Target, script: LiveScript, shown: Callable[[Tally, float], None]
) -> tuple[Tally, Live, float]:
    """Play the games; return what they took and showed, and the seconds."""
    tally, live = Tally(), Live()
    begun = time.monotonic()

    async def show() -> None:
        while True:
            await asyncio.sleep(1)
            shown(tally, time.monotonic() - begun)

    async def everything() -> None:
        showing = asyncio.create_task(show())
        games = (_game(target, script, tally, live, seed) for seed in range(script.games))
        await asyncio.gather(*games)
        showing.cancel()

    asyncio.run(everything())
    if live.counted != live.acknowledged:
        tally.found_wrong("lost" if live.counted < live.acknowledged else "double")
    return tally, live, time.monotonic() - begun
