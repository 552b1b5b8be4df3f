"""`make run`'s second half: the real processes, started, killed and stopped."""

import os
import re
import signal
import socket
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from deploy.local import postgres
from deploy.local.postmaster import Postmaster
from tests.support.local import (
    ROOT,
    Local,
    answer,
    eventually,
    plain_environment,
    refusal,
    running,
)
from tests.support.ports import free_port


def answer_first(local: Local) -> tuple[str, Any]:
    """Start a game and answer one question: the attempt's path and the acknowledged answer."""
    slug = local.call("/quizzes")["quizzes"][0]["slug"]
    attempt = local.call(f"/quizzes/{slug}/attempts", {})
    path = f"/attempts/{attempt['id']}"
    return path, answer(local, path, attempt["questions"][0])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopping_ends_everything_and_keeps_the_data(local: Local, number: signal.Signals) -> None:
    path, acknowledged = answer_first(local)
    log = (local.data / "server.log").read_text()
    sockets = Path(re.findall(r"address (/tmp/popquiz-\w+)/", log)[-1])
    assert sockets.exists()

    code, _ = local.end(number)

    assert code == 0
    eventually(lambda: not local.processes())
    assert not sockets.exists()
    with running(local.data) as again:
        assert again.call(path)["questions"][0]["verdict"] == acknowledged["verdict"]


def test_two_signals_at_once_leave_nothing_running(local: Local) -> None:
    """As from `make`, which forwards signals of the whole group, or an impatient Ctrl-C."""
    for number in (signal.SIGSTOP, signal.SIGTERM, signal.SIGINT, signal.SIGCONT):
        local.process.send_signal(number)

    assert local.process.wait(20) == 0
    eventually(lambda: not local.processes())


def test_it_prints_how_to_set_up_the_first_admin(local: Local) -> None:
    local.process.send_signal(signal.SIGTERM)
    assert local.process.stdout
    said = local.process.stdout.read()  # with what was read ahead

    assert re.search(rf"http://127\.0\.0\.1:{local.port}/link/[\w-]{{43}}\n", said), said


def test_a_command_uses_its_database_while_it_runs(local: Local, tmp_path: Path) -> None:
    quiz = tmp_path / "capitals.txt"
    quiz.write_text("Capitals beside it\n\n1. Of Peru?\n*a) Lima\nb) Quito\n")
    command = [sys.executable, "manage.py", "import_quiz", str(quiz), "--visibility", "public"]
    environment = {**plain_environment(), "POPQUIZ_DATA": str(local.data)}

    subprocess.run(command, cwd=ROOT, env=environment, check=True)

    assert "Capitals beside it" in [quiz["title"] for quiz in local.call("/quizzes")["quizzes"]]
    assert (local.data / "running.json").stat().st_mode & 0o777 == 0o600
    local.end()
    assert not (local.data / "running.json").exists()


def test_no_answer_is_lost_when_workers_and_postgres_are_killed(local: Local) -> None:
    """kill -9 between answers: acknowledged answers are kept, and the server recovers by itself."""
    slug = "containers-and-deployment"  # ten questions, no polls, whose verdicts change
    acknowledged: dict[str, list[Any]] = {}
    victims = ["worker", "postgres", "worker", "postgres"]
    for victim in victims:
        attempt = eventually(lambda: local.call(f"/quizzes/{slug}/attempts", {}))
        path = f"/attempts/{attempt['id']}"
        acknowledged[path] = []
        for index, question in enumerate(attempt["questions"]):
            if index == 4:
                kill(local, victim)
            acknowledged[path].append(eventually(partial(answer, local, path, question)))

    for path, answers in acknowledged.items():
        # A worker with a connection to the old server fails once.
        kept = eventually(partial(local.call, path))["questions"]
        assert [question["verdict"] for question in kept] == [a["verdict"] for a in answers]


def kill(local: Local, victim: str) -> None:
    """One uWSGI worker, or the postmaster."""
    if victim == "postgres":
        pid = int((local.data / "postgres" / "postmaster.pid").read_text().split()[0])
    else:
        master = next(
            pid for pid in local.processes() if parent(pid) == local.process.pid and uwsgi(pid)
        )
        pid = next(pid for pid in local.processes() if parent(pid) == master)
    os.kill(pid, signal.SIGKILL)


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])


def uwsgi(pid: int) -> bool:
    return b"uwsgi" in Path(f"/proc/{pid}/cmdline").read_bytes()


def test_a_taken_port_prints_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        assert "PORT=" in refusal(tmp_path, other.getsockname()[1])


def test_a_second_start_on_the_same_data_prints_one_sentence(local: Local) -> None:
    said = refusal(local.data, free_port())

    assert "is already running on" in said


def test_data_of_another_major_version_prints_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("16\n")

    said = refusal(tmp_path, free_port())

    assert "PostgreSQL 16" in said
    assert "PostgreSQL 18" in said


@pytest.mark.root
def test_a_full_disk_prints_one_sentence(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may mount the small disk that this needs")
    command = ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(tmp_path)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no tmpfs can be mounted here")
    try:
        assert "full" in refusal(tmp_path, free_port())
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_wrong_port_prints_one_sentence(tmp_path: Path) -> None:
    assert "PORT must be a number" in refusal(tmp_path, 99999)


@pytest.mark.parametrize("in_file", [False, True], ids=["variable", "file"])
def test_a_given_database_is_used_instead_of_the_embedded_one(
    server: Postmaster, tmp_path: Path, in_file: bool
) -> None:
    name = f"theirs {in_file}"
    uri = postgres.create_database(server, name)
    given = {"SQLALCHEMY_DATABASE_URI": uri}
    if in_file:
        (tmp_path / "uri").write_text(uri)
        given = {"SQLALCHEMY_DATABASE_URI_FILE": str(tmp_path / "uri")}

    local = Local(tmp_path / "data", free_port(), **given).wait_ready()

    assert local.call("/health/ready") == {"status": "ok"}
    assert not (tmp_path / "data" / "postgres").exists()
    assert local.end()[0] == 0
    assert "quiz" in server.psql(f"\\c '{name}'\nSELECT tablename FROM pg_tables")


def test_an_unreachable_database_prints_one_sentence(tmp_path: Path) -> None:
    uri = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"

    assert "database" in refusal(tmp_path, free_port(), SQLALCHEMY_DATABASE_URI=uri).lower()
