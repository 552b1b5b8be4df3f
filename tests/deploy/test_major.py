"""`deploy/bin/upgrade-postgres`: upgrades data of PostgreSQL 17 to the current major version."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.engine import docker, need
from tests.support.players import play
from tests.support.stacks import POSTGRES, Stack, production

OLD, NEW = "17", "18"


@pytest.fixture(scope="module")
def stack(built: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A production stack with data of the old PostgreSQL."""
    need(f"postgres:{OLD}-alpine")
    data = tmp_path_factory.mktemp("quizdata")
    env = {"POPQUIZ_IMAGES": built, "POSTGRES_MAJOR": OLD}
    with production("major", data, env).running() as stack:
        play(stack, "Ada")
        yield stack


def test_a_failed_upgrade_keeps_the_old_server(stack: Stack, tmp_path: Path) -> None:
    before = stack.content()
    stack.psql("CREATE VIEW gone AS SELECT wal_write FROM pg_stat_wal")  # not in PostgreSQL 18

    done = stack.script("upgrade-postgres", tmp_path, POSTGRES_MAJOR=NEW)

    assert done.returncode == 1
    assert "wal_write" in done.stderr
    assert f"PostgreSQL {OLD} serves again" in done.stderr
    assert stack.psql("SHOW server_version").startswith(OLD)
    assert stack.content() == before
    play(stack, "Grace")
    assert folders(stack) == [OLD]
    stack.psql("DROP VIEW gone")


def test_an_upgrade_keeps_all_data(stack: Stack, tmp_path: Path) -> None:
    before = stack.content()
    stack.compose("up", "-d", "--no-build", "--wait", "--scale", "web=2")
    stack.env["POSTGRES_MAJOR"] = NEW  # what a new release's compose file says

    done = stack.script("upgrade-postgres", tmp_path)
    again = stack.script("upgrade-postgres", tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    assert stack.psql("SHOW server_version").startswith(NEW)
    assert stack.content() == before
    play(stack, "Grace")
    assert len(stack.compose("ps", "-q", "web").split()) == 2
    assert len(list(tmp_path.glob("popquiz-*.dump"))) == 1
    assert again.returncode == 0
    assert "nothing to do" in again.stdout
    # The old data is kept until removed with the command that the script prints.
    assert folders(stack) == [OLD, NEW]
    stack.exec("db", *done.stdout.splitlines()[-1].split(" exec db ")[1].split())
    assert folders(stack) == [NEW]


def folders(stack: Stack) -> list[str]:
    found = docker(
        *("run", "--rm", "-v", f"{stack.env['QUIZDATA']}/postgres:/data", "--entrypoint", "sh"),
        *(POSTGRES, "-c", "cd /data && ls -d */docker*"),
    )
    return [line.split("/")[0] for line in found.splitlines()]
