"""Backups of the production stack: made, damaged, restored after everything was lost."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.support.engine import docker
from tests.support.players import play
from tests.support.stack_game import StackGame
from tests.support.stacks import POSTGRES, Stack, eventually


def databases(stack: Stack) -> list[str]:
    return stack.psql("SELECT datname FROM pg_database ORDER BY 1", "postgres").splitlines()


@pytest.fixture
def backup(prod: Stack, tmp_path: Path) -> Path:
    play(prod, "Before")
    done = prod.script("backup", tmp_path)
    assert done.returncode == 0, done.stderr
    [file] = tmp_path.iterdir()
    assert str(file) in done.stdout
    assert file.stat().st_mode & 0o077 == 0
    return file


def test_a_backup_restores_destroyed_data(prod: Stack, backup: Path) -> None:
    result = play(prod, "Later")  # not in the backup
    before = prod.content()
    assert prod.script("backup", backup.parent).returncode == 0
    newest = max(backup.parent.iterdir())
    prod.compose("down")
    folder = prod.env["QUIZDATA"]
    docker("run", "--rm", "-v", f"{folder}:/data", POSTGRES, "rm", "-r", "/data/postgres")
    prod.up()
    assert prod.get(f"/api/attempts/{result['id']}")[0] == 404

    done = prod.script("restore", newest)

    assert done.returncode == 0, done.stderr
    assert prod.content() == before
    eventually(lambda: prod.json(f"/attempts/{result['id']}") == result)
    play(prod, "After")  # ids continue after those of the backup

    assert prod.script("restore", backup).returncode == 0
    eventually(lambda: prod.get(f"/api/attempts/{result['id']}")[0] == 404)
    assert len([name for name in databases(prod) if name.startswith("popquiz_before_")]) == 2


def result_of(stack: Stack, attempt: str) -> dict[str, Any]:  # Any: JSON
    """What a player sees of a finished attempt, but for the time of the response."""
    return {**stack.json(f"/attempts/{attempt}"), "now": None}


def test_a_finished_and_a_running_live_game_survive(prod: Stack, tmp_path: Path) -> None:
    finished, running = StackGame(prod), StackGame(prod)
    players = {game.id: [game.join("Ann"), game.join("Bea")] for game in (finished, running)}
    for game in (finished, running):
        game.begin()
        for player in players[game.id]:
            game.answer(player)
        assert game.close()["answered"] == 2
    finished.give("end")
    [ann, bea] = players[running.id]
    running.begin()
    acknowledged = running.answer(ann)
    known = running.player(ann)
    before = prod.content()
    results = [result_of(prod, player) for player in players[finished.id]]
    assert prod.script("backup", tmp_path).returncode == 0
    running.give("end")  # what is done later is undone
    StackGame(prod).join("Later")

    done = prod.script("restore", next(tmp_path.iterdir()))

    assert done.returncode == 0, done.stderr
    eventually(lambda: running.look()["state"]["phase"] == "open")
    seen = running.look()  # by the link that the host has
    assert (seen["state"]["round"], seen["answered"], seen["controls"]) == (2, 1, True)
    after = prod.content()
    assert {name for name in after if after[name] != before[name]} <= {"game"}  # the host is seen
    assert running.shown("announced")["question"] == seen["state"]["question"]
    assert running.player(ann) == known
    assert running.answer(ann) == acknowledged
    running.answer(bea)
    running.answer(running.join("Cleo"))  # the PIN is the same
    outcome = running.close()
    assert (outcome["answered"], len(outcome["top"])) == (3, 3)
    running.give("end")
    assert len(prod.json(f"/attempts/{ann}")["questions"]) == 2
    assert [result_of(prod, player) for player in players[finished.id]] == results
    assert finished.look()["state"]["phase"] == "ended"


def test_a_damaged_backup_is_refused_and_changes_nothing(prod: Stack, backup: Path) -> None:
    before, names = prod.content(), databases(prod)
    whole = backup.read_bytes()
    damaged = backup.with_name("damaged.dump")
    for broken in (whole[: len(whole) * 9 // 10], whole[:100], b"not a backup", b""):
        damaged.write_bytes(broken)

        done = prod.script("restore", damaged)

        assert done.returncode == 1
        assert "Nothing was changed" in done.stderr
    assert prod.script("restore", backup.with_name("none")).returncode == 1
    assert (prod.content(), databases(prod)) == (before, names)


def test_a_backup_of_an_older_schema_is_migrated(prod: Stack, backup: Path) -> None:
    prod.psql("CREATE DATABASE older", "postgres")
    uri = "postgresql://popquiz@db:5432/older"
    migrate = ("run", "--rm", "-T", "--no-deps", "-e", f"SQLALCHEMY_DATABASE_URI={uri}", "migrate")
    prod.compose(*migrate, "python", "manage.py", "db", "upgrade", "0001")
    older = backup.with_name("older.dump")
    dump = [*prod.base, "exec", "-T", "db", "pg_dump", "-U", "popquiz", "-d", "older", "-Fc"]
    with older.open("wb") as file:
        subprocess.run(dump, env=prod.env, cwd=prod.folder, stdout=file, check=True)

    assert prod.script("restore", older).returncode == 0

    eventually(lambda: prod.json("/quizzes")["quizzes"] == [])
    assert prod.json("/health/ready") == {"status": "ok"}
    assert prod.script("restore", backup).returncode == 0
    eventually(lambda: prod.json("/quizzes")["quizzes"] != [])


def test_a_backup_of_a_newer_schema_is_refused_and_changes_nothing(
    prod: Stack, backup: Path
) -> None:
    before = prod.content()
    present = prod.psql("SELECT version_num FROM alembic_version")
    prod.psql("UPDATE alembic_version SET version_num = '9999'")
    assert prod.script("backup", backup.parent / "newer").returncode == 0
    prod.psql(f"UPDATE alembic_version SET version_num = '{present}'")
    names = databases(prod)
    [newer] = (backup.parent / "newer").iterdir()

    done = prod.script("restore", newer)

    assert done.returncode == 1
    assert "newer release" in done.stderr
    assert (prod.content(), databases(prod)) == (before, names)


def test_a_backup_without_a_database_fails_and_leaves_no_file(prod: Stack, tmp_path: Path) -> None:
    prod.compose("stop", "db")
    try:
        done = prod.script("backup", tmp_path)
    finally:
        prod.start("db")

    assert done.returncode == 1
    assert "Is the stack up" in done.stderr
    assert list(tmp_path.iterdir()) == []
