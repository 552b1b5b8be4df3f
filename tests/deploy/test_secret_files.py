"""`NAME_FILE` for every secret, and `deploy/bin/put-secret`, which creates the files."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.backups import remove_backups, with_store
from tests.support.engine import RUN, docker, need
from tests.support.images import Images
from tests.support.stacks import POSTGRES, Stack, copy_of_project, eventually, production

# What each service needs to report that its file is missing or empty.
WRONG = pytest.mark.parametrize(
    ("content", "fault"), [(None, "cannot be read"), ("", "is empty"), (" \n", "is empty")]
)


def host_file(stack: Stack, name: str, content: str | None = None) -> Path:
    """The secret file on the host, with this content or missing."""
    path = Path(stack.env["QUIZDATA"]) / "secrets" / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    if content is not None:
        path.write_text(content)
    return path


@pytest.fixture
def backup(prod: Stack, images: Images, tmp_path: Path) -> Iterator[Stack]:
    images.build("backup")
    stack = with_store(prod, tmp_path)
    yield stack
    stack.compose("rm", "-s", "-f", "backup")
    remove_backups(stack)


def test_a_stores_key_file_is_reread_without_a_restart(backup: Stack) -> None:
    copies = ("exec", "-T", "backup", "ls")
    backup.script("put-secret", "backup/key", given="/tmp/one\n")
    backup.up("backup")
    eventually(lambda: "popquiz-" in backup.compose(*copies, "/tmp/one"))
    container = backup.inspect("backup")
    assert "/tmp/one" not in json.dumps(container)

    backup.script("put-secret", "backup/key", given="/tmp/two")
    backup.exec("backup", "backup")
    eventually(lambda: "popquiz-" in backup.compose(*copies, "/tmp/two", check=False), 100)
    assert backup.inspect("backup")["State"]["StartedAt"] == container["State"]["StartedAt"]

    # Without the key, backups are made but not copied.
    host_file(backup, "backup/key")
    assert "read back" in backup.exec("backup", "backup")
    eventually(lambda: "not-copied" in backup.compose(*copies, "/tmp"), 100)
    assert "backup/key, which cannot be read" in backup.compose("logs", "backup")


@WRONG
def test_a_backup_without_its_key_does_not_start(
    backup: Stack, content: str | None, fault: str
) -> None:
    host_file(backup, "backup/key", content)

    done = backup.once("backup")

    named = "RCLONE_CONFIG_STORE_REMOTE_FILE names /run/popquiz/backup/key"
    assert done.returncode == 1
    assert done.stderr == f"backup: {named}, which {fault}.\n"


def test_rclone_paths_stay_paths(backup: Stack) -> None:
    host_file(backup, "backup/key", "  two\nlines\n\n")
    own = {"RCLONE_LOG_FILE": "/tmp/log", "RCLONE_CONFIG_S_KEY_FILE": "/run/popquiz/backup/key"}
    options = [part for name, value in own.items() for part in ("-e", f"{name}={value}")]
    script = "source read-files && read_files '*' && declare -p ${!RCLONE_*}"

    done = backup.once(*options, "--entrypoint", "bash", "backup", "-c", script)

    for name, value in own.items():
        assert f'{name}="{value}"\n' in done.stdout
    assert "RCLONE_CONFIG_S_KEY=$'two\\nlines'\n" in done.stdout
    assert "RCLONE_LOG=" not in done.stdout


@WRONG
def test_the_application_without_its_key_does_not_start(
    prod: Stack, content: str | None, fault: str
) -> None:
    host_file(prod, "web/other", content)

    done = prod.once("-e", "SECRET_KEY_FILE=/run/popquiz/web/other", "migrate")

    assert done.returncode == 1
    assert "SECRET_KEY_FILE names /run/popquiz/web/other" in done.stderr
    assert fault in done.stderr
    assert len(done.stderr.splitlines()) == 1
    host_file(prod, "web/other")


@pytest.fixture(scope="module")
def grafana(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The service with a program instead of Grafana that prints its environment."""
    need(POSTGRES)
    folder = copy_of_project(tmp_path_factory)
    file = folder / "deploy/grafana.dockerfile"
    shows = 'RUN printf "#!/bin/sh\\nenv" >/run.sh && chmod +x /run.sh\nUSER 472\n'
    ours = file.read_text().split("FROM grafana/grafana:12.1.0\n")[1]
    file.write_text(f"FROM {POSTGRES}\n{shows}{ours}")
    own = tmp_path_factory.mktemp("names") / "grafana.json"
    own.write_text(json.dumps({"services": {"grafana": {"image": f"{RUN}/grafana"}}}))
    stack = production(
        "grafana",
        tmp_path_factory.mktemp("quizdata"),
        {"GRAFANA_PASSWORD_FILE": "/run/popquiz/grafana/password"},
        folder,
        more=["docker-compose.monitoring.yml", str(own)],
    )
    with stack.present():
        stack.compose("build", "-q", "grafana")
        yield stack
    docker("image", "rm", f"{RUN}/grafana", check=False)


def test_the_password_of_grafana_is_a_file(grafana: Stack) -> None:
    assert grafana.script("put-secret", "grafana/password", given="correct horse").returncode == 0

    for given in ("", "another"):
        grafana.env["GRAFANA_PASSWORD"] = given
        done = grafana.once("grafana")

        assert done.returncode == 0, done.stderr
        assert "GF_SECURITY_ADMIN_PASSWORD__FILE=/run/popquiz/grafana/password\n" in done.stdout
        assert "GF_SECURITY_ADMIN_PASSWORD=" not in done.stdout  # Grafana refuses both
    shown = grafana.once("--entrypoint", "cat", "grafana", "/run/popquiz/grafana/password")
    assert shown.stdout == "correct horse"


def test_the_password_of_grafana_may_be_a_variable(grafana: Stack) -> None:
    path = grafana.env.pop("GRAFANA_PASSWORD_FILE")
    grafana.env["GRAFANA_PASSWORD"] = "correct horse"
    done = grafana.once("grafana")
    grafana.env["GRAFANA_PASSWORD"] = ""
    neither = grafana.once("grafana")
    grafana.env["GRAFANA_PASSWORD_FILE"] = path

    assert "GF_SECURITY_ADMIN_PASSWORD=correct horse\n" in done.stdout
    assert neither.returncode == 1
    assert neither.stderr == "grafana: set GRAFANA_PASSWORD, or GRAFANA_PASSWORD_FILE.\n"


@WRONG
def test_grafana_without_its_password_does_not_start(
    grafana: Stack, content: str | None, fault: str
) -> None:
    host_file(grafana, "grafana/password", content)

    done = grafana.once("grafana")

    named = "GRAFANA_PASSWORD_FILE names /run/popquiz/grafana/password"
    assert done.returncode == 1
    assert done.stderr == f"grafana: {named}, which {fault}.\n"


def test_secrets_are_written_atomically_for_their_user_only(grafana: Stack) -> None:
    done = grafana.script("put-secret", "backup/key.pem", given="one\ntwo\n")

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
def test_only_known_secrets_are_set(grafana: Stack, name: str, secret: str, fault: str) -> None:
    done = grafana.script("put-secret", name, given=secret)

    assert done.returncode == 1
    assert fault in done.stderr
    assert len(done.stderr.splitlines()) == 1
