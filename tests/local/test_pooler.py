"""PgBouncer between Popquiz and PostgreSQL: many connections here, few there."""

import itertools
import os
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import psycopg2
import pytest

from deploy.local import postgres
from deploy.local.postmaster import Postmaster
from tests.support.local import Local, answer, running
from tests.support.ports import free_port

PGBOUNCER = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
pytestmark = pytest.mark.skipif(not PGBOUNCER, reason="PgBouncer is not installed")
FEW = 3  # connections to PostgreSQL
PLAYERS = 12
NUMBERS = itertools.count()
"""Of the databases: each test has one of its own."""
TRANSACTIONS = f"pool_mode = transaction\ndefault_pool_size = {FEW}\nquery_timeout = 10"
SESSIONS = "pool_mode = session\nignore_startup_parameters = options"


@dataclass
class Pooler:
    """PgBouncer in front of a database, and that database."""

    uri: str
    database: str
    process: "subprocess.Popen[bytes]"

    def connections(self) -> int:
        """Its number of connections to PostgreSQL."""
        counted = """
            SELECT count(*) FROM pg_stat_activity
            WHERE application_name LIKE 'popquiz%' AND datname = current_database()
        """
        with psycopg2.connect(self.database) as connection, connection.cursor() as cursor:
            cursor.execute(counted)
            [count] = cursor.fetchone() or [0]
        connection.close()
        return int(count)


@pytest.fixture
def pooler(request: pytest.FixtureRequest, server: Postmaster, tmp_path: Path) -> Iterator[Pooler]:
    """With the settings of the test's parameter, and an empty database."""
    name = f"pooled-{next(NUMBERS)}"
    database = postgres.create_database(server, name)
    port = free_port()
    configuration = tmp_path / "pgbouncer.ini"
    configuration.write_text(f"""
[databases]
{name} = host={server.socket_dir} user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
{request.param}
""")
    assert PGBOUNCER
    # It does not run as root, and must reach the socket.
    as_owner = ["-u", server.data.owner()] if os.getuid() == 0 else []
    process = subprocess.Popen([PGBOUNCER, "-q", *as_owner, configuration])
    try:
        yield Pooler(f"postgresql://popquiz@127.0.0.1:{port}/{name}", database, process)
    finally:
        process.terminate()
        process.wait()


def play(local: Local) -> None:
    slug = "containers-and-deployment"  # ten questions, no polls, whose verdicts change
    attempt = local.call(f"/quizzes/{slug}/attempts", {})
    path = f"/attempts/{attempt['id']}"
    verdicts = [answer(local, path, question)["verdict"] for question in attempt["questions"]]
    local.call(f"{path}/finish", {"player_name": "Pooled"})
    kept: list[Any] = local.call(path)["questions"]
    assert [question["verdict"] for question in kept] == verdicts


def play_together(local: Local) -> None:
    with ThreadPoolExecutor(PLAYERS) as players:
        for game in [players.submit(play, local) for _ in range(2 * PLAYERS)]:
            game.result()


@pytest.mark.parametrize("pooler", [TRANSACTIONS], indirect=True)
def test_transaction_pooling_works_when_declared(pooler: Pooler, tmp_path: Path) -> None:
    env = {"SQLALCHEMY_DATABASE_URI": pooler.uri, "DATABASE_POOLER": "transaction"}
    with running(tmp_path / "data", **env) as local:
        play_together(local)
        assert 1 <= pooler.connections() <= FEW


@pytest.mark.parametrize(
    ("pooler", "message"),
    [
        (TRANSACTIONS, "unsupported startup parameter"),
        (f"{TRANSACTIONS}\nignore_startup_parameters = options", "set DATABASE_POOLER"),
    ],
    indirect=["pooler"],
    ids=["refuses the time limit", "ignores it"],
)
def test_undeclared_transaction_pooling_fails(pooler: Pooler, message: str, tmp_path: Path) -> None:
    """Moves set a time limit and prepare statements, on a connection that is shared."""
    with running(tmp_path / "data", SQLALCHEMY_DATABASE_URI=pooler.uri) as local:
        with pytest.raises(HTTPError, match="503"):
            play_together(local)
        assert message in (local.data / "server.log").read_text()


@pytest.mark.parametrize("pooler", [SESSIONS], indirect=True)
def test_session_pooling_works(pooler: Pooler, tmp_path: Path) -> None:
    with running(tmp_path / "data", SQLALCHEMY_DATABASE_URI=pooler.uri) as local:
        play_together(local)
        assert pooler.connections() > 1
