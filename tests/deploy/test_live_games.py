"""Live games through nginx while something breaks: nothing acknowledged is lost or doubled."""

import os
import signal
import time

from tests.support.engine import docker
from tests.support.live_game import PLAYERS, LiveGame
from tests.support.stacks import Stack, eventually


def test_killed_workers_lose_no_answer(prod: Stack) -> None:
    main = prod.inspect("web")["State"]["Pid"]
    with LiveGame(prod) as game:
        game.burst()
        for worker in prod.processes("uwsgi"):
            if worker != main:
                os.kill(worker, signal.SIGKILL)

    assert game.nothing_lost, game.live
    assert game.live.acknowledged == PLAYERS
    assert "killed by signal 9" in prod.compose("logs", "web")


def test_a_killed_database_loses_no_answer(prod: Stack) -> None:
    with LiveGame(prod) as game:
        game.burst()
        os.kill(prod.inspect("db")["State"]["Pid"], signal.SIGKILL)

    assert game.nothing_lost, game.live
    assert game.live.acknowledged == PLAYERS


def test_players_see_the_game_while_the_application_hangs(prod: Stack) -> None:
    [web] = prod.containers("web")
    with LiveGame(prod) as game:
        game.burst()
        docker("pause", web)
        time.sleep(5)  # what is tested: five seconds
        docker("unpause", web)

    assert game.nothing_lost, game.live
    assert game.live.acknowledged == PLAYERS
    assert game.failed_polls == 0


def test_players_see_the_game_while_the_application_is_stopped(prod: Stack) -> None:
    """Answers may miss the end of the round on a slow machine; they are not acknowledged then."""
    with LiveGame(prod) as game:
        game.burst()
        prod.compose("stop", "web")
        prod.compose("start", "web")
    eventually(lambda: prod.get("/api/quizzes")[0] == 200)

    assert game.nothing_lost, game.live
    assert game.failed_polls == 0


def test_a_reload_of_nginx_loses_no_answer(prod: Stack) -> None:
    with LiveGame(prod) as game:
        game.burst()
        prod.exec("nginx", "nginx", "-s", "reload")

    assert game.nothing_lost, game.live
    assert game.live.acknowledged == PLAYERS
