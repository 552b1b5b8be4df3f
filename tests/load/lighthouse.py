"""`make lighthouse`: Google's Lighthouse on the production build, in the local Chromium.

Measures the home page, a question, a quiz page and the page about WATs as a phone, three times
each, and reports the median of each category, with the lowest and the highest where they differ:
one run differs from the next by some points
(https://github.com/GoogleChrome/lighthouse/blob/main/docs/variability.md). Exit code 1 if a median
is below 95.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from urllib.request import Request, urlopen

from deploy.local import postgres
from deploy.local.serve import environment_for, manage, serve, stop, wait_ready

ROOT = Path(__file__).parents[2]
LIGHTHOUSE = "lighthouse@12.8.2"  # the newest that runs on Node 20
CATEGORIES = ("performance", "accessibility", "best-practices")
WANTED = 95
RUNS = 3
CHROME_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def start_attempt(url: str) -> str:
    """The path of a fresh game."""
    request = Request(
        f"{url}/api/quizzes/programming-wats/attempts", b"{}", {"Content-Type": "application/json"}
    )
    with urlopen(request) as answer:
        return f"/play/{json.load(answer)['id']}"


def scores(url: str, report: Path) -> dict[str, int]:
    """Lighthouse's scores for the page, 0 to 100, by category."""
    command = [
        "npx",
        "--yes",
        LIGHTHOUSE,
        url,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
    ]
    command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={CHROME_FLAGS}"]
    subprocess.run(command, check=True)
    categories = json.loads(report.read_text())["categories"]
    return {name: round(100 * categories[name]["score"]) for name in CATEGORIES}


def shown(values: list[int]) -> str:
    """The median of sorted scores, with their range."""
    lowest, highest = values[0], values[-1]
    return f"{median(values)}" + (f" ({lowest}-{highest})" if lowest < highest else "")


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("lighthouse: needs Chromium (Debian, Ubuntu: apt-get install chromium).")
    os.environ["CHROME_PATH"] = chromium
    reports = ROOT / "lighthouse"
    reports.mkdir(exist_ok=True)
    reached = True
    with tempfile.TemporaryDirectory(prefix="popquiz-lighthouse-") as folder:
        work = Path(folder)
        database = postgres.start(work / "postgres")
        server = None
        try:
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = str(probe.getsockname()[1])
            uri = postgres.create_database(database, "lighthouse")
            environment = environment_for(uri, "127.0.0.1", port, work)
            manage(["db", "upgrade"], environment)
            manage(["init_fixtures"], environment)
            server = serve(environment, work / "server.log")
            url = f"http://127.0.0.1:{port}"
            wait_ready(url, server, work / "server.log")
            pages = {
                "home": "/",
                "question": start_attempt(url),
                "quiz": "/quiz/programming-wats",
                "wat": "/what-is-a-wat",
            }
            print(f"{'page':<12}" + "".join(f"{name:>16}" for name in CATEGORIES))
            for name, path in pages.items():
                runs = [scores(url + path, reports / f"{name}-{n}.json") for n in range(RUNS)]
                found = [sorted(run[category] for run in runs) for category in CATEGORIES]
                print(f"{name:<12}", *(f"{shown(values):>15}" for values in found), flush=True)
                reached = reached and all(median(values) >= WANTED for values in found)
        finally:
            if server:
                stop(server)
            database.stop()
    print(f"\nwanted: {WANTED} each; full reports in lighthouse/")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
