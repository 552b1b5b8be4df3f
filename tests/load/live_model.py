"""What live games of any size need: a model from measured costs, and a simulation that checks it.

    python -m tests.load.live_model

prints the tables of docs/scaling.md. Times are in seconds of one processor, sizes in bytes, unless
a name says otherwise.
"""

import heapq
import math
from collections import Counter
from dataclasses import dataclass
from random import Random

# Measured with `manage.py loadtest --game` on a machine with 2 cores: docs/scaling.md.
ANSWER = {"nginx": 0.00008, "web": 0.0006, "database": 0.0006}
POLL = 0.00006
RESULT = 0.00007
"""A player's own result, a copy in nginx; once a round."""
GAME = {"web": 0.004, "database": 0.002}
"""Each second of a game: the players' document, the host's, and its part of settling a round."""
PLAYER = {"web": 0.000008, "database": 0.000002}
"""For each player in those documents."""
POLL_BYTES = 900
QUESTION_BYTES = 4000
"""With each question and each solution, the document changes for every player."""
TLS_BYTES = 36_000
# Assumed: how games are played.
ROUND = 40
"""Seconds from one question to the next: reading, 20 s, solution and standings."""
MEDIAN, SPREAD = 1.6, 0.5
"""Of the logarithm of the seconds until a player answers: half of them within 5 s."""
CLASS = 30
"""Players of a game, where there are many games."""
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


def busiest(players: int, games: int) -> float:
    """Answers in a second that is exceeded in one second of a thousand.

    Games are at moments of their own: their answers add up as independent numbers do.
    """
    squared = math.exp(SPREAD**2 / 4 - MEDIAN) / (2 * SPREAD * math.sqrt(math.pi))
    variance = (squared / ROUND - 1 / ROUND**2) * players**2 / games + players / ROUND
    most = players * peak_density()
    return min(players / ROUND + 3 * math.sqrt(variance), most + 3 * math.sqrt(most))


def needs(players: int, games: int) -> Needs:
    """Of `games` equal games."""
    answers = busiest(players, games)
    return Needs(
        players,
        games,
        answers,
        # What is shown and what is earned: as many as answer, or all of a game's within a second.
        nginx=players * POLL + answers * ANSWER["nginx"] + players / games * RESULT,
        web=answers * ANSWER["web"] + games * GAME["web"] + players * PLAYER["web"],
        database=answers * ANSWER["database"]
        + games * GAME["database"]
        + players * PLAYER["database"],
        megabits=(players * POLL_BYTES + max(answers, players / games) * QUESTION_BYTES) * 8 / 1e6,
        gigabytes=players * TLS_BYTES / 1e9,
    )


def moments(players: int, games: int, random: Random) -> list[float]:
    """When answers come, in one round of each game; each begins at a moment of its own."""
    begins = [random.uniform(0, ROUND) if games > 1 else 0.0 for _ in range(games)]
    return [begins[n % games] + random.lognormvariate(MEDIAN, SPREAD) for n in range(players)]


def simulated_busiest(players: int, games: int, rounds: int, seed: int = 1) -> float:
    """The answers in the second that one in a thousand exceeds, in so many rounds."""
    random = Random(seed)
    counts: list[int] = []
    for _ in range(rounds):
        found = Counter(int(moment) % ROUND for moment in moments(players, games, random))
        counts += [found[second] for second in range(ROUND)]
    return sorted(counts)[int(0.999 * len(counts))]


def waits(players: int, workers: int, service: float, seed: int = 1) -> list[float]:
    """How long each answer of a game took, sorted; each worker serves one request at a time."""
    random = Random(seed)
    free = [0.0] * workers
    took = []
    for arrived in sorted(moments(players, 1, random)):
        begun = max(arrived, heapq.heappop(free))
        ended = begun + random.expovariate(1 / service)
        heapq.heappush(free, ended)
        took.append(ended - arrived)
    return sorted(took)


def needs_table() -> list[str]:
    """The lines of the table of what games need, as Markdown."""
    rows = [
        "| players | games | answers/s | cores: nginx | web | PostgreSQL | Mbit/s | nginx, TLS |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for players in SIZES:
        alone = [1] if players <= 10_000 else []
        for games in [*alone, max(1, players // CLASS)]:
            found = needs(players, games)
            rows.append(
                f"| {players:,} | {games:,} | {found.answers:,.0f} | {found.nginx:.2f}"
                f" | {found.web:.2f} | {found.database:.2f} | {found.megabits:,.1f}"
                f" | {found.gigabytes:.2f} GB |"
            )
    return rows


def waits_table() -> list[str]:
    """The lines of the table of simulated waits, as Markdown."""
    shares = (0.5, FULL, 0.9, 1.0, 1.1)
    rows = [
        "| cores | " + " | ".join(f"{share:.0%} used" for share in shares) + " |",
        "|---" * (len(shares) + 1) + "|",
    ]
    service = ANSWER["web"] + ANSWER["database"]
    for workers in (2, 8, 64):
        cells = []
        for share in shares:
            took = waits(round(share * workers / service / peak_density()), workers, service)
            cells.append(f"{1000 * took[int(0.99 * len(took))]:,.0f} ms")
        rows.append(f"| {workers} | " + " | ".join(cells) + " |")
    return rows


def main() -> None:
    print("\n".join(needs_table()))
    print("\nAn answer's time, p99, by the share of all cores that the busiest second needs:\n")
    print("\n".join(waits_table()))
    print("\nAnswers in the busiest second, modelled and simulated:\n")
    for players, games in ((5000, 1), (5000, 20), (5000, 166), (100_000, 3333)):
        simulated = simulated_busiest(players, games, rounds=max(10, 500_000 // players))
        modelled = busiest(players, games)
        print(f"{players:>9,} players, {games:>5,} games: {modelled:6,.0f}, {simulated:6,}")


if __name__ == "__main__":
    main()
