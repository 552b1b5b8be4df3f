"""`make bench`, authors' part: grading, lists, autosave and results, and whether size matters.

Two databases on one embedded PostgreSQL, with 100 quizzes and with 10,000, of 100 questions each; a
uWSGI (2 processes x 2 threads) before each. The two rates of a ratio are measured one right after
the other, in turns which of them first. One quiz was played 100 times here, 100,000 times there.
"""

import json
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from urllib.request import Request, urlopen

from backend.accounts.sessions import begin
from backend.api.signed_in import csrf_token
from backend.app import create_app
from backend.document.quiz_settings import QUESTIONS_LIMIT
from backend.models import Quiz, QuizDraft, User, db
from backend.questions import TYPES
from backend.settings import Settings
from deploy.local import postgres
from deploy.local.postmaster import Postmaster
from deploy.local.serve import check_port, environment_for, manage, serve, stop, wait_ready
from tests.load.bank import connect, settle
from tests.load.bench import ROOT, SECONDS, Figures, load

SIZES = {"small": 100, "large": int(os.environ.get("QUIZZES", "10000"))}
PORTS = {"small": "8097", "large": "8098"}
ROUNDS = int(os.environ.get("ROUNDS", "20"))
WANTED = 0.9
SLOWEST = 1000.0  # µs
ATTEMPTS = {"small": 100, "large": int(os.environ.get("ATTEMPTS", "100000"))}
SLOWER = 10.0
"""So many times as long may the results of the quiz take that was played more often."""
RESULTS = ("summary", "attempts", "figures")
CASES = ("quiz page", "studio list", "autosave")
SAVED = min(QUESTIONS_LIMIT, 1000 * SECONDS)
"""Questions of a draft; each is saved at most once in a measurement."""

QUIZZES = """
    WITH added AS (
        INSERT INTO quiz (slug, title, description, description_html, language, settings, owner_id,
            updated_at)
        SELECT 'quiz-' || n, 'Quiz number ' || n, '', '', 'en', '{}', %(owner)s,
            now() - n * interval '1 minute'
        FROM generate_series(1, %(quizzes)s) n RETURNING id
    ), questions AS (
        INSERT INTO question
            (type, prompt, body, explanation, html, view, tags, difficulty, source, created_at)
        SELECT q.type, q.prompt, q.body, q.explanation, q.html, q.view, q.tags, q.difficulty, '{}',
               now()
        FROM (SELECT * FROM question ORDER BY id LIMIT 1) q, generate_series(1, %(quizzes)s * 100)
        RETURNING id
    )
    INSERT INTO quiz_question (quiz_id, position, question_id)
    SELECT quiz.id, (question.n - 1) %% 100 + 1, question.id
    FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM added) quiz
    JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM questions) question
        ON quiz.n = (question.n - 1) / 100
"""
PLAYED = """
    WITH ten AS (
        SELECT quiz_id, array_agg(question_id) AS ids FROM (
            SELECT quiz_id, question_id FROM quiz_question JOIN quiz ON quiz.id = quiz_id
            WHERE slug = 'quiz-1' ORDER BY position LIMIT 10) first
        GROUP BY quiz_id
    ), played AS (
        INSERT INTO attempt (id, quiz_id, player_name, question_ids, question_points, feedback,
            shuffle_seed, started_at, finished_at, score, max_score)
        SELECT uuidv7(-n * interval '31 seconds'), quiz_id, 'Player ' || n, ids,
            array_fill(1::float8, ARRAY[10]), 'immediate', n, now() - n * interval '31 seconds',
            now() - n * interval '30 seconds', n %% 11, 10
        FROM ten, generate_series(1, %(attempts)s) n
        RETURNING id, quiz_id, question_ids
    ), answers AS (
        INSERT INTO answer (attempt_id, question_id, response, credit, points, elapsed_ms)
        SELECT id, question_id, jsonb_build_object('choice', chr(97 + (random() * 3)::int)),
            (random() * 3)::int / 3, (random() * 3)::int / 3, 4200
        FROM played, unnest(question_ids) AS question_id
    )
    SELECT quiz_id FROM ten
"""
DRAFTS = """
    INSERT INTO question_draft (id, quiz_id, position, content)
    SELECT uuidv7(), %(quiz)s, n, %(content)s FROM generate_series(1, %(drafts)s) n RETURNING id
"""


