"""`make upgrade-data`: data of an older PostgreSQL, made by the real older server."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from deploy.local import postgres
from tests.support.local import ROOT, plain_environment, refusal, running
from tests.support.ports import free_port


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


def begun_on_postgresql_16(data: Path) -> Any:  # Any: JSON
    """A game begun on a server of PostgreSQL 16, whose files are left in data/postgres."""
    server = postgres.start(data / "postgres", 16)
    try:
        uri = postgres.create_database(server, "popquiz")
        with running(data, SQLALCHEMY_DATABASE_URI=uri) as local:
            slug = local.call("/quizzes")["quizzes"][0]["slug"]
            return local.call(f"/quizzes/{slug}/attempts", {})
    finally:
        server.stop()


def files_below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def test_the_game_goes_on_in_the_new_server(tmp_path: Path) -> None:
    attempt = begun_on_postgresql_16(tmp_path)

    refused = refusal(tmp_path, free_port())
    code, said = upgrade_data(tmp_path)
    again = upgrade_data(tmp_path)
    with running(tmp_path) as local:
        found = local.call(f"/attempts/{attempt['id']}")

    assert "make upgrade-data" in refused
    assert code == 0, said
    assert (tmp_path / "postgres" / "PG_VERSION").read_text() == "18\n"
    assert (tmp_path / "postgres-16" / "PG_VERSION").read_text() == "16\n"
    assert found["questions"] == attempt["questions"]
    assert again[0] == 0
    assert "nothing to do" in again[1]


def test_one_that_fails_leaves_the_data_as_it_was(tmp_path: Path) -> None:
    begun_on_postgresql_16(tmp_path)
    (tmp_path / "postgres" / "global" / "pg_control").write_bytes(b"damaged")
    before = files_below(tmp_path / "postgres")

    code, said = upgrade_data(tmp_path)

    assert code != 0
    assert said.startswith("popquiz: PostgreSQL could not start")
    assert len(said.splitlines()) == 1
    assert [path.name for path in tmp_path.glob("postgres*")] == ["postgres"]
    assert files_below(tmp_path / "postgres") >= before
