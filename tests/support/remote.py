"""The second engine: a remote Docker host.

REMOTE_DOCKER_HOST (tcp://address:2376) and REMOTE_DOCKER_CERT_PATH name it.
"""

import os
import subprocess

HOST = os.environ.get("REMOTE_DOCKER_HOST", "")
CERTIFICATES = os.environ.get("REMOTE_DOCKER_CERT_PATH", "")
REMOTE = {"DOCKER_HOST": HOST, "DOCKER_TLS_VERIFY": "1", "DOCKER_CERT_PATH": CERTIFICATES}


def remote(*command: str, check: bool = True, data: bytes | None = None) -> str:
    """Run `docker` on the second engine; `data` is its standard input."""
    done = subprocess.run(
        ["docker", *command],
        env={**os.environ, **REMOTE},
        input=data,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0 or not check, f"docker {' '.join(command)}: {done.stderr.decode()}"
    return done.stdout.decode()
