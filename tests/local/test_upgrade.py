"""`make upgrade-data`: data of an older PostgreSQL, made by the real older server."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from deploy.local import postgres
from tests.support.local import ROOT, plain_environment, refusal, running
from tests.support.ports import free_port
from tests.support.run_folder import copy, prepared


def upgrade_data(data: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "deploy.local.upgrade"],
        cwd=ROOT,
        env={**plain_environment(), "POPQUIZ_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def begin_on_postgresql_16(folder: Path) -> None:
    """A game begun on a server of PostgreSQL 16, whose files are left in data/postgres."""
    data = folder / "data"
    server = postgres.start(data / "postgres", 16)
    try:
        uri = postgres.create_database(server, "popquiz")
        with running(data, SQLALCHEMY_DATABASE_URI=uri) as local:
            slug = local.call("/quizzes")["quizzes"][0]["slug"]
            attempt = local.call(f"/quizzes/{slug}/attempts", {})
    finally:
        server.stop()
    (folder / "attempt.json").write_text(json.dumps(attempt))


@pytest.fixture
def begun(data_folder: Path) -> tuple[Path, Any]:  # Any: JSON
    """Data of PostgreSQL 16, and the attempt that began on it."""
    before = prepared("postgresql-16", begin_on_postgresql_16)
    copy(before / "data", data_folder / "data")
    return data_folder / "data", json.loads((before / "attempt.json").read_text())


def files_below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def test_a_game_continues_after_the_upgrade(begun: tuple[Path, Any]) -> None:
    data, attempt = begun

    refused = refusal(data, free_port())
    code, said = upgrade_data(data)
    again = upgrade_data(data)
    with running(data) as local:
        found = local.call(f"/attempts/{attempt['id']}")

    assert "make upgrade-data" in refused
    assert code == 0, said
    assert (data / "postgres" / "PG_VERSION").read_text() == "18\n"
    assert (data / "postgres-16" / "PG_VERSION").read_text() == "16\n"
    assert found["questions"] == attempt["questions"]
    assert again[0] == 0
    assert "nothing to do" in again[1]


def test_a_failed_upgrade_keeps_the_data(begun: tuple[Path, Any]) -> None:
    data, _ = begun
    (data / "postgres" / "global" / "pg_control").write_bytes(b"damaged")
    before = files_below(data / "postgres")

    code, said = upgrade_data(data)

    assert code != 0
    assert said.startswith("popquiz: PostgreSQL could not start")
    assert len(said.splitlines()) == 1
    assert [path.name for path in data.glob("postgres*")] == ["postgres"]
    assert files_below(data / "postgres") >= before
