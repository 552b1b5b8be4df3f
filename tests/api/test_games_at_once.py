"""Live games when everything happens at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import sleep
from typing import Any
from uuid import uuid4

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.games import state
from backend.models import db
from tests.support.api import Api, at_once
from tests.support.games import GamePlayer, Host
from tests.support.shown import shown_id

pytestmark = pytest.mark.usefixtures("quiz")

PLAYERS = 8


@pytest.mark.parametrize("race", range(40))
def test_settling_misses_no_acknowledged_answer(app: OpenAPI, race: int) -> None:
    """The grace ends while answers arrive; what was acknowledged is in the result, once."""
    host = Host(app, speed_weight=0)
    players = [GamePlayer(Api(app.test_client()), host.id, f"P{n}") for n in range(PLAYERS)]
    opened = host.begin()
    choice = {"choice": shown_id(opened["question"], "a")}
    # The grace ends some 15 ms from now.
    db.session.execute(
        text(
            "UPDATE game SET closes_at = clock_timestamp() - interval '1.5 s'"
            " + :ms * interval '1 ms'"
        ),
        {"ms": 5 + race},
    )
    db.session.commit()
    begin, settled = Barrier(PLAYERS + 1), Event()

    def answer(player: GamePlayer) -> bool:
        begin.wait()
        for _ in range(3):  # a client that sends again
            body = {"attempt": player.id, "round": 1, "response": choice, "elapsed_ms": 0}
            sent = player.api.client.post(f"/api/games/{host.id}/answers", json=body)
            if sent.status_code == 200:
                return True
            assert b"round-closed" in sent.data, sent.data
            sleep(0.002)
        return False

    def settle() -> None:
        begin.wait()
        while not settled.is_set():
            if Api(app.test_client()).get(f"/games/{host.id}/state")["phase"] == "solution":
                settled.set()
            state.documents.clear()

    with ThreadPoolExecutor(PLAYERS + 1) as pool:
        settling = pool.submit(settle)
        acknowledged = list(pool.map(answer, players))
        settling.result()

    outcome = host.state()["outcome"]
    assert outcome["answered"] == sum(acknowledged)
    for player, was in zip(players, acknowledged, strict=True):
        assert (player.line(1)["credit"] is not None) == was


def test_a_name_is_taken_once(app: OpenAPI) -> None:
    host = Host(app)
    codes: list[int] = at_once(
        app,
        [
            lambda api: (
                api.client.post(
                    f"/api/games/{host.id}/players", json={"attempt": str(uuid4()), "name": "Ann"}
                ).status_code
            )
        ]
        * 6,
    )
    assert sorted(codes) == [200, 409, 409, 409, 409, 409]


def test_a_player_joins_once(app: OpenAPI) -> None:
    host = Host(app)
    body = {"attempt": str(uuid4()), "name": "Ann"}
    joined: list[Any] = at_once(app, [lambda api: api.post(f"/games/{host.id}/players", body)] * 6)
    assert {one["number"] for one in joined} == {joined[0]["number"]}
    assert len(host.look()["players"]) == 1


def test_of_two_hosts_one_wins(app: OpenAPI) -> None:
    host = Host(app)
    version = host.look()["state"]["version"]
    headers = {"X-Game-Secret": host.created["host_secret"]}
    codes: list[int] = at_once(
        app,
        [
            lambda api: (
                api.client.post(
                    f"/api/games/{host.id}/commands",
                    json={"command": "start", "version": version},
                    headers=headers,
                ).status_code
            )
        ]
        * 4,
    )
    assert sorted(codes) == [200, 409, 409, 409]
    assert host.look()["state"]["round"] == 1


def test_a_game_is_ended_while_players_answer(app: OpenAPI) -> None:
    host = Host(app, speed_weight=0)
    players = [GamePlayer(Api(app.test_client()), host.id, f"P{n}") for n in range(4)]
    opened = host.begin()
    players[0].answer(opened)
    host.close()
    opened = host.begin()
    body = {"choice": shown_id(opened["question"], "a")}

    def answering(player: GamePlayer) -> Any:
        return lambda api: (
            api.client.post(
                f"/api/games/{host.id}/answers",
                json={"attempt": player.id, "round": 2, "response": body, "elapsed_ms": 0},
            ).status_code
        )

    codes = at_once(
        app, [*(answering(player) for player in players), lambda _api: host.give("end") and 200]
    )
    assert set(codes) <= {200, 409}
    # The round was not settled, so it counts for no one.
    assert players[0].api.get(f"/attempts/{players[0].id}")["score"] == 1
    assert players[1].api.get(f"/attempts/{players[1].id}")["score"] == 0
