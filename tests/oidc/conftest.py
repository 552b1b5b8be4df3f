"""A real identity provider (npm oidc-provider) on this machine, installed when it is needed."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CALLBACK = "http://localhost/api/session/oidc/callback"


@pytest.fixture(scope="session")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The running provider's address. Skipped by name where npm cannot bring it."""
    if shutil.which("npm") is None:
        pytest.skip("no npm here, which brings the identity provider")
    folder = tmp_path_factory.mktemp("oidc")
    for name in ("package.json", "package-lock.json", "provider.mjs"):
        shutil.copy(HERE / name, folder)
    install = subprocess.run(
        ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if install.returncode:
        pytest.skip(f"npm cannot bring oidc-provider: {install.stderr.strip()[-200:]}")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            ["node", "provider.mjs", str(port), CALLBACK],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert server.stdout
    with server.stdout as said:
        assert said.readline() == "ready\n", (folder / "log").read_text()
        yield f"http://127.0.0.1:{port}"
        server.terminate()
        server.wait(10)
