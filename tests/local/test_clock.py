"""The machine's clock jumps while people play."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from deploy.local import postgres, serve
from tests.support.local import Served, answer, started_once
from tests.support.ports import free_port

FAKETIME = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
pytestmark = pytest.mark.skipif(
    not FAKETIME, reason="libfaketime (Debian: faketime) is not installed"
)
HOURS = [0, 1, 0, -1, 0, 1, -1, 24, 0, 1]
"""What the clock is off by, before each question."""


class Elsewhen(Served):
    """uWSGI and PostgreSQL under a clock that `set` moves.

    Not the process that starts them: Python's own sleep fails under libfaketime 0.9.10.
    """

    def __init__(self, data: Path, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.port = port
        started_once(data)
        self.clock = data / "clock"
        self.set(0)
        monkeypatch.delenv("SQLALCHEMY_DATABASE_URI", raising=False)
        monkeypatch.setenv("LD_PRELOAD", str(FAKETIME[0]))
        monkeypatch.setenv("FAKETIME_TIMESTAMP_FILE", str(self.clock))
        monkeypatch.setenv("FAKETIME_NO_CACHE", "1")
        # On a real machine it does not jump either.
        monkeypatch.setenv("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        self.log = data / "server.log"
        self.database = postgres.start(data / "postgres")
        uri = postgres.create_database(self.database, serve.DATABASE)
        environment = serve.environment_for(uri, "127.0.0.1", str(port), data)
        self.process = serve.serve(environment, self.log)
        serve.wait_ready(f"http://127.0.0.1:{port}", self.process, self.log)

    def set(self, hours: float) -> None:
        self.clock.write_text(f"{hours:+}h")

    def off_by(self) -> float:
        """Hours."""
        slug = self.call("/quizzes")["quizzes"][0]["slug"]
        started_at = self.call(f"/quizzes/{slug}/attempts", {})["started_at"]
        return (datetime.fromisoformat(started_at) - datetime.now(UTC)) / timedelta(hours=1)


@pytest.fixture
def elsewhen(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Elsewhen]:
    started = Elsewhen(data_folder / "data", free_port(), monkeypatch)
    yield started
    serve.stop(started.process)
    started.database.stop()


def test_a_clock_jump_is_harmless(elsewhen: Elsewhen) -> None:
    slug = "containers-and-deployment"  # ten questions, no polls, whose verdicts change
    attempt = elsewhen.call(f"/quizzes/{slug}/attempts", {})
    path = f"/attempts/{attempt['id']}"
    verdicts = []
    for hours, question in zip(HOURS, attempt["questions"], strict=True):
        elsewhen.set(hours)
        assert elsewhen.off_by() == pytest.approx(hours, abs=0.1)
        verdicts.append(answer(elsewhen, path, question)["verdict"])
    elsewhen.set(-1)  # it ends before it began
    finished = elsewhen.call(f"{path}/finish", {"player_name": "Out of time"})

    kept = elsewhen.call(path)
    board = elsewhen.call(f"/quizzes/{slug}/scores?sort=latest&fresh=true")
    assert [question["verdict"] for question in kept["questions"]] == verdicts
    assert kept == finished
    assert [entry["player_name"] for entry in board["scores"]] == ["Out of time"]
    assert "HARAKIRI" not in elsewhen.log.read_text()
