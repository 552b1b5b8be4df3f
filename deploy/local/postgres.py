"""An embedded PostgreSQL 18, from a wheel: for `make run`, the tests and the benchmark."""

import shutil
import subprocess
from pathlib import Path

import psutil

from deploy.local.postmaster import DatabaseError, Postmaster

MAJOR = 18
MIN_FREE_MB = 100
MAX_BUFFERS_MB = 4096
BUFFERS_NOTE = "# Written once by Popquiz; change it as you like."


def start(data: Path, major: int = MAJOR) -> Postmaster:
    """Start the server whose files are in `data`; create them if there are none.

    The wheel also contains older major versions, for their data. The caller stops the server with
    `stop()`. Raises DatabaseError.
    """
    try:
        _check(data, major)
        server = Postmaster(data, major)
        server.create_files()
        _use_memory(server.data / "postgresql.conf")
        restart(server)
        return server
    except (subprocess.SubprocessError, OSError) as error:
        raise DatabaseError(_explain(data, str(getattr(error, "stderr", "") or error))) from None


def restart(server: Postmaster) -> None:
    """Start a server whose files exist. Raises DatabaseError."""
    try:
        server.start()
    except (DatabaseError, OSError, psutil.Error) as error:
        raise DatabaseError(_explain(server.data, str(error))) from None


def create_database(server: Postmaster, name: str) -> str:
    """Return the URI of the database `name`; create it if it does not exist."""
    if f"|{name}|" not in server.psql("SELECT '|' || datname || '|' FROM pg_database"):
        server.psql(f'CREATE DATABASE "{name}"')
    return server.uri(name)


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


def _explain(data: Path, said: str) -> str:
    log = data / "log"
    if log.exists():
        said = "\n".join([said, *log.read_text(errors="replace").splitlines()[-20:]])
    if "No space left on device" in said:
        return f"The disk with {data} is full: PostgreSQL could not start."
    return f"PostgreSQL could not start: {said.strip().splitlines()[-1]} (log: {log})"