class Site:
    """One of the two installations, with a signed-in author."""

    def __init__(self, uri: str, size: str) -> None:
        self.uri, self.url = uri, f"http://127.0.0.1:{PORTS[size]}"
        self.quizzes = SIZES[size]
        variables = {
            "QUIZ_ENV": "development",
            "SQLALCHEMY_DATABASE_URI": uri,
            "SECRET_KEY": "bench " * 8,
        }
        app = create_app(Settings.from_env(variables))
        with app.app_context():
            user = User(email="ada@example.org", name="Ada", role="author")
            db.session.add(user)
            db.session.flush()
            token = begin(user, "wrk")
            self.headers = f"Cookie: popquiz={token}\nX-CSRF-Token: {csrf_token(token)}"
            drafted = Quiz(
                slug="drafted",
                title="Drafted",
                description="",
                description_html="",
                language="en",
                settings={},
                owner_id=user.id,
            )
            db.session.add(drafted)
            db.session.flush()
            db.session.add(QuizDraft(quiz_id=drafted.id, content={"title": "Drafted"}))
            self.owner, self.drafted = user.id, drafted.id
            db.session.commit()
            db.engine.dispose()
        connection = connect(uri)
        with connection.cursor() as cursor:
            cursor.execute(QUIZZES, {"owner": self.owner, "quizzes": self.quizzes})
            cursor.execute(PLAYED, {"attempts": ATTEMPTS[size]})
            [[self.played]] = cursor.fetchall()
        settle(connection)
        connection.close()

    def requests(self, case: str) -> list[str]:
        numbers = [random.randint(1, self.quizzes) for _ in range(1000)]
        if case == "quiz page":
            return [f"GET /api/quizzes/quiz-{number}" for number in numbers]
        if case == "studio list":
            return ["GET /api/studio/quizzes"]
        content = {"type": "single", "prompt": "?" * 200, "body": TYPES["single"].example}
        connection = connect(self.uri)
        with connection.cursor() as cursor:
            values = {"quiz": self.drafted, "content": json.dumps(content), "drafts": SAVED}
            cursor.execute("DELETE FROM question_draft")
            cursor.execute(DRAFTS, values)
            ids = [row[0] for row in cursor.fetchall()]
        connection.close()
        body = json.dumps({"version": 1, "content": {**content, "prompt": "!" * 200}})
        path = f"/api/studio/quizzes/{self.drafted}/draft/questions"
        return [f"PUT {path}/{draft_id} {body}" for draft_id in ids]

    def send(self, line: str) -> None:
        """Send one request, `METHOD PATH BODY`, which must succeed."""
        method, path, *body = line.split(" ", 2)
        headers = dict(line.split(": ") for line in self.headers.splitlines())
        data = body[0].encode() if body else None
        headers |= {"Content-Type": "application/json"} if body else {}
        with urlopen(Request(self.url + path, data, headers, method=method)) as answer:
            answer.read()

    def look_at_results(self) -> float:
        """How long the requests of the results page take, in ms."""
        before = time.perf_counter()
        for part in RESULTS:
            self.send(f"GET /api/studio/quizzes/{self.played}/{part}")
        return 1000 * (time.perf_counter() - before)


@contextmanager
def serving(server: Postmaster, size: str, work: Path) -> Iterator[Site]:
    uri = postgres.create_database(server, size)
    environment = environment_for(uri, "127.0.0.1", PORTS[size], work)
    environment["SECRET_KEY"] = "bench " * 8
    manage(["db", "upgrade"], environment)
    manage(["init_fixtures"], environment)
    print(f"making {SIZES[size]:,} quizzes of 100 questions ...", flush=True)
    site = Site(uri, size)
    process = serve(environment, work / f"{size}.log")
    try:
        wait_ready(site.url, process, work / f"{size}.log")
        yield site
    finally:
        stop(process)


