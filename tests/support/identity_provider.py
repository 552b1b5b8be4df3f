"""A real identity provider (npm oidc-provider) on this machine, installed when a test needs it."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.ports import free_port

SOURCES = Path(__file__).parents[1] / "oidc"
CALLBACK = "http://localhost/api/session/oidc/callback"


def install(folder: Path) -> None:
    """Skips the test where npm cannot provide the packages."""
    if shutil.which("npm") is None:
        pytest.skip("no npm here, which installs the identity provider")
    for name in ("package.json", "package-lock.json", "provider.mjs"):
        shutil.copy(SOURCES / name, folder)
    done = subprocess.run(
        ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"npm cannot install oidc-provider: {done.stderr.strip()[-200:]}")


@contextmanager
def running_provider(folder: Path) -> Iterator[str]:
    """The address of the provider that is installed in this folder."""
    port = free_port()
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            ["node", "provider.mjs", str(port), CALLBACK],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert server.stdout
    with server.stdout as output:
        assert output.readline() == "ready\n", (folder / "log").read_text()
        yield f"http://127.0.0.1:{port}"
        server.terminate()
        server.wait(10)
