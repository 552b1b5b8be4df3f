"""A full disk and too little memory: clear errors, automatic recovery, nothing lost."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.engine import docker
from tests.support.players import Diary, play
from tests.support.stacks import Stack, eventually, production

DISK = "400m"
PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def stack(built: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A production stack whose /quizdata is a small disk of its own."""
    disk = tmp_path_factory.mktemp("disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", disk],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small disk here")
    try:
        with production("bad-days", disk, {"POPQUIZ_IMAGES": built}).running() as stack:
            yield stack
    finally:
        subprocess.run(["umount", "-l", disk], check=False)


def test_a_full_disk_loses_nothing(stack: Stack) -> None:
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


def test_a_worker_out_of_memory_is_replaced(stack: Stack) -> None:
    """The kernel kills the container's largest process: a worker, as the new ones are small."""
    diary = Diary(stack)
    diary.play()
    web = stack.compose("ps", "-q", "web").strip()
    limit = stack.inspect("web")["HostConfig"]["Memory"]
    before = stack.processes("uwsgi")

    docker("update", "--memory", "280m", "--memory-swap", "280m", web)
    try:
        for _ in range(4):
            docker("exec", "-d", web, "python", "-c", HUNGRY)
        eventually(lambda: not set(before) <= set(stack.processes("uwsgi")))
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
