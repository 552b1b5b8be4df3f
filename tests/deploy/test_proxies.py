"""The doctor in the container it is for, and through a proxy of the user's own."""

import subprocess
from pathlib import Path

import pytest

from tests.cli.test_doctor import lines
from tests.deploy.conftest import Stack, docker

NAIVE = "server { listen 80; location / { proxy_pass http://nginx:8080; } }"


def doctor(stack: Stack, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*stack.base, "exec", "-T", "web", "python", "manage.py", "doctor", *options],
        cwd=stack.folder,
        env=stack.env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_fresh_stack_lacks_only_a_backup(prod: Stack, tmp_path: Path) -> None:
    prod.psql("TRUNCATE backup")
    before = doctor(prod, "--url", "http://nginx:8080")
    assert before.returncode == 0
    assert {name for name, level in lines(before.stdout).items() if level != "ok"} == {"backup"}

    assert prod.script("backup", tmp_path).returncode == 0

    assert doctor(prod, "--url", "http://nginx:8080", "--strict").returncode == 0


@pytest.fixture
def proxy(prod: Stack) -> str:
    """A proxy as one writes it in a hurry, under a public name."""
    name = f"{prod.name}-proxy"
    docker(
        *("run", "-d", "--rm", "--name", name, "--network", f"{prod.name}_outside"),
        *("--network-alias", "quiz.example.org", "nginx:1.28-alpine", "sh", "-c"),
        f"echo '{NAIVE}' >/etc/nginx/conf.d/default.conf && exec nginx -g 'daemon off;'",
    )
    return name


def test_a_proxy_that_hides_the_clients_is_told_apart(prod: Stack, proxy: str) -> None:
    try:
        done = doctor(prod, "--url", "http://quiz.example.org")
    finally:
        docker("rm", "-f", proxy)

    found = lines(done.stdout)
    assert {name for name, level in found.items() if level != "ok"} - {"backup"} == {
        *("https", "address", "compression")  # nginx asks with HTTP/1.0, without gzip
    }
    assert "TRUSTED_PROXIES" in done.stdout
