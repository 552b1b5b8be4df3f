"""Backups of the production stack: made, damaged, restored after everything was lost."""

import subprocess
from pathlib import Path

import pytest

from tests.deploy.conftest import ROOT, Stack, docker, eventually, play

# `backup` is written while one is made.
TABLES = ("quiz", "question", "quiz_question", "attempt", "answer")


def run(stack: Stack, script: str, *arguments: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "deploy/bin" / script, *arguments],
        env={**stack.env, "COMPOSE_PROJECT_NAME": stack.name},
        capture_output=True,
        text=True,
        check=False,
    )


def psql(stack: Stack, sql: str, database: str = "popquiz") -> str:
    return stack.exec("db", "psql", "-U", "popquiz", "-d", database, "-qtAX", "-c", sql).strip()


def content(stack: Stack) -> dict[str, str]:
    """A digest of all rows of each table."""
    rows = "SELECT md5(string_agg(row::text, ' ' ORDER BY row::text)) FROM {} row"
    return {table: psql(stack, rows.format(table)) for table in TABLES}


def databases(stack: Stack) -> list[str]:
    return psql(stack, "SELECT datname FROM pg_database ORDER BY 1", "postgres").splitlines()


@pytest.fixture
def backup(prod: Stack, tmp_path: Path) -> Path:
    play(prod, "Before")
    done = run(prod, "backup", tmp_path)
    assert done.returncode == 0, done.stderr
    [file] = tmp_path.iterdir()
    assert str(file) in done.stdout
    assert file.stat().st_mode & 0o077 == 0
    return file


def test_everything_comes_back_after_the_data_was_destroyed(prod: Stack, backup: Path) -> None:
    result = play(prod, "Later")  # not in the backup
    before = content(prod)
    assert run(prod, "backup", backup.parent).returncode == 0
    newest = max(backup.parent.iterdir())
    prod.compose("down")
    folder = prod.env["QUIZDATA"]
    docker(
        "run", "--rm", "-v", f"{folder}:/data", "postgres:18-alpine", "rm", "-r", "/data/postgres"
    )
    prod.up()
    assert prod.get(f"/api/attempts/{result['id']}")[0] == 404

    done = run(prod, "restore", newest)

    assert done.returncode == 0, done.stderr
    assert content(prod) == before
    eventually(lambda: prod.json(f"/attempts/{result['id']}") == result)
    play(prod, "After")  # ids go on behind those of the backup

    assert run(prod, "restore", backup).returncode == 0
    eventually(lambda: prod.get(f"/api/attempts/{result['id']}")[0] == 404)
    assert len([name for name in databases(prod) if name.startswith("popquiz_before_")]) == 2


def test_a_damaged_backup_is_refused_and_changes_nothing(prod: Stack, backup: Path) -> None:
    before, names = content(prod), databases(prod)
    whole = backup.read_bytes()
    damaged = backup.with_name("damaged.dump")
    for broken in (whole[: len(whole) * 9 // 10], whole[:100], b"not a backup", b""):
        damaged.write_bytes(broken)

        done = run(prod, "restore", damaged)

        assert done.returncode == 1
        assert "Nothing was changed" in done.stderr
    assert run(prod, "restore", backup.with_name("none")).returncode == 1
    assert (content(prod), databases(prod)) == (before, names)


def test_a_backup_of_an_older_schema_is_migrated(prod: Stack, backup: Path) -> None:
    psql(prod, "CREATE DATABASE older", "postgres")
    uri = "postgresql://popquiz@db:5432/older"
    migrate = ("run", "--rm", "-T", "--no-deps", "-e", f"SQLALCHEMY_DATABASE_URI={uri}", "migrate")
    prod.compose(*migrate, "python", "manage.py", "db", "upgrade", "0001")
    older = backup.with_name("older.dump")
    dump = [*prod.base, "exec", "-T", "db", "pg_dump", "-U", "popquiz", "-d", "older", "-Fc"]
    with older.open("wb") as file:
        subprocess.run(dump, env=prod.env, cwd=ROOT, stdout=file, check=True)

    assert run(prod, "restore", older).returncode == 0

    eventually(lambda: prod.json("/quizzes")["quizzes"] == [])
    assert prod.json("/health/ready") == {"status": "ok"}
    assert run(prod, "restore", backup).returncode == 0
    eventually(lambda: prod.json("/quizzes")["quizzes"] != [])


def test_a_backup_of_a_newer_schema_is_refused_and_changes_nothing(
    prod: Stack, backup: Path
) -> None:
    before = content(prod)
    present = psql(prod, "SELECT version_num FROM alembic_version")
    psql(prod, "UPDATE alembic_version SET version_num = '9999'")
    assert run(prod, "backup", backup.parent / "newer").returncode == 0
    psql(prod, f"UPDATE alembic_version SET version_num = '{present}'")
    names = databases(prod)
    [newer] = (backup.parent / "newer").iterdir()

    done = run(prod, "restore", newer)

    assert done.returncode == 1
    assert "newer release" in done.stderr
    assert (content(prod), databases(prod)) == (before, names)


def test_without_a_database_it_says_so_and_leaves_no_file(prod: Stack, tmp_path: Path) -> None:
    prod.compose("stop", "db")
    try:
        done = run(prod, "backup", tmp_path)
    finally:
        prod.up()

    assert done.returncode == 1
    assert "Is the stack up" in done.stderr
    assert list(tmp_path.iterdir()) == []
