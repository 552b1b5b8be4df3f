"""`NAME_FILE` wherever there is a secret, and `deploy/bin/put-secret`, which makes the files."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.conftest import Stack, copy_of_project, eventually
from tests.deploy.test_schedule import remove_backups

# What makes each service say that its file is not there, or holds nothing.
WRONG = pytest.mark.parametrize(
    ("content", "fault"), [(None, "cannot be read"), ("", "is empty"), (" \n", "is empty")]
)


def put(stack: Stack, name: str, secret: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [stack.folder / "deploy/bin/put-secret", name],
        env={**stack.env, "COMPOSE_PROJECT_NAME": stack.name},
        input=secret,
        capture_output=True,
        text=True,
        check=False,
    )


def run(stack: Stack, *command: str) -> subprocess.CompletedProcess[str]:
    """A container of a service by itself, until it ends: options, the service, its command."""
    return subprocess.run(
        [*stack.base, "--progress", "quiet", "run", "--rm", "-T", "--no-deps", *command],
        cwd=stack.folder,
        env=stack.env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def host_file(stack: Stack, name: str, content: str | None = None) -> Path:
    """The secret on the host, with that content, or missing."""
    path = Path(stack.env["QUIZDATA"]) / "secrets" / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    if content is not None:
        path.write_text(content)
    return path


def with_store(stack: Stack, folder: Path) -> Stack:
    """With the service `backup` and a store, a folder in the container, whose key is in a file."""
    variables = folder / "backup.env"
    variables.write_text(
        "RCLONE_CONFIG_STORE_TYPE=alias\nRCLONE_CONFIG_STORE_REMOTE_FILE=/run/popquiz/backup/key\n"
    )
    env = {**stack.env, "BACKUP_ENV": str(variables), "BACKUP_COPY_TO": "store:"}
    more = Stack(stack.name, stack.folder, [], stack.port, **env)
    more.base = [*stack.base, "--profile", "backup"]
    more.compose("build", "-q", "backup")
    return more


@pytest.fixture
def backup(prod: Stack, tmp_path: Path) -> Iterator[Stack]:
    stack = with_store(prod, tmp_path)
    yield stack
    stack.compose("rm", "-s", "-f", "backup")
    remove_backups(stack)


def test_the_key_of_a_store_is_a_file_and_a_new_one_takes_no_restart(backup: Stack) -> None:
    copies = ("exec", "-T", "backup", "ls")
    put(backup, "backup/key", "/tmp/one\n")
    backup.up("backup")
    eventually(lambda: "popquiz-" in backup.compose(*copies, "/tmp/one"))
    container = backup.inspect("backup")
    assert "/tmp/one" not in json.dumps(container)

    put(backup, "backup/key", "/tmp/two")
    backup.exec("backup", "backup")
    eventually(lambda: "popquiz-" in backup.compose(*copies, "/tmp/two", check=False), 100)
    assert backup.inspect("backup")["State"]["StartedAt"] == container["State"]["StartedAt"]

    # Without the key there are backups, which are not copied.
    host_file(backup, "backup/key")
    assert "read back" in backup.exec("backup", "backup")
    eventually(lambda: "not-copied" in backup.compose(*copies, "/tmp"), 100)
    assert "backup/key, which cannot be read" in backup.compose("logs", "backup")


@WRONG
def test_a_backup_without_its_key_does_not_start(
    backup: Stack, content: str | None, fault: str
) -> None:
    host_file(backup, "backup/key", content)

    done = run(backup, "backup")

    named = "RCLONE_CONFIG_STORE_REMOTE_FILE names /run/popquiz/backup/key"
    assert done.returncode == 1
    assert done.stderr == f"backup: {named}, which {fault}.\n"


def test_paths_of_rclone_stay_paths(backup: Stack) -> None:
    host_file(backup, "backup/key", "  two\nlines\n\n")
    own = {"RCLONE_LOG_FILE": "/tmp/log", "RCLONE_CONFIG_S_KEY_FILE": "/run/popquiz/backup/key"}
    options = [part for name, value in own.items() for part in ("-e", f"{name}={value}")]
    script = "source read-files && read_files '*' && declare -p ${!RCLONE_*}"

    done = run(backup, *options, "--entrypoint", "bash", "backup", "-c", script)

    for name, value in own.items():
        assert f'{name}="{value}"\n' in done.stdout
    assert "RCLONE_CONFIG_S_KEY=$'two\\nlines'\n" in done.stdout
    assert "RCLONE_LOG=" not in done.stdout


@WRONG
def test_the_application_without_its_key_does_not_start(
    prod: Stack, content: str | None, fault: str
) -> None:
    host_file(prod, "web/other", content)

    done = run(prod, "-e", "SECRET_KEY_FILE=/run/popquiz/web/other", "migrate")

    assert done.returncode == 1
    assert "SECRET_KEY_FILE names /run/popquiz/web/other" in done.stderr
    assert fault in done.stderr
    assert len(done.stderr.splitlines()) == 1
    host_file(prod, "web/other")


@pytest.fixture(scope="module")
def grafana(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The service as it is, but for Grafana itself: in its place is what tells its environment."""
    folder = copy_of_project(tmp_path_factory)
    file = folder / "deploy/grafana.dockerfile"
    told = 'RUN printf "#!/bin/sh\\nenv" >/run.sh && chmod +x /run.sh\nUSER 472\n'
    ours = file.read_text().split("FROM grafana/grafana:12.1.0\n")[1]
    file.write_text(f"FROM postgres:18-alpine\n{told}{ours}")
    stack = Stack(
        "popquiz-test-grafana",
        folder,
        ["docker-compose.yml", "docker-compose.prod.yml", "docker-compose.monitoring.yml"],
        0,
        QUIZDATA=str(tmp_path_factory.mktemp("quizdata")),
        GRAFANA_PASSWORD_FILE="/run/popquiz/grafana/password",
    )
    stack.compose("build", "-q", "grafana")
    yield stack
    stack.compose("down", "-v", "-t", "5", "--rmi", "local", check=False)


def test_the_password_of_grafana_is_a_file(grafana: Stack) -> None:
    assert put(grafana, "grafana/password", "correct horse").returncode == 0

    for given in ("", "another"):
        grafana.env["GRAFANA_PASSWORD"] = given
        done = run(grafana, "grafana")

        assert done.returncode == 0, done.stderr
        assert "GF_SECURITY_ADMIN_PASSWORD__FILE=/run/popquiz/grafana/password\n" in done.stdout
        assert "GF_SECURITY_ADMIN_PASSWORD=" not in done.stdout  # Grafana refuses both
    shown = run(grafana, "--entrypoint", "cat", "grafana", "/run/popquiz/grafana/password")
    assert shown.stdout == "correct horse"


def test_the_password_of_grafana_may_be_a_variable(grafana: Stack) -> None:
    path = grafana.env.pop("GRAFANA_PASSWORD_FILE")
    grafana.env["GRAFANA_PASSWORD"] = "correct horse"
    done = run(grafana, "grafana")
    grafana.env["GRAFANA_PASSWORD"] = ""
    neither = run(grafana, "grafana")
    grafana.env["GRAFANA_PASSWORD_FILE"] = path

    assert "GF_SECURITY_ADMIN_PASSWORD=correct horse\n" in done.stdout
    assert neither.returncode == 1
    assert neither.stderr == "grafana: set GRAFANA_PASSWORD, or GRAFANA_PASSWORD_FILE.\n"


@WRONG
def test_grafana_without_its_password_does_not_start(
    grafana: Stack, content: str | None, fault: str
) -> None:
    host_file(grafana, "grafana/password", content)

    done = run(grafana, "grafana")

    named = "GRAFANA_PASSWORD_FILE names /run/popquiz/grafana/password"
    assert done.returncode == 1
    assert done.stderr == f"grafana: {named}, which {fault}.\n"


def test_a_secret_is_put_whole_and_for_no_other_user_of_the_host(grafana: Stack) -> None:
    done = put(grafana, "backup/key.pem", "one\ntwo\n")

    path = Path(grafana.env["QUIZDATA"]) / "secrets/backup/key.pem"
    assert done.returncode == 0, done.stderr
    assert done.stdout == "/run/popquiz/backup/key.pem\n"
    assert path.read_text() == "one\ntwo"
    assert path.parents[1].stat().st_mode & 0o777 == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["key.pem"]


@pytest.mark.parametrize(
    ("name", "secret", "fault"),
    [
        ("backup/key", "\n", "it is empty; nothing was changed"),
        ("backup/../web/key", "x", "name it backup/NAME or grafana/NAME"),
        ("db/password", "x", "name it backup/NAME or grafana/NAME"),
    ],
)
def test_what_is_no_secret_is_not_put(grafana: Stack, name: str, secret: str, fault: str) -> None:
    done = put(grafana, name, secret)

    assert done.returncode == 1
    assert fault in done.stderr
    assert len(done.stderr.splitlines()) == 1
