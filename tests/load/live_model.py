"""What live games of any size need: a model from measured costs, and a simulation that checks it.

    python -m tests.load.live_model

The costs are those that docs/scaling.md gives. Times are in seconds of one processor, and sizes in
bytes, unless a name says otherwise.
"""

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

ANSWER = {"nginx": 0.00008, "web": 0.0012, "database": 0.0004}
POLL = 0.00005
DOCUMENT = 0.004
"""One request a second and game at `web`, with what PostgreSQL does for it."""
RESULT = {"nginx": 0.00006, "web": 0.0009, "database": 0.0002}
"""A player's own result, once a round."""
POLL_BYTES = 420
QUESTION_BYTES = 3000
TLS_BYTES = 39_000
ROUND = 40
"""Seconds from one question to the next: reading, 20 s, solution and standings."""
MEDIAN, SPREAD = 1.6, 0.5
"""Of the logarithm of the seconds until a player answers."""
FULL = 0.7
"""The share of a processor above which requests begin to wait."""
SIZES = (100, 1000, 5000, 10_000, 100_000, 1_000_000)


@dataclass(frozen=True)
class Needs:
    """What the busiest second of these games takes."""

    players: int
    games: int
    answers: float
    """A second."""
    nginx: float
    """Processors, as `web` and `database`."""
    web: float
    database: float
    megabits: float
    gigabytes: float
    """Of nginx, with TLS."""


def peak_density() -> float:
    """The largest share of a game's players who answer in one second."""
    mode = math.exp(MEDIAN - SPREAD**2)
    return math.exp(-(SPREAD**2) / 2) / (mode * SPREAD * math.sqrt(2 * math.pi))


def needs(players: int, games: int) -> Needs:
    """Of `games` equal games, which are at moments of their own."""
    # Of many games, each second meets all moments of a round; of one, the busiest.
    answers = players * (peak_density() if games == 1 else 1 / ROUND + peak_density() / games)
    return Needs(
        players,
        games,
        answers,
        nginx=players * POLL + answers * (ANSWER["nginx"] + RESULT["nginx"]),
        web=answers * (ANSWER["web"] + RESULT["web"]) + games * DOCUMENT,
        database=answers * (ANSWER["database"] + RESULT["database"]),
        megabits=(players * POLL_BYTES + answers * QUESTION_BYTES) * 8 / 1e6,
        gigabytes=players * TLS_BYTES / 1e9,
    )


def arrivals(players: int, games: int, random: Random) -> Iterator[float]:
    """When answers come, in one round of each game."""
    begins = [random.uniform(0, ROUND) if games > 1 else 0.0 for _ in range(games)]
    return iter(
        sorted(begins[n % games] + random.lognormvariate(MEDIAN, SPREAD) for n in range(players))
    )


def waits(players: int, games: int, workers: int, service: float, seed: int = 1) -> list[float]:
    """How long each answer took, sorted, where `workers` serve one request at a time."""
    random = Random(seed)
    free = [0.0] * workers
    took = []
    for arrived in arrivals(players, games, random):
        begun = max(arrived, heapq.heappop(free))
        ended = begun + random.expovariate(1 / service)
        heapq.heappush(free, ended)
        took.append(ended - arrived)
    return sorted(took)


def main() -> None:
    print(
        f"{'players':>9} {'games':>7} {'answers/s':>10} {'nginx':>7} {'web':>7} {'db':>6}", end=""
    )
    print(f" {'Mbit/s':>8} {'GB (TLS)':>9}")
    for players in SIZES:
        for games in sorted({1, max(1, players // 30)} if players <= 10_000 else {players // 30}):
            found = needs(players, games)
            print(
                f"{players:>9,} {games:>7,} {found.answers:>10,.0f} {found.nginx:>7.2f}"
                f" {found.web:>7.2f} {found.database:>6.2f} {found.megabits:>8,.1f}"
                f" {found.gigabytes:>9.2f}"
            )
    print("\nsimulated: p99 of an answer's time, ms, by the share of the processors that is used")
    service = sum(ANSWER.values())
    for workers in (2, 8, 64):
        print(f"{workers:>4} processors", end="")
        for share in (0.5, FULL, 0.9, 1.0, 1.1):
            players = round(share * workers / service / peak_density())
            took = waits(players, 1, workers, service)
            print(f"   {share:.1f}: {1000 * took[int(0.99 * len(took))]:7.1f}", end="")
        print()


if __name__ == "__main__":
    main()
