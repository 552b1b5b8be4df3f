"""One live game through two servers in turn: neither keeps anything that the other needs."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from itertools import cycle
from time import monotonic, sleep
from typing import Any, cast
from urllib.request import urlopen

import pytest
from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI
from werkzeug.test import Client

from tests.support.api import Api
from tests.support.command_line import ROOT, environment
from tests.support.games import GamePlayer, Host
from tests.support.local import eventually
from tests.support.ports import free_port

PASSED_ON = {"HTTP_X_GAME_SECRET": "X-Game-Secret", "HTTP_IF_NONE_MATCH": "If-None-Match"}


class InTurn:
    """A WSGI application that sends each request to the next server."""

    def __init__(self, ports: Iterable[int]) -> None:
        self.ports = cycle(ports)

    def __call__(self, environ: Any, start_response: Any) -> list[bytes]:  # Any: WSGI
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        headers = {name: environ[key] for key, name in PASSED_ON.items() if key in environ}
        if body:
            headers["Content-Type"] = environ["CONTENT_TYPE"]
        connection = HTTPConnection("127.0.0.1", next(self.ports), timeout=30)
        try:
            connection.request(environ["REQUEST_METHOD"], environ["PATH_INFO"], body, headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        start_response(f"{answer.status} {answer.reason}", answer.getheaders())
        return [content]


class SharedHost(Host):
    """A game whose servers may show players a state that is up to a second old."""

    def state(self) -> Any:  # Any: JSON
        until = monotonic() + 10
        while monotonic() < until:
            newest = self.look()["state"]
            if newest["phase"] in ("open", "grace"):
                newest["phase"] = "announced"  # to players
            shown = [self.api.get(f"/games/{self.id}/state") for _server in range(2)]
            if shown == [newest, newest]:
                return newest
            sleep(0.1)
        raise AssertionError(f"The servers show different states: {shown}")


@contextmanager
def server(uri: str) -> Iterator[int]:
    """Run the application as a process of its own; yields its port."""
    port = free_port()
    command = [sys.executable, "manage.py", "runserver", "--port", str(port), "--no-reload"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(uri, {}), stderr=subprocess.DEVNULL
    ) as process:
        try:
            eventually(lambda: urlopen(f"http://127.0.0.1:{port}/api/health/live").status == 200)
            yield port
        finally:
            process.kill()


@pytest.mark.usefixtures("quiz")
def test_a_game_is_played_at_two_servers_in_turn(app: OpenAPI, database_uri: str) -> None:
    with ExitStack() as stack:
        ports = [stack.enter_context(server(database_uri)) for _ in range(2)]
        api = Api(cast(FlaskClient, Client(InTurn(ports))))
        host = SharedHost(app, author=api, speed_weight=0)
        players = [GamePlayer(api, host.id, name) for name in ("Ann", "Bea", "Cleo")]
        rounds = host.state()["rounds"]
        for game_round in range(1, rounds + 1):
            opened = host.begin()
            assert (opened["phase"], opened["round"]) == ("announced", game_round)
            for player, choice in zip(players, "aab", strict=True):
                first = player.answer(opened, choice)
                assert player.answer(opened, "c") == first  # again, at the other server
            outcome = host.close()["outcome"]
            assert (outcome["answered"], outcome["right"]) == (3, 2)
            for _server in range(2):
                assert players[0].line(game_round)["total"] == 1000 * game_round
        host.give("next")
        assert host.state()["phase"] == "ended"
        for player, score in zip(players, (rounds, rounds, 0), strict=True):
            for _server in range(2):
                assert api.get(f"/attempts/{player.id}")["score"] == score
