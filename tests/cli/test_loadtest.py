"""The load test against real servers: a healthy one and faulty ones.

It runs as a process where it plays, since it shrinks the stacks of all its threads.
"""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import text, update
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from backend.cli.loadtest.http import parsed
from backend.cli.loadtest.live_client import Client, Live
from backend.cli.loadtest.shown import live_table
from backend.cli.loadtest.tally import Tally
from backend.cli.loadtest.target import Target
from backend.library.packs import load_pack
from backend.models import ClassList, Quiz, db
from tests.support.accounts import add_user
from tests.support.command_line import manage, program
from tests.support.questions import pack

Wsgi = Callable[..., Any]
FAST = ("--players", "4", "--think", "0", "--ramp", "0")


@contextmanager
def served(application: Wsgi) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, application, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()


class Breaking:
    """A server that tampers with some responses: `breaks` gets the request and its number."""

    def __init__(self, app: OpenAPI, breaks: Callable[[Request, int], Response | None]) -> None:
        self.app, self.breaks = app, breaks
        self.numbers = iter(range(10**9))

    def __call__(self, environ: Any, start_response: Any) -> Any:
        request = Request(environ)
        broken = None
        if request.path.endswith("/answers"):
            broken = self.breaks(request, next(self.numbers))
        return (broken or self.app)(environ, start_response)


def test_every_answer_of_every_player_is_stored(app: OpenAPI, tmp_path: Path) -> None:
    load_pack(pack())
    report = tmp_path / "report.json"
    with served(app) as url:
        done = program("loadtest", "--url", url, *FAST, "--games", "2", "--json", str(report))

    assert done.returncode == 0, done.stderr
    found = json.loads(report.read_text())
    assert found["games"] == 8
    assert found["answers"] == db.session.scalar(text("SELECT count(*) FROM answer"))
    assert (found["lost"], found["changed"], found["double"], found["given_up"]) == (0, 0, 0, 0)
    assert found["latency_seconds"]["start"]["requests"] == 8
    assert found["latency_seconds"]["answer"]["requests"] >= found["answers"]
    finished = "SELECT count(*) FROM attempt WHERE player_name = 'Load test'"
    assert db.session.scalar(text(finished)) == 8
    assert "8 games" in done.stdout


LIVE = ("--game", "--players", "6", "--rounds", "1", "--seconds", "5", "--shape", "burst")


def test_every_answer_of_a_live_game_is_in_its_result(app: OpenAPI, tmp_path: Path) -> None:
    load_pack(pack())
    report = tmp_path / "report.json"
    with served(app) as url:
        done = program("loadtest", "--url", url, *LIVE, "--ramp", "0", "--json", str(report))

    assert done.returncode == 0, done.stderr
    found = json.loads(report.read_text())
    assert (found["joined"], found["distinct"], found["games"]) == (6, 6, 1)
    assert (found["acknowledged"], found["counted"]) == (6, 6)
    assert (found["lost"], found["double"], found["given_up"]) == (0, 0, 0)
    assert db.session.scalar(text("SELECT count(*) FROM answer")) == 6
    assert found["polls"] > found["open_polls"] > 0
    assert found["oldest_seconds"] < 5
    assert found["documents_per_second"] is None
    assert "joined: 6, distinct: 6" in done.stdout
    assert "not cached by nginx" in done.stdout


def test_the_age_of_documents_and_what_nginx_passes_on_are_reported() -> None:
    live = Live()
    live.commanded["a game", 2] = 100.0
    for version, sent, cache in (
        (1, 99.9, "MISS"),
        (1, 100.8, "HIT"),
        (2, 100.9, "EXPIRED"),
        (1, 100.9, "UPDATING"),
        (2, 101.0, "EXPIRED"),
        (2, 101.1, "EXPIRED"),
        (2, 102.5, "HIT"),
    ):
        live.polled("a game", version, sent, cache)
    found = live.report()

    assert found["oldest_seconds"] == 0.9
    assert found["documents_per_second"] == {"mean": 1.0, "most": 2}


