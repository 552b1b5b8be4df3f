"""The Docker engine of this machine: its command, missing parts, and locks."""

import fcntl
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest

ROOT = Path(__file__).parents[2]
# Part of the name of everything that a run creates on an engine, so that runs do not clash.
RUN = "popquiz-" + (os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid4().hex)[:6]
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")  # one of several processes of a run


def docker(*command: str, check: bool = True) -> str:
    done = subprocess.run(["docker", *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0 or not check, f"docker {' '.join(command)}: {done.stderr}"
    return done.stdout


@cache
def engine_missing() -> str:
    """Why there is no engine; empty if there is one."""
    if shutil.which("docker") is None:
        return "no docker command here"
    for command in (["docker", "info"], ["docker", "compose", "version"]):
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return f"`{' '.join(command)}` fails: no Docker engine with compose here"
    return ""


def need(*images: str, engine: Mapping[str, str] | None = None) -> None:
    """Skip the test where an image is missing and cannot be pulled.

    `engine` holds the DOCKER_ variables of another engine.
    """
    for image in images:
        if reason := _unavailable(image, tuple((engine or {}).items())):
            pytest.skip(reason)


@cache
def _unavailable(image: str, engine: tuple[tuple[str, str], ...]) -> str:
    said = ""
    for command in (("image", "inspect", "-f", "found"), ("pull", "-q")):
        done = subprocess.run(
            ["docker", *command, image],
            env={**os.environ, **dict(engine)},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode == 0:
            return ""
        said = (done.stderr.strip().splitlines() or [""])[-1]
    return f"no image {image} here, and it cannot be pulled: {said}"


def bases(service: str, folder: Path = ROOT) -> list[str]:
    """The base images of a service, and the frontend of its Dockerfile."""
    text = (folder / f"deploy/{service}.dockerfile").read_text()
    named = re.findall(r"^(?:# syntax=|FROM )(\S+)(?: AS (\S+))?", text, re.M)
    stages = {stage for _, stage in named}
    return [image for image, _ in named if image not in stages | {"scratch"}]


@contextmanager
def turn(lock: Path | str, shared: bool = False) -> Iterator[None]:
    """Hold the lock, a file or a name for the whole machine; wait while another process holds it.

    Shared holders can hold it together.
    """
    if isinstance(lock, str):
        lock = Path(tempfile.gettempdir()) / f"popquiz-tests-{os.getuid()}-{lock}.lock"
    with lock.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield
