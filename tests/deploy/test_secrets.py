"""`deploy/bin/rotate-secrets`, while people play."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.crowd import Crowd
from tests.support.engine import ROOT, RUN, docker
from tests.support.stacks import Stack, eventually, production

CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'popquiz'"


@pytest.fixture(scope="module")
def stack(built: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    data = tmp_path_factory.mktemp("quizdata")
    env = {"POPQUIZ_IMAGES": built, "WRITES_PER_SECOND": "10000"}
    with production("secrets", data, env).running() as stack:
        yield stack


def secrets(stack: Stack) -> dict[str, str]:
    folder = Path(stack.env["QUIZDATA"]) / "secrets"
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in folder.rglob("*")
        if path.is_file()
    }


def login(stack: Stack, password: str) -> bool:
    """Whether the database takes the password over TCP, as from `web`."""
    return "1" in stack.compose(
        *("exec", "-T", "-e", f"PGPASSWORD={password}", "db"),
        *("psql", "-h", "db", "-U", "popquiz", "-tAc", "SELECT 1"),
        check=False,
    )


def rotate(stack: Stack) -> subprocess.CompletedProcess[str]:
    """Run the script, and wait for the workers that it reloads, one after the other."""
    before = starts(stack)
    done = stack.script("rotate-secrets")
    eventually(lambda: starts(stack) >= before + 3, 240)
    return done


def starts(stack: Stack) -> int:
    """How often a worker of `web` has become ready."""
    return stack.compose("logs", "web").count("WSGI app 0 ")


def test_rotating_fails_no_request_and_invalidates_the_old_password(stack: Stack) -> None:
    before = secrets(stack)
    web = stack.inspect("web")["Id"]
    with Crowd(stack) as crowd:
        eventually(lambda: crowd.requests > 200)
        done = rotate(stack)
        seen = crowd.requests
        eventually(lambda: crowd.requests > seen + 500)

    after = secrets(stack)
    assert done.returncode == 0, done.stderr
    assert crowd.failed == []
    assert sorted(after) == ["db/password", "web/key", "web/key.before"]
    assert len(set(after.values()) | set(before.values())) == 4
    assert after["web/key.before"] == before["web/key"]
    assert login(stack, after["db/password"])
    assert not login(stack, before["db/password"])
    assert stack.inspect("web")["Id"] == web
    for secret in (*after.values(), *before.values()):
        assert secret not in done.stdout + done.stderr
        assert secret not in stack.compose("logs")


def test_new_connections_use_the_new_password(stack: Stack) -> None:
    assert rotate(stack).returncode == 0

    # Cuts all connections; web has not been restarted.
    stack.psql(CUT)

    assert stack.json("/quizzes")["quizzes"]
    assert stack.json(f"/quizzes/{stack.json('/quizzes')['quizzes'][0]['slug']}/attempts", {})


def test_an_interrupted_rotation_serves_and_can_be_completed(stack: Stack) -> None:
    """The database has the new password, but its file is not in its place yet."""
    folder = Path(stack.env["QUIZDATA"]) / "secrets" / "db"
    (folder / "password.next").write_text("c0ffee" * 10)
    stack.psql(f"ALTER ROLE popquiz PASSWORD '{'c0ffee' * 10}'")
    stack.psql(CUT)

    served = stack.json("/quizzes")["quizzes"]
    done = rotate(stack)

    assert served
    assert done.returncode == 0, done.stderr
    assert secrets(stack)["db/password"] == "c0ffee" * 10
    assert "db/password.next" not in secrets(stack)
    assert login(stack, "c0ffee" * 10)


def test_a_stopped_stack_prints_one_sentence() -> None:
    nothing = Stack(f"{RUN}-nothing", ROOT, [], 0)

    done = nothing.script("rotate-secrets")

    assert done.returncode == 1
    assert "the stack is not running" in done.stderr
    assert nothing.name not in docker("ps", "-a")
