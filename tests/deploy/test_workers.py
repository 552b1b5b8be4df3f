"""Behind nginx, too, authors' requests have a worker of their own: a hang stops no player."""

import re
from concurrent.futures import ThreadPoolExecutor

from tests.support.engine import docker
from tests.support.players import play
from tests.support.stacks import Stack

AUTHORS = 8  # more than players' workers have threads


def authors_worker(stack: Stack) -> str:
    """The worker's process id in the container."""
    log = stack.compose("logs", "--no-log-prefix", "web")
    return str(re.findall(r"worker 3 \((?:new )?pid: (\d+)", log)[-1])


def test_players_play_while_the_authors_worker_hangs(prod: Stack) -> None:
    worker = authors_worker(prod)
    with ThreadPoolExecutor(AUTHORS) as authors:
        prod.exec("web", "sh", "-c", f"kill -STOP {worker}")
        waiting = [authors.submit(prod.get, "/api/studio/quizzes") for _ in range(AUTHORS)]
        try:
            play(prod, "Patient")
            waited = [future.done() for future in waiting]
            health = docker(
                "exec", prod.containers("web")[0], "python", "-m", "backend.cli.healthcheck"
            )
        finally:
            prod.exec("web", "sh", "-c", f"kill -CONT {worker}")
        found = [future.result()[0] for future in waiting]

    assert waited == [False] * AUTHORS
    assert found == [401] * AUTHORS
    assert health == "ready\n"
