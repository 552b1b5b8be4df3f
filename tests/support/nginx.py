"""nginx on this machine, configured and started as in its image."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.support.local import eventually
from tests.support.ports import free_port

ROOT = Path(__file__).parents[2]
MISSING = "no nginx here (Debian, Ubuntu: apt-get install nginx-light)"
# What the image has from nginx itself.
TYPES = """types {
    text/html html;
    text/css css;
    text/javascript js;
    image/svg+xml svg;
    application/manifest+json webmanifest;
}
"""
PARAMS = {
    "QUERY_STRING": "$query_string",
    "REQUEST_METHOD": "$request_method",
    "CONTENT_TYPE": "$content_type",
    "CONTENT_LENGTH": "$content_length",
    "REQUEST_URI": "$request_uri",
    "PATH_INFO": "$document_uri",
    "SERVER_PROTOCOL": "$server_protocol",
    "REQUEST_SCHEME": "$scheme",
    "HTTPS": "$https if_not_empty",
    "REMOTE_ADDR": "$remote_addr",
    "SERVER_PORT": "$server_port",
    "SERVER_NAME": "$server_name",
}


def installed(folder: Path, dist: Path, port: int, workers: int) -> Path:
    """The configuration for these places in the folder; the script that starts it."""
    places = {
        "/tmp/": f"{folder}/",  # first: the places of the others may be below it
        "/usr/share/nginx/popquiz": str(dist),
        "listen 8080;": f"listen 127.0.0.1:{port};",
        "web:3035": f"127.0.0.1:{workers}",
        "web:3034": f"127.0.0.1:{workers}",
        "web:3033": f"127.0.0.1:{workers}",
    }
    conf = folder / "conf"
    for file in (ROOT / "deploy/nginx").rglob("*"):
        if file.is_file():
            text = file.read_text()
            for ours, here in places.items():
                text = text.replace(ours, here)
            copy = conf / file.relative_to(ROOT / "deploy/nginx")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(text)
    (conf / "mime.types").write_text(TYPES)
    lines = (f"uwsgi_param {name} {value};" for name, value in PARAMS.items())
    (conf / "uwsgi_params").write_text("\n".join(lines))
    return conf / "start"


def refusal(folder: Path, **environment: str) -> str:
    """What the start says before nginx would run; empty if nothing is wrong."""
    start = installed(folder, folder, 1, 1)
    stand_in = folder / "bin" / "nginx"
    stand_in.parent.mkdir(exist_ok=True)
    stand_in.write_text("#!/bin/sh\n")
    stand_in.chmod(0o755)
    path = f"{stand_in.parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", start],
        env={"PATH": path, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert bool(done.returncode) == bool(done.stderr), done
    return done.stderr


@contextmanager
def running_nginx(
    folder: Path, dist: Path, workers: int | None = None, **environment: str
) -> Iterator[str]:
    """nginx for a built client, before uWSGI at the port `workers`, if there is one; its URL."""
    port = free_port()
    start = installed(folder, dist, port, workers or free_port())
    user = "user root; " if os.geteuid() == 0 else ""
    config = start.parent / "nginx.conf"
    with (folder / "nginx.log").open("wb") as log:
        serving = subprocess.Popen(
            ["sh", start, "-p", folder, "-c", config, "-g", f"{user}daemon off;"],
            env={"PATH": os.environ["PATH"], **environment},
            stdout=log,
            stderr=log,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        eventually(lambda: serving.poll() is not None or _answers(url))
        assert serving.poll() is None, (folder / "nginx.log").read_text()
        yield url
    finally:
        serving.terminate()
        serving.wait(10)


def _answers(url: str) -> bool:
    try:
        with urlopen(f"{url}/.well-known/popquiz", timeout=2):
            return True
    except (URLError, OSError):
        return False


def missing() -> bool:
    return shutil.which("nginx") is None
