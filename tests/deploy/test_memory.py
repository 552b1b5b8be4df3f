"""The worst case of `web` fits its memory: full workers, a large image, a file of many values."""

import json
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from subprocess import PIPE, Popen
from typing import Any

from tests.hostile.corpus import files, images
from tests.support.engine import ROOT
from tests.support.http_author import author_at
from tests.support.players import play
from tests.support.second_nginx import second_nginx
from tests.support.stacks import Stack

PICTURES = 4
RESIDENT = """
import glob, re
found = [open(path).read() for path in glob.glob("/proc/[0-9]*/status")]
workers = [text for text in found if text.startswith("Name:\\tuwsgi")]
print(*(re.search(r"VmRSS:\\s+([0-9]+)", text)[1] for text in workers))
"""
# The kernel's count of processes that it killed for memory, in cgroups of version 1 and 2.
KILLED = "cat /sys/fs/cgroup/memory/memory.oom_control /sys/fs/cgroup/memory.events 2>/dev/null"
HOLD = "import sys, time; held = b'x' * {size}; print('holds', flush=True); time.sleep({seconds})"


def killed(stack: Stack) -> int:
    """Processes of `web` that the kernel killed for the container's memory."""
    return int(
        re.findall(r"^oom_kill ([0-9]+)", stack.exec("web", "sh", "-c", f"{KILLED}; true"), re.M)[0]
    )


def room_of_workers(stack: Stack) -> int:
    """Bytes that its workers may still grow until they are recycled."""
    [limit] = re.findall(r"^reload-on-rss = ([0-9]+)", (ROOT / "uwsgi.ini").read_text(), re.M)
    resident = sorted(map(int, stack.exec("web", "python", "-c", RESIDENT).split()))[-3:]
    return sum(int(limit) * 1024 * 1024 - kilobytes * 1024 for kilobytes in resident)


def test_full_workers_and_four_large_images_fit_the_memory(prod: Stack) -> None:
    [web] = prod.containers("web")
    before = killed(prod)
    large = images()["20 million pixels with a profile"]
    hostile = json.dumps({"name": "a.json", "text": files()["empty questions", "a.json"]}).encode()
    with (
        second_nginx(prod) as front,
        ThreadPoolExecutor(PICTURES + 1) as pool,
        ExitStack() as stack,
    ):
        author = author_at(prod, front.port)
        author.post("/studio/media", large, "image/png")  # starts the template
        # Beside the workers, what they lack to their limit.
        hold = HOLD.format(size=room_of_workers(prod), seconds=25)
        command = ["docker", "exec", web, "python", "-c", hold]
        held = stack.enter_context(Popen(command, stdout=PIPE, text=True))
        assert held.stdout
        assert held.stdout.readline() == "holds\n"
        pictures = [
            pool.submit(author.post, "/studio/media", large + bytes(turn), "image/png")
            for turn in range(1, PICTURES + 1)
        ]
        values = pool.submit(author.post, "/studio/imports", hostile)
        play(prod, "Beside")
        found = Counter(code(*call.result()) for call in [*pictures, values])

        assert held.wait() == 0
    assert killed(prod) == before
    assert prod.inspect("web")["RestartCount"] == 0
    # On a busy machine an image may take too long; two places for each network are nginx's limit.
    assert set(found) <= {"", "too-many-requests", "server-busy", "took-too-long"}, found


def code(status: int, found: Any) -> str:  # Any: JSON
    """The code of a problem; empty for what was accepted."""
    assert status < 500
    return found["type"].rpartition("/")[2] if status >= 400 else ""
