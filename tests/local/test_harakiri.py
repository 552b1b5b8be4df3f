"""uWSGI ends hung requests."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.support.local import PATIENCE, ROOT, eventually
from tests.support.ports import free_port

APPLICATION = """
import time
from backend.harakiri import with_harakiri

def application(environ, start_response):
    if environ["PATH_INFO"] == "/hang":
        time.sleep(100)
    start_response("200 OK", [])
    return [b"quick"]

application = with_harakiri(application)
"""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a server that ends hung requests after a second."""
    (tmp_path / "hanging.py").write_text(APPLICATION)
    address = f"127.0.0.1:{free_port()}"
    options = ["--http-socket", address, "--module", "hanging", "--master", "--need-app"]
    options += ["--harakiri", "1", "--post-buffering", "4096", "--no-orphans", "--logto", "log"]
    with subprocess.Popen(
        [Path(sys.executable).with_name("uwsgi"), *options],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as server:
        try:
            yield address
        finally:
            server.kill()


def test_a_hung_request_is_ended_whatever_its_body(address: str, tmp_path: Path) -> None:
    """uWSGI by itself would wait 4 s longer for each 4 kB of the body: a quarter of an hour."""
    assert eventually(lambda: urlopen(f"http://{address}/", timeout=PATIENCE).read()) == b"quick"

    with pytest.raises(OSError, match=r"closed|reset"):
        urlopen(Request(f"http://{address}/hang", bytes(1_000_000)), timeout=PATIENCE)

    assert "HARAKIRI ON WORKER 1" in (tmp_path / "log").read_text()
