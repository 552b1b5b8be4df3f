"""Live games with so many players that counting them, or Flask, would take too long."""

import json
import re
from collections import Counter
from typing import Any
from uuid import uuid4

import pytest
from flask_openapi3 import OpenAPI
from werkzeug.test import TestResponse

from backend.api import rush
from backend.games import crowd
from backend.play.caches import Kept
from tests.support.api import Api
from tests.support.games import GamePlayer, Host
from tests.support.shown import shown_id

pytestmark = pytest.mark.usefixtures("quiz")


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Any game is a crowd; returns the games that were counted, as often as they were."""
    counts: list[object] = []
    count = crowd._counted

    def counted(connection: Any, game_id: Any) -> crowd.Crowd:
        counts.append(game_id)
        return count(connection, game_id)

    monkeypatch.setattr(crowd, "_counted", counted)
    monkeypatch.setattr(crowd, "FEW", 0)
    monkeypatch.setattr(crowd, "SECONDS", 600)
    return counts


def test_a_crowd_is_not_counted_for_each_player(app: OpenAPI, crowded: list[object]) -> None:
    host = Host(app, teams=["Red", "Green", "Blue"])
    api = Api(app.test_client())
    teams = Counter(GamePlayer(api, host.id, f"P{n}").me["team"] for n in range(30))
    assert teams == {0: 10, 1: 10, 2: 10}
    assert len(crowded) == 1


def test_few_players_are_counted_for_each(app: OpenAPI, crowded: list[object]) -> None:
    crowd.FEW = 200  # undone by the fixture
    host = Host(app)
    api = Api(app.test_client())
    for n in range(3):
        GamePlayer(api, host.id, f"P{n}")
    assert len(crowded) == 3


def test_processes_that_count_for_themselves_keep_the_limit(
    app: OpenAPI, crowded: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd, "MOST_PLAYERS", 40)
    host = Host(app)
    api = Api(app.test_client())
    processes: list[Kept[Any, crowd.Crowd]] = [Kept() for _ in range(4)]
    for n in range(40):
        monkeypatch.setattr(crowd, "crowds", processes[n % 4])
        GamePlayer(api, host.id, f"P{n}")
    for process in processes:
        monkeypatch.setattr(crowd, "crowds", process)
        body = {"attempt": str(uuid4()), "name": "Late"}
        full = api.post(f"/games/{host.id}/players", body, 409)
        assert full["type"] == "/problems/game-full"


def both_ways(app: OpenAPI, path: str, body: object) -> list[TestResponse]:
    """The responses to a move that is made beside Flask, and to one that Flask gets."""
    client = app.test_client()
    return [
        client.post(path, data=json.dumps(body), content_type=media_type)
        for media_type in ("application/json", "application/json; charset=utf-8")
    ]


def test_moves_beside_flask_respond_as_the_routes_do(
    app: OpenAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached = 0
    inner = app.full_dispatch_request

    def dispatch() -> Any:
        nonlocal reached
        reached += 1
        return inner()

    host = Host(app)
    monkeypatch.setattr(app, "full_dispatch_request", dispatch)
    ann: dict[str, Any] = {"attempt": str(uuid4()), "name": "Ann"}
    path = f"/api/games/{host.id}/players"
    joined = both_ways(app, path, ann)
    assert reached == 1
    kicked = GamePlayer(Api(app.test_client()), host.id, "Eve")
    host.kick(kicked.me["number"])
    opened = host.begin()
    answer = {
        "attempt": ann["attempt"],
        "round": 1,
        "response": {"choice": shown_id(opened["question"], "a")},
        "elapsed_ms": 0,
    }
    path = f"/api/games/{host.id}/answers"
    reached = 0
    answered = both_ways(app, path, answer)
    assert reached == 1
    reached = 0
    pairs = [
        joined,
        answered,
        both_ways(app, path, {**answer, "attempt": kicked.id}),
        both_ways(app, path, {**answer, "round": 2}),
        both_ways(app, path, {**answer, "round": "1"}),
        both_ways(app, path, {**answer, "response": {"choice": "\0"}}),
        both_ways(app, path, {**answer, "attempt": str(uuid4())}),
        both_ways(app, path, {"padding": "x" * 20_000}),
        both_ways(app, path.replace(host.id, str(uuid4())), answer),
        both_ways(app, path.replace(host.id, "-" * 36), answer),
    ]
    statuses = [here.status_code for here, _ in pairs]
    assert statuses == [200, 200, 403, 409, 422, 422, 404, 413, 404, 404]
    for here, there in pairs:
        assert here.status_code == there.status_code
        assert here.json == there.json
        headers = [dict(one.headers) for one in (here, there)]
        assert all(one.pop("X-Request-ID") for one in headers)
        assert headers[0] == headers[1]


def test_the_document_beside_flask_is_that_of_the_route(
    app: OpenAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = Host(app)
    client = app.test_client()
    path = f"/api/games/{host.id}/state"
    tag = client.get(path).headers["ETag"]
    missing = path.replace(host.id, str(uuid4()))
    asked: list[tuple[str, dict[str, str]]] = [
        (path, {}),
        (path, {"If-None-Match": tag}),
        (path, {"If-None-Match": f'"other", W/{tag}'}),
        (path, {"If-None-Match": '"other"'}),
        (missing, {}),
    ]
    beside = [client.get(where, headers=headers) for where, headers in asked]
    monkeypatch.setattr(rush, "PATH", re.compile("-"))
    routed = [client.get(where, headers=headers) for where, headers in asked]

    assert [one.status_code for one in beside] == [200, 304, 304, 200, 404]
    for here, there in zip(beside, routed, strict=True):
        assert (here.status_code, here.data) == (there.status_code, there.data)
        headers = [dict(one.headers) for one in (here, there)]
        assert all(one.pop("X-Request-ID") for one in headers)
        for one in headers:
            for name in ("X-Time", "X-Accel-Expires", "Date"):  # a second may pass between them
                one.pop(name, None)
        assert headers[0] == headers[1]


def test_a_move_beside_flask_returns_the_id_of_its_request(app: OpenAPI) -> None:
    host = Host(app)
    asked = {"attempt": str(uuid4()), "name": "Ann"}
    joined = app.test_client().post(
        f"/api/games/{host.id}/players", json=asked, headers={"X-Request-ID": "0123456789abcdef"}
    )
    assert joined.headers["X-Request-ID"] == "0123456789abcdef"


def test_what_a_move_raised_beside_flask_is_raised_once(
    app: OpenAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = 0

    def fails(*_: object) -> None:
        nonlocal tries
        tries += 1
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("backend.api.games.answer", fails)
    host = Host(app)
    body = {"attempt": str(uuid4()), "round": 1, "response": {"choice": "a"}, "elapsed_ms": 0}
    refused = app.test_client().post(f"/api/games/{host.id}/answers", json=body)
    assert (refused.status_code, tries) == (500, 1)
