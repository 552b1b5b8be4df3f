"""Production: played, restarted, broken and repaired."""

import gzip
import json
import os
import re
import signal
from pathlib import Path
from urllib.request import Request

import pytest
from markupsafe import escape

from backend.api.client import SECURITY_HEADERS
from tests.support.players import guess, play
from tests.support.stacks import Stack, eventually


def test_a_game_is_played_through_nginx(prod: Stack) -> None:
    result = play(prod, "Ann")

    board = prod.json(f"/quizzes/{result['quiz']['slug']}/scores?sort=latest&fresh=true")["scores"]
    assert board[0]["player_name"] == "Ann"


def test_the_page_and_its_assets_are_served_with_cache_headers(prod: Stack) -> None:
    status, headers, page = prod.get("/quiz/anything")
    asset = next(part for part in page.decode().split('"') if part.endswith(".js"))
    packed = prod.get(asset, **{"Accept-Encoding": "gzip"})

    assert (status, headers["cache-control"]) == (200, "no-cache")
    assert packed[1]["content-encoding"] == "gzip"
    assert packed[1]["cache-control"] == "public, max-age=31536000, immutable"
    assert prod.get("/assets/none.js")[0] == 404
    assert prod.get(f"{asset}.map")[0] == 404
    assert prod.get("/", **{"If-None-Match": headers["etag"]})[0] == 304


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/favicon.svg", "/assets/none.js", "/x.map", "/play/1"),
        *("/api/version", "/api/nothing", "/api/docs"),
    ],
)
def test_security_headers_are_on_every_route(prod: Stack, path: str) -> None:
    headers = prod.get(path)[1]

    for name, value in SECURITY_HEADERS.items():
        assert headers[name.lower()] == value
    assert "nginx/" not in headers["server"]


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_the_licences_of_the_bundle_are_served_with_it(prod: Stack, encoding: str) -> None:
    status, headers, body = prod.get("/licences.txt", **{"Accept-Encoding": encoding})
    text = (gzip.decompress(body) if encoding == "gzip" else body).decode()
    assert (status, headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert "vue-router" in text
    assert "Permission is hereby granted, free of charge" in text
    assert "Copyright 2022 The Bricolage Grotesque Project" in text


def test_a_large_body_returns_a_problem_document(prod: Stack) -> None:
    for size in (20_000, 80_000):  # refused by the application, and by nginx
        url = f"http://127.0.0.1:{prod.port}/api/attempts/x/finish"
        status, headers, _ = prod.send(Request(url, b"x" * size))
        assert status in (404, 413)
        assert headers["content-type"] == "application/problem+json"


def test_the_commit_is_served_and_labelled(prod: Stack) -> None:
    assert prod.json("/version")["commit"] == "0123abc"
    for service in ("web", "nginx"):
        labels = prod.inspect(service)["Config"]["Labels"]
        assert labels["org.opencontainers.image.revision"] == "0123abc"


def test_nginx_serves_the_page_without_web_and_finds_it_again(prod: Stack) -> None:
    prod.compose("stop", "web")

    assert prod.get("/")[0] == 200
    status, headers, body = prod.get("/api/quizzes")
    assert (status, headers["content-type"]) == (502, "application/problem+json")
    assert json.loads(body)["status"] == 502
    assert headers["x-content-type-options"] == "nosniff"

    prod.compose("rm", "-f", "web")  # it comes back as another container
    prod.up("web")
    eventually(lambda: prod.get("/api/quizzes")[0] == 200)


def test_link_previews_come_from_web_and_are_the_page_without_it(prod: Stack) -> None:
    agent = {"User-Agent": "facebookexternalhit/1.1"}
    quiz = prod.json("/quizzes")["quizzes"][0]

    status, headers, page = prod.get(f"/quiz/{quiz['slug']}", **agent)
    assert status == 200
    assert f'property="og:title" content="{escape(quiz["title"])}"' in page.decode()
    assert headers["x-frame-options"] == "DENY"
    [image] = re.findall('property="og:image" content="https?://[^/]+([^"]+)"', page.decode())
    status, headers, content = prod.get(image)
    assert (status, headers["content-type"]) == (200, "image/jpeg")
    assert content.startswith(b"\xff\xd8\xff")
    assert b"og:title" not in prod.get(f"/quiz/{quiz['slug']}")[2]

    prod.compose("stop", "web")
    status, headers, plain = prod.get("/", **agent)
    assert (status, headers["cache-control"]) == (200, "no-cache")
    assert plain == prod.get("/")[2]
    prod.start("web")


def test_nginx_starts_without_web(prod: Stack) -> None:
    prod.compose("stop", "web", "nginx")
    prod.compose("up", "-d", "--no-deps", "--wait", "nginx")

    assert prod.get("/")[0] == 200
    assert prod.get("/api/quizzes")[0] == 502

    prod.up()
    eventually(lambda: prod.get("/api/quizzes")[0] == 200)


def test_scores_and_secrets_survive_down_and_up(prod: Stack) -> None:
    result = play(prod, "Survivor")
    path = f"/attempts/{result['id']}"
    password = Path(prod.env["QUIZDATA"]) / "secrets/db/password"
    secret = password.read_text()

    prod.compose("down", "-v")
    prod.up()

    assert prod.json(path)["player_name"] == "Survivor"
    assert password.read_text() == secret


def test_a_second_up_changes_nothing(prod: Stack) -> None:
    before = {service: prod.inspect(service)["Id"] for service in ("web", "db", "nginx")}

    prod.up()

    assert {service: prod.inspect(service)["Id"] for service in before} == before


def test_web_stops_in_time_and_cleanly(prod: Stack) -> None:
    prod.compose("stop", "web")

    assert prod.inspect("web")["State"]["ExitCode"] != 137
    prod.start("web")


@pytest.mark.parametrize("service", ["db", "web"])
def test_a_killed_process_is_replaced(prod: Stack, service: str) -> None:
    """kill -9 of PID 1: the container ends, Docker starts it again, no answer is lost."""
    quiz = prod.json("/quizzes")["quizzes"][0]["slug"]
    attempt = prod.json(f"/quizzes/{quiz}/attempts", {})
    question = attempt["questions"][0]
    path = f"/attempts/{attempt['id']}"
    body = {"question": question["id"], "response": guess(question)}
    answer = prod.json(f"{path}/answers", body)
    started = prod.inspect(service)["State"]["StartedAt"]

    os.kill(prod.inspect(service)["State"]["Pid"], signal.SIGKILL)

    eventually(lambda: prod.inspect(service)["State"]["StartedAt"] != started)
    eventually(lambda: prod.get(f"/api{path}")[0] == 200)
    assert prod.json(path)["questions"][0]["verdict"] == answer["verdict"]
