"""manage.py as an operator uses it."""

import json
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner
from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.cli import healthcheck
from backend.cli.commands import cli
from backend.library.packs import PACKS, load_pack
from backend.models import Attempt, Question, Quiz, db
from backend.play.start import start
from tests.support.command_line import manage, program, python
from tests.support.questions import pack
from tests.support.tables import count

ROOT = Path(__file__).parents[2]
SHIPPED = len(list(PACKS.glob("*.yaml")))


def test_help_lists_every_command_without_any_environment() -> None:
    done = program("--help")

    assert done.returncode == 0
    for name in (
        *("runserver", "shell", "db", "prepare_db", "init_fixtures", "reset_db"),
        *("doctor", "loadtest", "openapi", "healthcheck"),
        *(
            "import_quiz",
            "export_quiz",
            "sync",
            "verify_code",
            "remove_media",
            "remove_deleted",
            "rescore",
        ),
    ):
        assert f"\n  {name} " in done.stdout


def test_every_command_has_help() -> None:
    for name in cli.list_commands(Context(cli)):
        shown = CliRunner().invoke(cli, [name, "--help"])

        assert shown.exit_code == 0, name
        assert shown.stdout.startswith(f"Usage: cli {name} ")


def test_loading_all_modules_starts_no_thread_and_opens_no_connection() -> None:
    """uWSGI's master does, before it forks the workers (`uwsgi.ini`)."""
    code = """
import psutil, backend.loaded
process = psutil.Process()
print(process.num_threads(), process.net_connections("all"), process.open_files())
"""

    assert python("-c", code).stdout == "1 [] []\n"


def test_an_idle_start_loads_neither_the_api_nor_alembic(app: OpenAPI, database_uri: str) -> None:
    load_pack(pack())
    prepare = ("manage.py", "prepare_db", "--if-empty")

    done = python("-X", "importtime", *prepare, uri=database_uri)

    assert done.returncode == 0, done.stderr
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "backend.cli.database" in loaded
    assert not {"backend.api", "backend.library.packs", "alembic"} & loaded


def test_serving_does_not_load_alembic(database_uri: str) -> None:
    loads = "import sys, backend.wsgi; print('alembic' in sys.modules)"

    assert python("-c", loads, uri=database_uri).stdout == "False\n"


def test_openapi_needs_no_database() -> None:
    assert json.loads(program("openapi").stdout)["info"]["title"] == "Popquiz"


@pytest.mark.parametrize(
    ("env", "fault"),
    [
        ({}, "SQLALCHEMY_DATABASE_URI is not set"),
        ({"SQLALCHEMY_DATABASE_URI": "nonsense"}, "not a database URI"),
        ({"SQLALCHEMY_DATABASE_URI": "sqlite://"}, "needs PostgreSQL"),
        ({"QUIZ_ENV": "staging"}, "QUIZ_ENV must be"),
        ({"SQLALCHEMY_DATABASE_URI_FILE": "/no/such/file"}, "cannot be read"),
    ],
)
def test_a_wrong_environment_prints_one_sentence(env: dict[str, str], fault: str) -> None:
    done = manage("init_fixtures", **{"QUIZ_ENV": "development", **env})

    assert done.returncode == 1
    assert fault in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_unreachable_database_prints_one_sentence() -> None:
    done = program("init_fixtures", uri="postgresql://nobody@127.0.0.1:9/nothing")

    assert done.returncode == 1
    assert done.stderr.startswith("Error: The database cannot be reached: ")
    assert len(done.stderr.strip().splitlines()) == 1


def test_init_fixtures_loads_once(app: OpenAPI, database_uri: str) -> None:
    first = manage("init_fixtures", uri=database_uri)
    stored = count(Question)
    second = manage("init_fixtures", uri=database_uri)

    assert (first.returncode, second.returncode) == (0, 0)
    assert "Programming WATs" in first.stdout
    assert stored > 90
    assert count(Question) == stored
    assert second.stdout.count("up to date") == SHIPPED


@pytest.mark.parametrize("command", ["init_fixtures", "prepare_db"])
def test_if_empty_skips_a_used_database(app: OpenAPI, database_uri: str, command: str) -> None:
    load_pack(pack())

    done = manage(command, "--if-empty", uri=database_uri)

    assert (done.returncode, count(Quiz)) == (0, 1)


def test_prepare_db_migrates_and_loads_but_skips_a_newer_database(
    app: OpenAPI, database_uri: str
) -> None:
    first = program("prepare_db", uri=database_uri)
    assert (first.returncode, count(Quiz)) == (0, SHIPPED)
    known = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    db.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    db.session.commit()

    newer = manage("prepare_db", uri=database_uri)

    db.session.execute(text("UPDATE alembic_version SET version_num = :known"), {"known": known})
    db.session.commit()
    assert newer.returncode == 0
    assert "newer release" in newer.stdout


def test_reset_db_asks_for_confirmation(app: OpenAPI, database_uri: str) -> None:
    load_pack(pack())
    start("small")

    done = program("reset_db", uri=database_uri, says="n\n")

    assert done.returncode == 1
    assert "Delete all quizzes" in done.stdout
    assert (count(Quiz), count(Attempt)) == (1, 1)


def test_reset_db_leaves_an_empty_schema(app: OpenAPI, database_uri: str) -> None:
    load_pack(pack())
    db.session.remove()
    db.engine.dispose()

    done = manage("reset_db", "--yes", uri=database_uri)

    assert done.returncode == 0, done.stderr
    assert count(Quiz) == 0
    assert "No new upgrade operations" in program("db", "check", uri=database_uri).stdout


def test_healthcheck_reports_an_unreachable_server() -> None:
    done = program("healthcheck", "--url", "http://127.0.0.1:9")

    assert done.returncode == 1
    assert done.stdout.startswith("not ready: no answer")


@pytest.fixture
def uwsgi_socket(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """A server instead of uWSGI that answers the next request with the list's content."""
    answers: list[bytes] = []
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        here = server.getsockname()[1]
        ask = healthcheck.uwsgi_request

        def ask_here(host: str, port: int, path: str) -> tuple[int, str]:
            assert (host, port) == ("127.0.0.1", 3033)
            return ask(host, here, path)

        monkeypatch.setattr(healthcheck, "uwsgi_request", ask_here)

        def serve() -> None:
            while answers:
                connection, _ = server.accept()
                with connection:
                    modifier, size, _ = struct.unpack("<BHB", connection.recv(4))
                    assert modifier == 0
                    assert b"/api/health/ready" in connection.recv(size)
                    connection.sendall(answers.pop(0))

        thread = threading.Thread(target=serve)
        answers += [b"HTTP/1.1 200 OK\r\n\r\n{}", b"HTTP/1.1 503 Unavailable\r\n\r\nno schema"]
        thread.start()
        yield answers
        thread.join(10)


def test_healthcheck_speaks_to_uwsgi_itself(uwsgi_socket: list[bytes]) -> None:
    ready, not_ready = manage("healthcheck"), manage("healthcheck")

    assert (ready.returncode, ready.stdout) == (0, "ready\n")
    assert (not_ready.returncode, not_ready.stdout) == (1, "not ready: no schema\n")
