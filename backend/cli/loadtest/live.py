"""Simulates live games: a host and many players each, as their pages behave."""

import asyncio
import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random

from .live_client import LIMIT, Live, LiveScript
from .live_host import LiveHost
from .live_player import LivePlayer
from .tally import Tally
from .target import Target


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
            one.drop()
            tally.add(playing=-1)

    players = [asyncio.create_task(player(number)) for number in range(script.players)]
    async with asyncio.timeout(LIMIT + script.ramp):
        while any(
            not one.number and not task.done() for one, task in zip(ones, players, strict=True)
        ):
            await asyncio.sleep(0.5)
    await host.lead(rounds)
    host.drop()
    tally.add(games=1)
    done = await asyncio.gather(*players, return_exceptions=True)
    for failure in done:
        if isinstance(failure, BaseException):
            tally.failed(type(failure).__name__)


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """A search for garbage among thousands of tasks takes tenths of a second, for all of them."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 1_000, 1_000)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


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

    with _seldom_collected():
        asyncio.run(everything())
    if live.counted != live.acknowledged:
        tally.found_wrong("lost" if live.counted < live.acknowledged else "double")
    return tally, live, time.monotonic() - begun