def test_answers_are_compared_with_what_costs_nothing() -> None:
    """Only where there is an nginx, which answers by itself."""
    asked: list[str] = []

    def file(environ: Any, start_response: Any) -> Any:
        asked.append(environ["PATH_INFO"])
        return Response("")(environ, start_response)

    tally, live = Tally(), Live()
    with served(file) as url:
        client = Client(Target.of(url), tally, live, Random(1))
        asyncio.run(client.floor())
        assert asked == []
        live.polled("a game", 1, 100.0, "HIT")
        asyncio.run(client.floor())
    assert asked == ["/.well-known/popquiz"]

    tally.seconds.update(answer=[0.3], floor=[0.2])
    shown = live_table({**tally.report(1), **live.report()})
    assert "an answer's p99: 1.5 times that of the floor" in shown


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Length: 7", b'{"a":1}'),
        ("Transfer-Encoding: chunked", b'5\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n'),
    ],
)
def test_a_response_may_arrive_in_any_pieces(headers: str, body: bytes) -> None:
    received = f"HTTP/1.1 200 OK\r\n{headers}\r\n\r\n".encode() + body
    pieces = [parsed(received[:length], ended=False) for length in range(len(received))]

    assert pieces == [None] * len(received)
    whole = parsed(received, ended=False)
    assert whole is not None
    assert (whole.status, whole.content) == (200, {"a": 1})


def test_a_live_game_that_loses_answers_is_found_out(app: OpenAPI) -> None:
    """Answers that this server acknowledges without storing them."""
    load_pack(pack())
    body = json.dumps({"round": 1, "response": {"choice": "a"}})

    def swallow(request: Request, number: int) -> Response | None:
        return Response(body, content_type="application/json") if number % 3 == 1 else None

    with served(Breaking(app, swallow)) as url:
        done = program("loadtest", "--url", url, *LIVE, "--ramp", "0")

    assert done.returncode == 1, done.stdout
    assert "answers lost: 0" not in done.stdout


def test_load_test_players_can_stay_off_the_leaderboard(app: OpenAPI) -> None:
    load_pack(pack())
    with served(app) as url:
        assert program("loadtest", "--url", url, *FAST, "--no-finish").returncode == 0

    assert db.session.scalar(text("SELECT count(*) FROM attempt WHERE finished_at IS NULL")) == 4


def test_load_test_players_give_the_name_that_the_quiz_asks_for(app: OpenAPI) -> None:
    load_pack(pack(settings={"names": "start"}))
    with served(app) as url:
        assert program("loadtest", "--url", url, *FAST).returncode == 0
        load_pack(pack(settings={"names": "none"}))
        assert program("loadtest", "--url", url, *FAST).returncode == 0
        load_pack(pack(settings={"names": "list"}))
        owner = add_user("ada@example.org")
        chosen = ClassList(owner_id=owner, title="7b", names=["Ann", "Bea"])
        db.session.add(chosen)
        db.session.flush()
        db.session.execute(update(Quiz).values(class_list_id=chosen.id))
        db.session.commit()
        done = program("loadtest", "--url", url, *FAST, "--quiz", "small")

    assert done.returncode == 0, done.stderr
    names = "SELECT player_name, finished_at IS NOT NULL FROM attempt ORDER BY number"
    rows = [tuple(row) for row in db.session.execute(text(names))]
    assert rows[:8] == [("Load test", True)] * 4 + [(None, True)] * 4
    assert {name for name, _ in rows[8:]} <= {"Ann", "Bea"}
    assert len(rows) == 12


def test_temporary_failures_are_retried(app: OpenAPI) -> None:
    load_pack(pack())
    server = Breaking(app, lambda _, number: Response("away", 502) if number == 1 else None)
    with served(server) as url:
        done = program("loadtest", "--url", url, *FAST)

    assert done.returncode == 0
    assert "1 x 502; failed permanently: 0" in done.stdout


