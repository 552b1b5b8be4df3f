"""`make bench`: Popquiz's rate compared with a bare Flask view, and whether size matters.

Every ratio is of two rates that were measured one right after the other, in turns which of them
first, on the same uWSGI (2 processes x 2 threads) and the same embedded PostgreSQL; the median over
the rounds is compared with the target. The load comes from wrk.
"""

import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from psycopg2.extensions import connection as Connection  # noqa: N812  (a class)

from deploy.local import postgres
from deploy.local.serve import check_port, manage, stop, wait_ready
from tests.load.bank import add_quiz, connect, open_attempts, open_game, settle

ROOT = Path(__file__).parent.parent.parent
PORT = os.environ.get("PORT", "8099")
URL = f"http://127.0.0.1:{PORT}"
SMALL, LARGE = "bench-small", "bench-large"
ROUNDS = int(os.environ.get("ROUNDS", "20"))
SECONDS = int(os.environ.get("SECONDS_EACH", "1"))
LARGE_SIZE = int(os.environ.get("LARGE", "1000000"))
THREADS, CONNECTIONS = 2, 8
FIGURES = ("rate", "p50", "p99")
Figures = dict[str, float]


@dataclass(frozen=True)
class Target:
    """A ratio of two rates and what it should be."""

    title: str
    measured: str
    against: str
    wanted: float


TARGETS = (
    Target("answering : one insert", "answer", "insert", 0.5),
    Target("answering live : one insert", "live answer", "insert", 0.3),
    Target("starting : one insert", "start small", "insert", 0.4),
    Target("leaderboard : same bytes", "best small", "bytes", 0.5),
    Target("starting, 1,000,000 questions : 100", "start large", "start small", 0.9),
    Target("best, 1,000,000 attempts : 1,000", "best large", "best small", 0.9),
    Target("latest, 1,000,000 attempts : 1,000", "latest large", "latest small", 0.9),
)


