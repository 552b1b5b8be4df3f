"""A remote Docker host, as `docker-machine env` or a docker context names it.

REMOTE_DOCKER_HOST (tcp://address:2376) and REMOTE_DOCKER_CERT_PATH name an expendable one: the
stack takes its port 80 and its /quizdata. REMOTE_DOCKER_STOP and REMOTE_DOCKER_START are commands
that stop and start it, such as `ssh quiz systemctl stop docker`.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.backups import with_store
from tests.support.engine import ROOT, turn
from tests.support.players import Diary, play
from tests.support.remote import CERTIFICATES, HOST, REMOTE, remote
from tests.support.stacks import POSTGRES, PRODUCTION, Stack, copy_of_project, eventually

STOP = os.environ.get("REMOTE_DOCKER_STOP", "")
START = os.environ.get("REMOTE_DOCKER_START", "")
pytestmark = pytest.mark.skipif(not HOST, reason="REMOTE_DOCKER_HOST names no second engine")


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The two compose files, deployed there with the README's command."""
    named = {**REMOTE, "DOCKER_MACHINE_NAME": "quiz"}
    stack = Stack("popquiz", copy_of_project(tmp_path_factory), PRODUCTION, 80, **named)
    stack.host = urlsplit(HOST).hostname or ""
    with turn("remote"), stack.present():
        try:
            stack.up()
            yield stack
        finally:
            remote("run", "--rm", "-v", "/quizdata:/data", POSTGRES, "sh", "-c", "rm -rf /data/*")


def test_a_game_is_played_on_a_remote_host(stack: Stack) -> None:
    assert play(stack, "From afar")["player_name"] == "From afar"
    assert b"<title>" in stack.get("/")[2]


def test_a_remote_host_needs_no_local_files(stack: Stack) -> None:
    for service in ("nginx", "web", "db", "migrate", "secrets"):
        container = stack.compose("ps", "-a", "-q", service).strip()
        binds = "{{range .HostConfig.Binds}}{{.}} {{end}}"
        mounts = remote("inspect", "-f", binds, container).split()
        assert all(mount.startswith("/quizdata/") for mount in mounts)


def test_release_backup_and_restore_work_remotely(stack: Stack, tmp_path: Path) -> None:
    result = play(stack, "Kept")
    before = stack.content()
    backup = stack.script("backup", tmp_path)
    version = stack.folder / "backend/__init__.py"
    version.write_text(version.read_text().replace('__version__ = "', '__version__ = "9.9.9+'))

    release = stack.script("rollout")
    later = play(stack, "Not kept")
    [file] = tmp_path.iterdir()
    restore = stack.script("restore", file)

    assert backup.returncode == 0, backup.stderr
    assert release.returncode == 0, release.stderr
    assert restore.returncode == 0, restore.stderr
    assert stack.json("/version")["version"].startswith("9.9.9")
    assert stack.content() == before
    assert stack.json(f"/attempts/{result['id']}") == result
    assert stack.get(f"/api/attempts/{later['id']}")[0] == 404


def test_a_secret_is_set_remotely(stack: Stack, tmp_path: Path) -> None:
    backup = with_store(stack, tmp_path)
    backup.compose("build", "-q", "backup")
    without = backup.once("backup")
    done = backup.script("put-secret", "backup/key", given="/tmp/copies")
    backup.up("backup")

    assert without.stderr.endswith("/run/popquiz/backup/key, which cannot be read.\n")
    assert done.returncode == 0, done.stderr
    copies = ("exec", "-T", "backup", "ls", "/tmp/copies")
    eventually(lambda: "popquiz-" in backup.compose(*copies, check=False))
    backup.compose("rm", "-s", "-f", "backup")


def test_a_docker_context_works_too(stack: Stack, tmp_path: Path) -> None:
    named = {"ca": "ca.pem", "cert": "cert.pem", "key": "key.pem"}
    files = ",".join(f"{name}={CERTIFICATES}/{file}" for name, file in named.items())
    config = {**os.environ, "DOCKER_CONFIG": str(tmp_path)}
    subprocess.run(
        ["docker", "context", "create", "quiz", "--docker", f"host={HOST},{files}"],
        env=config,
        capture_output=True,
        check=True,
    )
    with_context = {k: v for k, v in stack.env.items() if not k.startswith("DOCKER_")}

    listed = subprocess.run(
        [*stack.base, "ps", "-q"],
        env={**with_context, "DOCKER_CONFIG": str(tmp_path), "DOCKER_CONTEXT": "quiz"},
        cwd=stack.folder,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert sorted(listed.split()) == sorted(stack.compose("ps", "-q").split())


@pytest.mark.skipif(not (STOP and START), reason="REMOTE_DOCKER_STOP and _START are not set")
def test_a_reboot_brings_everything_back(stack: Stack) -> None:
    """Compose is not run again: the engine restarts its containers, in any order."""
    diary = Diary(stack)
    diary.play()

    subprocess.run(["bash", "-c", STOP], cwd=ROOT, check=True)
    subprocess.run(["bash", "-c", START], cwd=ROOT, check=True)

    eventually(lambda: bool(play(stack, "After")))
    diary.check()
    assert diary.acknowledged
    assert not diary.refused
    logs = stack.compose("logs", "db")
    assert "received fast shutdown request" in logs
    assert logs.rindex("ready to accept connections") > logs.rindex("shut down")
