"""A real identity provider (npm oidc-provider) on this machine, installed when a test needs it.

`python -m tests.support.identity_provider` installs it for a run that has no network.
"""

import fcntl
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.ports import free_port

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "tests/oidc"
FOLDER = ROOT / ".stamps/identity-provider"
CALLBACK = "http://localhost/api/session/oidc/callback"


class NotInstalled(Exception):
    """The message says why."""


def install() -> None:
    """Unless what the lock file names is there already. Raises NotInstalled."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted, stamp = (SOURCES / "package-lock.json").read_bytes(), FOLDER / "installed"
        if not stamp.exists() or stamp.read_bytes() != wanted:
            _install()
            stamp.write_bytes(wanted)
        shutil.copy(SOURCES / "provider.mjs", FOLDER)


def _install() -> None:
    if shutil.which("npm") is None:
        raise NotInstalled("no npm here, which installs the identity provider")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(SOURCES / name, FOLDER)
    done = subprocess.run(
        ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
        cwd=FOLDER,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if done.returncode:
        raise NotInstalled(f"npm cannot install oidc-provider: {done.stderr.strip()[-200:]}")


@contextmanager
def running_provider(log_file: Path) -> Iterator[str]:
    """The address of the provider."""
    port = free_port()
    with log_file.open("w") as log:
        server = subprocess.Popen(
            ["node", "provider.mjs", str(port), CALLBACK],
            cwd=FOLDER,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert server.stdout
    with server.stdout as output:
        assert output.readline() == "ready\n", log_file.read_text()
        yield f"http://127.0.0.1:{port}"
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    try:
        install()
    except NotInstalled as error:
        sys.exit(f"{error}: the tests that need it will be skipped")
