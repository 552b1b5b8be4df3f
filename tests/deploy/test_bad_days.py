"""A full disk and too little memory: clear errors meanwhile, recovery by itself, nothing lost."""

import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request

import pytest

from tests.deploy.conftest import ROOT, Stack, docker, eventually, free_port, guess, play
from tests.deploy.test_metrics import processes

DISK = "400m"
PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A production stack whose /quizdata is a small disk of its own."""
    disk = tmp_path_factory.mktemp("disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", disk],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small disk here")
    port = free_port()
    stack = Stack(
        "popquiz-test-bad-days",
        ROOT,
        ["docker-compose.yml", "docker-compose.prod.yml"],
        port,
        QUIZDATA=str(disk),
        POPQUIZ_PORT=str(port),
    )
    try:
        stack.up()
        yield stack
    finally:
        stack.down()
        subprocess.run(["umount", "-l", disk], check=False)


class Diary:
    """Answers one question after the other, and remembers what was acknowledged."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.quiz = stack.json("/quizzes")["quizzes"][0]["slug"]
        self.acknowledged: dict[tuple[str, int], Any] = {}  # Any: a verdict
        self.refused: list[tuple[int, str, str]] = []

    def play(self) -> None:
        """One game, as far as it goes."""
        attempt = self._post(f"/quizzes/{self.quiz}/attempts", {})
        for question in attempt["questions"] if attempt else []:
            body = {"question": question["id"], "response": guess(question)}
            told = self._post(f"/attempts/{attempt['id']}/answers", body)
            if told:
                self.acknowledged[attempt["id"], question["id"]] = told["verdict"]

    def _post(self, path: str, body: object) -> Any:  # Any: JSON
        url = f"http://{self.stack.host}:{self.stack.port}/api{path}"
        headers = {"Content-Type": "application/json"}
        request = Request(url, json.dumps(body).encode(), headers)
        status, found, content = self.stack._send(request)
        if status >= 300:
            self.refused.append((status, found["content-type"], content.decode()))
            return None
        return json.loads(content)

    def check(self) -> None:
        """Everything that was acknowledged is there."""
        for attempt in {attempt for attempt, _ in self.acknowledged}:
            for question in self.stack.json(f"/attempts/{attempt}")["questions"]:
                verdict = self.acknowledged.get((attempt, question["id"]))
                assert verdict is None or question["verdict"] == verdict


def test_a_full_disk(stack: Stack) -> None:
    diary = Diary(stack)
    diary.play()
    assert not diary.refused
    filler = Path(stack.env["QUIZDATA"]) / "filler"
    subprocess.run(
        ["dd", "if=/dev/zero", f"of={filler}", "bs=1M"], capture_output=True, check=False
    )
    deadline = time.monotonic() + 60
    while not diary.refused and time.monotonic() < deadline:
        diary.play()

    assert diary.refused, "the disk was never full"
    for status, kind, _ in diary.refused:
        assert (status, kind) in ((502, PROBLEM), (503, PROBLEM))
    assert stack.get("/")[0] == 200
    assert "No space left on device" in stack.compose("logs", "db")

    filler.unlink()
    eventually(lambda: bool(play(stack, "After")))
    diary.check()


HUNGRY = "import time; kept = [bytearray(2**20) for _ in range(60)]; time.sleep(20)"


def test_too_little_memory(stack: Stack) -> None:
    """The kernel kills what is largest in the container: a worker, since the new ones are small."""
    diary = Diary(stack)
    diary.play()
    web = stack.compose("ps", "-q", "web").strip()
    limit = stack.inspect("web")["HostConfig"]["Memory"]
    before = processes(stack, "uwsgi")

    docker("update", "--memory", "280m", "--memory-swap", "280m", web)
    try:
        for _ in range(4):
            docker("exec", "-d", web, "python", "-c", HUNGRY)
        eventually(lambda: not set(before) <= set(processes(stack, "uwsgi")))
    finally:
        docker("update", "--memory", str(limit), "--memory-swap", str(limit), web)

    eventually(lambda: bool(play(stack, "After")))
    diary.check()
    assert "died, killed by signal 9" in stack.compose("logs", "web")


def test_logs_never_fill_the_disk(prod: Stack) -> None:
    """More is written than all files together may hold."""
    described = prod.inspect("nginx")
    options = described["HostConfig"]["LogConfig"]["Config"]
    limit = int(options["max-size"].removesuffix("m")) * 10**6
    log = Path(described["LogPath"])
    if not log.exists():
        pytest.skip("the engine's files are not on this machine, or not for us to read")

    fill = f"yes {'x' * 1000} | head -c {limit * (int(options['max-file']) + 2)} >/proc/1/fd/1"
    prod.exec("nginx", "sh", "-c", fill)
    after = prod.get("/api/quizzes")[1]["x-request-id"]

    files = list(log.parent.glob(f"{log.name}*"))
    assert len(files) == int(options["max-file"])
    assert limit < sum(file.stat().st_size for file in files) < limit * (len(files) + 1)
    eventually(lambda: after in prod.compose("logs", "--tail", "50", "nginx"))
