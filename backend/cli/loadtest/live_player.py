"""A simulated player of a live game."""

import asyncio
import contextlib
import math
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

from ...questions import TYPES
from .live_client import LIMIT, Client, GivenUpError, LiveScript

LEFT_TIME = 1.0  # seconds before the end, for those who answer late
SOON = 4.0  # seconds; in the last ones of a question, all players ask each second
LARGE = 2000  # players; in so large a game, those who have answered ask half as often, too
FLOOR_SHARE = 0.1
"""The share of answers before which a player asks for what costs nothing, for comparison."""
SHARDS = 64
"""The most that own results are in; any game's number divides it."""


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
        soon = opens_at + self.script.seconds - SOON
        polling = asyncio.create_task(self._keep_polling(soon))
        shown = time.time()
        await asyncio.sleep(self._delay())
        if self.random.random() < self.script.dropouts:
            self.drop()
        if self.random.random() < FLOOR_SHARE:
            await self.floor()
        kind = TYPES[state["question"]["view"]["type"]]
        body = {
            "attempt": self.id,
            "round": played,
            "response": kind.guess(state["question"]["view"], self.random),
            "elapsed_ms": round((time.time() - shown) * 1000),
        }
        acknowledged = False
        try:
            await self.send("answer", "POST", f"/games/{self.game}/answers", body)
            acknowledged = True
            self.live.acknowledged += 1
            self.tally.add(answers=1)
        except GivenUpError:
            pass
        finally:
            polling.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await polling
        state = await self._until(
            lambda state: (
                state["round"] > played
                or (state["round"] == played and state["outcome"] is not None)
            ),
            soon if state["players"] >= LARGE else 0,
        )
        await asyncio.sleep(self.random.random())
        shards = state["outcome"]["shards"] if state["round"] == played else SHARDS
        place = f"/games/{self.game}/rounds/{played}/shards/{self.number % shards}"
        shard = await self.send("own result", "GET", place)
        line = shard["lines"].get(str(self.number))
        if acknowledged and (line is None or line["credit"] is None):
            self.tally.found_wrong("lost")

    def _delay(self) -> float:
        if self.script.shape == "burst":
            return self.random.uniform(0, 2)
        return min(self.random.lognormvariate(1.6, 0.5), self.script.seconds - LEFT_TIME)

    async def _keep_polling(self, soon: float) -> None:
        while True:
            await self._pause(soon)
            await self._poll()

    async def _until(self, wanted: Callable[[Any], bool], soon: float = 0) -> Any:  # Any: JSON
        """Poll until the state is as wanted, and return it. Raises TimeoutError."""
        async with asyncio.timeout(LIMIT):
            while True:
                await self._poll()
                if self.state and wanted(self.state):
                    return self.state
                await self._pause(soon)

    async def _pause(self, soon: float) -> None:
        """Until then, a page asks half as often: the round will not close without notice."""
        usual = 2 if time.time() < soon else 1
        await asyncio.sleep(usual * self.random.uniform(0.8, 1.2))

    async def _poll(self) -> None:
        known = {"If_None_Match": self.tag} if self.tag else {}
        sent = time.time()
        answered = await self.once("poll", "GET", f"/games/{self.game}/state", **known)
        self.live.polls += 1
        if answered.status == 200:
            self.state = self.live.document(answered)
            self.tag = answered.header("etag") or ""
        elif answered.status != 304:
            return
        unchanged = answered.status == 304
        self.live.unchanged += unchanged
        if self._open_at(sent):
            self.live.open_polls += 1
            self.live.open_unchanged += unchanged
        self.live.polled(self.game, self.state["version"], sent, answered.header("x-cache"))

    def _open_at(self, now: float) -> bool:
        """Whether players can answer, as far as this one knows."""
        state = self.state
        if state["phase"] != "announced" or not state["opens_at"]:
            return False
        opens_at, closes_at = (
            datetime.fromisoformat(state[name]).timestamp() if state[name] else math.inf
            for name in ("opens_at", "closes_at")
        )
        return opens_at <= now < closes_at