@contextmanager
def serving(uri: str, work: Path) -> Iterator[None]:
    """Popquiz and the floor in one uWSGI, ready."""
    environment = {
        **os.environ,
        "QUIZ_ENV": "development",
        "SQLALCHEMY_DATABASE_URI": uri,
        "POPQUIZ_HTTP": f"127.0.0.1:{PORT}",
        "BENCH_LEADERBOARD": str(work / "leaderboard.json"),
    }
    manage(["db", "upgrade"], environment)
    manage(["init_fixtures", "--if-empty"], environment)
    connection = connect(uri)
    print(f"making a quiz of {LARGE_SIZE:,} questions and as many attempts ...", flush=True)
    add_quiz(connection, SMALL, 100, 1_000)
    add_quiz(connection, LARGE, LARGE_SIZE, LARGE_SIZE)
    settle(connection)
    connection.close()
    (work / "leaderboard.json").write_text("{}")
    log = work / "server.log"
    uwsgi = Path(sys.executable).with_name("uwsgi")
    command = [str(uwsgi), "--ini", "uwsgi.ini", "--logto", str(log)]
    for module in ("backend.wsgi:app", "tests.load.floor:app"):
        server = subprocess.Popen(
            [*command, "--module", module],
            cwd=ROOT,
            env={**environment, "POPQUIZ_SOCKETS": str(work)},
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_ready(URL, server, log)
            if module.startswith("backend"):
                save_leaderboard(work / "leaderboard.json")
            else:
                yield
        finally:
            stop(server)


def save_leaderboard(path: Path) -> None:
    with urlopen(f"{URL}/api/quizzes/{SMALL}/scores") as answer:
        path.write_bytes(answer.read())


def load(lines: list[str], work: Path, url: str = URL) -> Figures:
    """wrk's figures for these requests: rate per second, p50 and p99 in ms. All must succeed."""
    requests = work / "requests.txt"
    requests.write_text("\n".join(lines) + "\n")
    done = subprocess.run(
        [
            *("wrk", "-t", str(THREADS), "-c", str(CONNECTIONS), "-d", f"{SECONDS}s"),
            *("--timeout", "10s", "-s", str(ROOT / "tests/load/load.lua"), url),
            *("--", str(requests), str(THREADS)),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    result = json.loads(done.stdout.split("RESULT ")[1])
    failures = result.pop("failures")
    figures: Figures = result
    if failures:
        sys.exit(
            f"bench: of {figures['requests']} requests failed {failures}: {lines[0][:150]}\n"
            + done.stderr
        )
    if not figures["requests"]:
        sys.exit(f"bench: no response within {SECONDS} s: {lines[0][:150]}")
    return figures


def requests_for(case: str, uri: str, expected: float) -> list[str]:
    """The requests of a case; answers are prepared, twice as many as can be sent."""
    name, _, size = case.partition(" ")
    slug = LARGE if size == "large" else SMALL
    if case == "insert":
        return ['POST /floor/insert {"question":1,"response":{"choice":"a"}}']
    if case == "bytes":
        return ["GET /floor/bytes"]
    if name == "start":
        return [f"POST /api/quizzes/{slug}/attempts {{}}"]
    if name in ("best", "latest"):
        return [f"GET /api/quizzes/{slug}/scores?sort={name}"]
    connection = connect(uri)
    if name == "live":
        lines = live_answers(connection, int(expected * SECONDS * 2))
        connection.close()
        return lines
    attempts = open_attempts(connection, slug, int(expected * SECONDS * 2 / 10) + 100)
    connection.close()
    body = '{{"question":{},"response":{{"choice":"a"}},"elapsed_ms":4200}}'
    # The first question of all players, then the second: a player answers one at a time.
    return [
        f"POST /api/attempts/{attempt}/answers {body.format(questions[index])}"
        for index in range(10)
        for attempt, questions in attempts
    ]


def live_answers(connection: Connection, count: int) -> list[str]:
    """One answer of each player of a new game."""
    new = Request(
        f"{URL}/api/games",
        json.dumps({"quiz": SMALL}).encode(),
        {"Content-Type": "application/json"},
    )
    with urlopen(new) as created:
        game = json.loads(created.read())["id"]
    players = open_game(connection, game, count)
    with urlopen(f"{URL}/api/games/{game}/state") as state:
        choice = json.loads(state.read())["question"]["view"]["choices"][0]["id"]
    body = '{{"attempt":"{}","round":1,"response":{{"choice":"{}"}},"elapsed_ms":4200}}'
    return [f"POST /api/games/{game}/answers {body.format(one, choice)}" for one in players]


def start(slug: str) -> None:
    headers = {"Content-Type": "application/json"}
    urlopen(Request(f"{URL}/api/quizzes/{slug}/attempts", b"{}", headers)).close()


def measure(uri: str, work: Path) -> list[tuple[Target, list[tuple[Figures, Figures]]]]:
    """The measured and the reference rate, for each target and round."""
    found: list[tuple[Target, list[tuple[Figures, Figures]]]] = [(t, []) for t in TARGETS]
    rate: dict[str, float] = {}

    def run(case: str) -> Figures:
        figures = load(requests_for(case, uri, rate.get("insert", 3000)), work)
        rate[case] = figures["rate"]
        return figures

    for slug in (SMALL, LARGE):
        start(slug)  # a large quiz takes long to load
    for round_number in range(ROUNDS + 1):
        for target, pairs in found:
            if round_number % 2:
                measured, against = run(target.measured), run(target.against)
            else:
                against, measured = run(target.against), run(target.measured)
            if round_number == 0:  # caches and pools warm up
                continue
            pairs.append((measured, against))
            print(
                f"  round {round_number}  {target.measured:>12} {measured['rate']:6.0f}/s"
                f"  {target.against:>12} {against['rate']:6.0f}/s",
                flush=True,
            )
    return found


def report(
    found: list[tuple[Target, list[tuple[Figures, Figures]]]],
) -> dict[str, Any]:  # Any: JSON
    """Print the tables; return them as data."""
    cases: dict[str, list[Figures]] = {}
    for target, pairs in found:
        for measured, against in pairs:
            cases.setdefault(target.measured, []).append(measured)
            cases.setdefault(target.against, []).append(against)
    print(f"\n{'case':<16}{'rate/s':>10}{'p50 ms':>10}{'p99 ms':>10}")
    for case, all_figures in cases.items():
        medians = (statistics.median(f[name] for f in all_figures) for name in FIGURES)
        print(f"{case:<16}" + "{:>10.0f}{:>10.2f}{:>10.2f}".format(*medians))
    print(f"\n{'ratio':<38}{'median':>8}{'wanted':>9}")
    ratios = []
    for target, pairs in found:
        all_ratios = [measured["rate"] / against["rate"] for measured, against in pairs]
        ratio = statistics.median(all_ratios)
        good = ratio >= target.wanted
        print(f"{target.title:<38}{ratio:8.2f}{target.wanted:9.2f}  {'ok' if good else 'BELOW'}")
        ratios.append(
            {
                "title": target.title,
                "ratio": ratio,
                "rounds": all_ratios,
                "wanted": target.wanted,
                "ok": good,
            }
        )
    return {"rounds": ROUNDS, "seconds": SECONDS, "figures": cases, "ratios": ratios}


def main() -> int:
    if shutil.which("wrk") is None:
        sys.exit("bench: needs the load generator wrk (Debian, Ubuntu: apt-get install wrk).")
    check_port("127.0.0.1", PORT)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # stop everything
    with tempfile.TemporaryDirectory(prefix="popquiz-bench-") as folder:
        work = Path(folder)
        server = postgres.start(work / "postgres")
        try:
            uri = postgres.create_database(server, "bench")
            with serving(uri, work):
                result = report(measure(uri, work))
        finally:
            server.stop()
    (ROOT / "bench-results.json").write_text(json.dumps(result, indent=2) + "\n")
    print("\nwritten to bench-results.json")
    return 0 if all(row["ok"] for row in result["ratios"]) else 1


if __name__ == "__main__":
    sys.exit(main())