def test_a_refusal_is_final(app: OpenAPI) -> None:
    load_pack(pack())
    server = Breaking(app, lambda _, number: Response("no", 403) if number == 1 else None)
    with served(server) as url:
        done = program("loadtest", "--url", url, *FAST)

    assert done.returncode == 1
    assert "1 x 403; failed permanently: 1" in done.stdout


def forgets(app: OpenAPI) -> Callable[[Request, int], Response | None]:
    """Acknowledges one answer, and then removes it."""

    def breaks(request: Request, number: int) -> Response | None:
        if number != 2:
            return None
        response = Response.from_app(app, request.environ)
        with app.app_context():
            attempt = request.path.split("/")[3]
            db.session.execute(text("DELETE FROM answer WHERE attempt_id = :a"), {"a": attempt})
            db.session.commit()
        return response

    return breaks


def other_verdict(app: OpenAPI) -> Callable[[Request, int], Response | None]:
    """Acknowledges one answer with a verdict that is not the stored one."""

    def breaks(request: Request, number: int) -> Response | None:
        if number != 2:
            return None
        answer = json.loads(Response.from_app(app, request.environ).get_data())
        answer["verdict"]["points"] += 1
        return Response(json.dumps(answer), 200, content_type="application/json")

    return breaks


@pytest.mark.parametrize(("lies", "word"), [(forgets, "lost"), (other_verdict, "changed")])
def test_a_changed_verdict_is_detected(app: OpenAPI, lies: Callable[..., Any], word: str) -> None:
    load_pack(pack())
    with served(Breaking(app, lies(app))) as url:
        done = program("loadtest", "--url", url, *FAST)

    assert done.returncode == 1
    assert f"{word}: 0" not in done.stdout


def test_a_double_counted_score_is_detected(app: OpenAPI) -> None:
    load_pack(pack())

    def counts_twice(environ: Any, start_response: Any) -> Any:
        request = Request(environ)
        response = Response.from_app(app, environ)
        if request.method == "GET" and request.path.startswith("/api/attempts/"):
            answer = json.loads(response.get_data())
            answer["score"] = (answer["score"] or 0) + 1
            response.set_data(json.dumps(answer))
        return response(environ, start_response)

    with served(counts_twice) as url:
        done = program("loadtest", "--url", url, *FAST)

    assert done.returncode == 1
    assert "counted twice: 4" in done.stdout


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://localhost", True),
        ("http://[::1]:8000", True),
        ("http://10.1.2.3", True),
        ("http://192.168.0.5", True),
        ("http://[fd00::1]", True),
        ("https://8.8.8.8", False),
        ("https://172.32.0.1", False),
        ("http://[2606:4700::1111]", False),
    ],
)
def test_private_hosts_are_recognised(url: str, own: bool) -> None:
    assert Target.of(url).is_own() is own


def test_a_public_host_needs_confirmation(app: OpenAPI) -> None:
    done = manage("loadtest", "--url", "http://8.8.8.8", says="n\n")

    assert done.returncode == 1
    assert "public address" in done.stdout
    assert "Aborted" in done.stderr
    assert manage("loadtest", "--url", "http://8.8.8.8").returncode == 1  # no terminal to ask on


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (("--url", "ftp://127.0.0.1"), "is not an http or https URL"),
        (("--url", "http://127.0.0.1:99999"), "no valid port"),
        (("--url", "http://no-such-host.invalid"), "does not resolve"),
        (("--url", "http://127.0.0.1:9"), "No Popquiz"),
        (("--url", "http://127.0.0.1", "--players", "9999"), "--players"),
    ],
)
def test_bad_options_print_one_sentence(options: tuple[str, ...], fault: str) -> None:
    done = manage("loadtest", *options)

    assert done.returncode != 0
    assert fault in done.stderr
    assert "Traceback" not in done.stderr


def test_a_load_test_ends_in_time(app: OpenAPI) -> None:
    load_pack(pack())
    with served(app) as url:
        done = program(
            *("loadtest", "--url", url, "--players", "2", "--think", "60", "--duration", "1")
        )

    assert done.returncode == 0
    assert "0 games and 0 answers" in done.stdout