def grading() -> dict[str, float]:
    """The median of grading a guess, in µs, by type."""
    taken = {}
    for name, kind in sorted(TYPES.items()):
        body = kind.Body.model_validate(kind.example)
        view = kind.view(body).model_dump(mode="json")
        guesses = [kind.Response.model_validate(kind.guess(view, Random(n))) for n in range(500)]
        times = []
        for guess in guesses:
            before = time.perf_counter()
            kind.grade(body, guess)
            times.append(time.perf_counter() - before)
        taken[name] = 1e6 * statistics.median(times)
    return taken


def measure(sites: dict[str, Site], work: Path) -> dict[str, list[tuple[Figures, Figures]]]:
    """The rates with many and with few quizzes, for each case and round."""
    found: dict[str, list[tuple[Figures, Figures]]] = {case: [] for case in CASES}
    for case in CASES:
        for site in sites.values():
            site.send(site.requests(case)[0])  # what checks authors' content takes long to start
    for round_number in range(ROUNDS + 1):
        for case in CASES:
            figures = {}
            for size in sorted(sites, reverse=bool(round_number % 2)):
                os.environ["LOAD_HEADERS"] = sites[size].headers
                figures[size] = load(sites[size].requests(case), work, sites[size].url)
            if round_number:  # the first one warms up
                found[case].append((figures["large"], figures["small"]))
    return found


def results(sites: dict[str, Site]) -> dict[str, float]:
    """The median of looking at results, in ms, by size."""
    times: dict[str, list[float]] = {size: [] for size in sites}
    for round_number in range(ROUNDS + 1):
        for size in sorted(sites, reverse=bool(round_number % 2)):
            times[size].append(sites[size].look_at_results())
    return {size: statistics.median(all_times[1:]) for size, all_times in times.items()}


def report(
    taken: dict[str, float],
    found: dict[str, list[tuple[Figures, Figures]]],
    looked: dict[str, float],
) -> bool:
    """Print the tables and write them; whether all is well."""
    print(f"\n{'grading':<16}{'median µs':>10}{'at most':>10}")
    for name, micros in taken.items():
        print(f"{name:<16}{micros:10.1f}{SLOWEST:10.0f}  {'ok' if micros < SLOWEST else 'ABOVE'}")
    against = "{large:,} : {small}".format(**SIZES)
    head = f"{'case':<16}{'rate/s':>10}{'p50 ms':>10}{'p99 ms':>10}{against:>16}"
    print(f"\n{head}{'wanted':>9}")
    ratios = {}
    for case, pairs in found.items():
        large = {n: statistics.median(f[n] for f, _ in pairs) for n in ("rate", "p50", "p99")}
        ratio = ratios[case] = statistics.median(a["rate"] / b["rate"] for a, b in pairs)
        line = "{:<16}{:>10.0f}{:>10.2f}{:>10.2f}".format(case, *large.values())
        print(f"{line}{ratio:16.2f}{WANTED:9.2f}  {'ok' if ratio >= WANTED else 'BELOW'}")
    slower = looked["large"] / looked["small"]
    print("\nresults of {large:,} attempts and of {small}: ".format(**ATTEMPTS), end="")
    print("{large:.0f} and {small:.0f} ms, ".format(**looked), end="")
    print(
        f"{slower:.1f} times as long, at most {SLOWER:.0f}: {'ok' if slower < SLOWER else 'ABOVE'}"
    )
    result = {"grading_us": taken, "figures": found, "ratios": ratios, "results_ms": looked}
    (ROOT / "bench-authors.json").write_text(json.dumps(result, indent=2) + "\n")
    print("\nwritten to bench-authors.json")
    return max(taken.values()) < SLOWEST and min(ratios.values()) >= WANTED and slower < SLOWER


def main() -> int:
    for port in PORTS.values():
        check_port("127.0.0.1", port)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # stop everything
    taken = grading()
    with tempfile.TemporaryDirectory(prefix="popquiz-bench-") as folder, ExitStack() as stack:
        work = Path(folder)
        server = postgres.start(work / "postgres")
        stack.callback(server.stop)
        sites = {size: stack.enter_context(serving(server, size, work)) for size in SIZES}
        return 0 if report(taken, measure(sites, work), results(sites)) else 1


if __name__ == "__main__":
    sys.exit(main())
