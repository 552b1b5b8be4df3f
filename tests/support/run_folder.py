"""The folder of a test run, for the data of PostgreSQL; the workers of the run share it.

pytest's temporary folders do not suit: as root, PostgreSQL runs as a user of its own, which has to
traverse every folder above its data, and any pytest session closes the folders of all others to
other users when it starts.
"""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

VARIABLE = "POPQUIZ_TEST_RUN"


def create() -> bool:
    """Whether this process is the one that created it, and so removes it."""
    if VARIABLE in os.environ:
        return False
    os.environ[VARIABLE] = tempfile.mkdtemp(prefix="popquiz-tests-")
    run_folder().chmod(0o755)
    return True


def remove() -> None:
    shutil.rmtree(os.environ.pop(VARIABLE), ignore_errors=True)


def run_folder() -> Path:
    return Path(os.environ[VARIABLE])


@contextmanager
def new_folder() -> Iterator[Path]:
    """An empty folder, removed afterwards."""
    folder = Path(tempfile.mkdtemp(dir=run_folder()))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def prepared(name: str, prepare: Callable[[Path], None]) -> Path:
    """The folder of this name; the first worker that needs it prepares it."""
    folder, done = run_folder() / name, run_folder() / f"{name}.done"
    with (run_folder() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            prepare(folder)
            done.touch()
    return folder


def copy(source: Path, target: Path) -> None:
    """All files, with their owners: PostgreSQL refuses the data of another user."""
    subprocess.run(["cp", "-a", source, target], check=True)
