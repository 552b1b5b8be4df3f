"""The second half of `make run`, `deploy.local.serve`, as real processes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from backend.questions import TYPES
from tests.support.ports import free_port
from tests.support.run_folder import copy, prepared

ROOT = Path(__file__).parents[2]
PATIENCE = 40.0  # seconds


class Served:
    """Popquiz on a port of this machine."""

    port: int

    def call(self, path: str, body: object = None) -> Any:  # Any: JSON
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = Request(f"http://127.0.0.1:{self.port}/api{path}", data, headers)
        try:
            with urlopen(request, timeout=10) as answer:
                return json.load(answer)
        except HTTPError as error:
            error.close()  # it holds the connection
            raise


class Local(Served):
    """`python -m deploy.local.serve` on a data folder and a port of its own."""

    def __init__(self, data: Path, port: int, *, user: str | None = None, **env: str) -> None:
        self.data, self.port = data, port
        self.process = subprocess.Popen(
            [sys.executable, "-m", "deploy.local.serve"],
            cwd=ROOT,
            env={**plain_environment(), "POPQUIZ_DATA": str(data), "PORT": str(port), **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            user=user,
            group=user,
            extra_groups=[] if user else None,
        )

    def wait_ready(self) -> "Local":
        assert self.process.stdout
        for line in self.process.stdout:
            if "Popquiz is at" in line:
                return self
        pytest.fail(f"it ended with {self.process.wait()}")

    def end(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """The exit code and the rest of the output."""
        self.process.send_signal(number)
        said, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said

    def processes(self) -> list[int]:
        """Processes of uWSGI and PostgreSQL, found by command line or environment."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                described = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
                state = (folder / "stat").read_text().rsplit(")", 1)[1].split()[0]
            except OSError:
                continue
            if str(self.data).encode() in described and state != "Z":
                found.append(int(folder.name))
        return found


def answer(local: Served, path: str, question: Any) -> Any:  # Any: JSON
    view = question["view"]
    response = TYPES[view["type"]].guess(view, Random(1))
    return local.call(f"{path}/answers", {"question": question["id"], "response": response})


def plain_environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if k not in ("SQLALCHEMY_DATABASE_URI", "HOST")}


def eventually(what: Callable[[], Any]) -> Any:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            if result := what():
                return result
        except (URLError, OSError):
            pass
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.1)


def refusal(data: Path, port: int, *, user: str | None = None, **env: str) -> str:
    """The message of a refused start: one sentence, exit code not 0."""
    local = Local(data, port, user=user, **env)
    said, _ = local.process.communicate(timeout=PATIENCE)
    assert local.process.returncode != 0
    assert said.startswith("popquiz: ")
    assert len(said.strip().splitlines()) == 1
    return said


@contextmanager
def running(data: Path, **env: str) -> Iterator[Local]:
    local = Local(data, free_port(), **env).wait_ready()
    try:
        yield local
    finally:
        if local.process.poll() is None:
            local.end()
        assert local.process.stdout
        local.process.stdout.close()


def started_once(data: Path) -> None:
    """Fill `data` with what a first start creates: the database, its schema, the shipped packs.

    The folder must not exist; its parent must let every user pass.
    """
    copy(prepared("local", _start_once) / "data", data)


def _start_once(folder: Path) -> None:
    local = Local(folder / "data", free_port()).wait_ready()
    code, output = local.end()
    assert code == 0, output
