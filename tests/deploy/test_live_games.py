"""Live games through nginx while something breaks: nothing acknowledged is lost or doubled."""

import os
import signal
import time

from tests.support.engine import docker
from tests.support.live_game import PLAYERS, LiveGame
from tests.support.stack_game import StackGame
from tests.support.stacks import Stack, eventually


def kill_workers(stack: Stack) -> None:
    main = stack.inspect("web")["State"]["Pid"]
    for worker in stack.processes("uwsgi"):
        if worker != main:
            os.kill(worker, signal.SIGKILL)


def test_killed_workers_lose_no_answer(prod: Stack) -> None:
    with LiveGame(prod) as game:
        game.burst()
        kill_workers(prod)

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


def test_a_host_whose_server_was_killed_goes_on_in_the_same_round(prod: Stack) -> None:
    """By the link alone, on any device: no process knew anything that the database does not."""
    game = StackGame(prod, timer="fixed", seconds=600)
    ann, bea = game.join("Ann"), game.join("Bea")
    game.begin()
    acknowledged = game.answer(ann)
    before = game.look()

    kill_workers(prod)
    os.kill(prod.inspect("db")["State"]["Pid"], signal.SIGKILL)
    eventually(lambda: game.look()["answered"] == 1)

    assert game.look() == before  # the round, its deadline, who has answered
    assert game.answer(ann) == acknowledged
    game.answer(bea)
    assert game.close()["answered"] == 2


def test_one_of_two_containers_dies_in_the_middle_of_a_question(prod: Stack) -> None:
    prod.compose("up", "-d", "--no-build", "--no-deps", "--wait", "--scale", "web=2", "web")
    try:
        with LiveGame(prod) as game:
            game.burst()
            docker("kill", prod.containers("web")[0])
    finally:
        prod.compose("up", "-d", "--no-build", "--no-deps", "--wait", "--scale", "web=1", "web")

    assert game.nothing_lost, game.live
    assert game.live.acknowledged == PLAYERS
    assert game.failed_polls == 0


def test_players_get_the_document_of_this_second(prod: Stack) -> None:
    """Copies that serve a second longer would be asked for every other second."""
    with LiveGame(prod) as game:
        pass

    rate = game.live.report()["documents_per_second"]
    assert rate is not None
    assert rate["mean"] > 0.8
    assert game.nothing_lost, game.live
