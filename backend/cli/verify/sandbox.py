"""Run a snippet with the installed interpreter, within limits.

The limits keep a mistake from harming the machine: time, memory, output, and no network where Linux
allows us to block it. They do not stop an attacker, so this never runs on a production server.
"""

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, NamedTuple

SECONDS = 10
CPU_SECONDS = 5
MEMORY = 1024**3
"""Bytes of data, not of address space: node reserves far more of that than it uses."""
OUTPUT = 1024**2
"""Bytes of each file, stdout and stderr included."""
COMMANDS = {
    "python": (sys.executable, "-I", "-X", "utf8"),
    "node": ("node", "--max-old-space-size=256"),
}
SUFFIXES = {"python": ".py", "node": ".cjs"}
ISOLATION = ("unshare", "--user", "--map-root-user", "--net", "--pid", "--fork", "--kill-child")
UNCAUGHT = re.compile(r"^(?:\w+\.)*(\w+(?:Error|Exception|Iteration))\b", re.MULTILINE)


class NotRun(Exception):
    """The snippet was killed, or its interpreter is not installed."""


class Ran(NamedTuple):
    stdout: str
    uncaught: str | None
    """The class of the exception that ended it, if one did."""


def installed(language: str) -> bool:
    return language in COMMANDS and shutil.which(COMMANDS[language][0]) is not None


@cache
def isolation() -> tuple[str, ...]:
    """Return a command that blocks the network and ends child processes; empty if forbidden."""
    if not shutil.which(ISOLATION[0]):
        return ()
    done = subprocess.run([*ISOLATION, "true"], capture_output=True, check=False)  # noqa: S603  (ours)
    return ISOLATION if done.returncode == 0 else ()


def run(language: str, code: str) -> Ran:
    """Return what the code prints and how it ended. Raises NotRun."""
    if not installed(language):
        raise NotRun(f"{language} is not installed")
    with TemporaryDirectory(prefix="popquiz-") as name:
        folder = Path(name)
        program = folder / f"program{SUFFIXES[language]}"
        program.write_text(code, "utf-8")
        out, err = folder / "stdout", folder / "stderr"
        with out.open("wb") as stdout, err.open("wb") as stderr:
            ended = _run([*isolation(), *COMMANDS[language], str(program)], folder, stdout, stderr)
        printed = out.read_text("utf-8", "replace").strip()
        errors = err.read_text("utf-8", "replace")
    if ended == 0:
        return Ran(printed, None)
    names = UNCAUGHT.findall(errors)
    if not names:
        raise NotRun(f"it was stopped, or died without an exception ({ended}): {errors[-300:]}")
    return Ran(printed, names[-1])


def _run(command: list[str], folder: Path, stdout: BinaryIO, stderr: BinaryIO) -> int:
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TZ": "UTC"}
    process = subprocess.Popen(  # noqa: S603  (running it is the point)
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        start_new_session=True,
        preexec_fn=_limit,
    )
    try:
        return process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise NotRun(f"it ran for more than {SECONDS} seconds") from None
    finally:
        # Its child processes are in its process group.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _limit() -> None:
    for limit, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_DATA, MEMORY),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
