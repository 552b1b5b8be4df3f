"""The doctor in its container, and through a custom proxy."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.command_line import lines
from tests.support.engine import docker, need
from tests.support.stacks import Stack

NGINX = "nginx:1.28-alpine"
NAIVE = "server { listen 80; location / { proxy_pass http://nginx:8080; } }"
WIDE = NAIVE.replace("listen 80;", "listen 80; client_max_body_size 9m;")


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


@contextmanager
def proxy(prod: Stack, configuration: str) -> Iterator[str]:
    """A hastily configured proxy under a public name; its address."""
    need(NGINX)
    name = f"{prod.name}-proxy"
    docker(
        *("run", "-d", "--rm", "--name", name, "--network", f"{prod.name}_outside"),
        *("--network-alias", "quiz.example.org", NGINX, "sh", "-c"),
        f"echo '{configuration}' >/etc/nginx/conf.d/default.conf && exec nginx -g 'daemon off;'",
    )
    try:
        yield "http://quiz.example.org"
    finally:
        docker("rm", "-f", name)


def ailing(output: str) -> set[str]:
    """The findings that are not "ok"; there are no backups, or there is one."""
    return {name for name, level in lines(output).items() if level != "ok"} - {"backup"}


def test_a_proxy_that_hides_the_clients_is_found(prod: Stack) -> None:
    with proxy(prod, NAIVE) as url:
        done = doctor(prod, "--url", url)

    # nginx asks with HTTP/1.0, without gzip, and takes 1 MB.
    assert ailing(done.stdout) == {"https", "address", "compression", "uploads"}
    assert "TRUSTED_PROXIES" in done.stdout
    assert "client_max_body_size 9m;" in done.stdout
    assert done.returncode == 1


def test_the_doctors_suggestion_lets_uploads_pass(prod: Stack) -> None:
    with proxy(prod, WIDE) as url:
        done = doctor(prod, "--url", url)

    assert ailing(done.stdout) == {"https", "address", "compression"}
    assert done.returncode == 0
