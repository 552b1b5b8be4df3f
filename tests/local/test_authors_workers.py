"""Authors' requests have a worker of their own, so a hang does not stop players."""

import os
import re
import signal
from concurrent.futures import Future, ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.support.local import PATIENCE, Local, answer

# More at once than players' workers have threads; the last is larger than uWSGI's other buffers.
SIZES = (0, 0, 0, 20, 20, 20, 100_000, 8_000_000)


def authors_worker(local: Local) -> int:
    """The worker's process id."""
    log = (local.data / "server.log").read_text()
    return int(re.findall(r"worker 3 \((?:new )?pid: (\d+)", log)[-1])


def status(local: Local, size: int) -> int:
    """The status of a studio request without a session, with a body of this size."""
    path = "studio/media" if size else "studio/quizzes"
    headers = {"Content-Type": "image/png"}
    address = f"http://127.0.0.1:{local.port}/api/{path}"
    try:
        urlopen(Request(address, bytes(size) or None, headers), timeout=PATIENCE).close()
    except HTTPError as refused:
        with refused:
            return refused.code
    return 200


def test_players_play_while_the_authors_worker_hangs(local: Local) -> None:
    worker = authors_worker(local)
    with ThreadPoolExecutor(len(SIZES)) as authors:
        os.kill(worker, signal.SIGSTOP)
        waiting: list[Future[int]] = [authors.submit(status, local, size) for size in SIZES]
        try:
            slug = local.call("/quizzes")["quizzes"][0]["slug"]
            attempt = local.call(f"/quizzes/{slug}/attempts", {})
            path = f"/attempts/{attempt['id']}"
            for question in attempt["questions"]:
                answer(local, path, question)
            local.call(f"{path}/finish", {"player_name": "Patient"})
            waited = [future.done() for future in waiting]
        finally:
            os.kill(worker, signal.SIGCONT)
        found = [future.result() for future in waiting]

    assert waited == [False] * len(SIZES)
    assert found == [401] * len(SIZES)
