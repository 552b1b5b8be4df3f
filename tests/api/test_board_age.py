"""A cached board is at most a second old, whichever process changed its scores."""

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import delete

from backend.library.packs import Pack
from backend.models import Attempt, db
from tests.support.accounts import sign_in_as
from tests.support.api import Api
from tests.support.attempts import choose, leaders, play


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock that boards are aged by, in seconds; it stands still."""
    clock = [100.0]
    monkeypatch.setattr("backend.play.leaderboard.monotonic", lambda: clock[0])
    return clock


def test_a_player_erased_by_this_process_leaves_the_board(
    app: OpenAPI, api: Api, quiz: Pack, now: list[float]
) -> None:
    play(api, "small", choose("a"), "Ann")
    play(api, "small", choose("a", "a"), "Bea")
    assert leaders(api) == ["Bea", "Ann"]

    sign_in_as(app, "admin").post("/studio/quizzes/1/player/erase", {"name": "Ann", "expected": 1})

    assert leaders(api, "?fresh=true") == ["Bea"]
    now[0] += 1.1
    assert leaders(api) == ["Bea"]


def test_a_player_erased_by_another_process_leaves_the_board(
    api: Api, quiz: Pack, now: list[float]
) -> None:
    play(api, "small", choose("a"), "Ann")
    assert leaders(api) == ["Ann"]

    db.session.execute(delete(Attempt))
    db.session.commit()

    assert leaders(api) == ["Ann"], "it is the board of this second"
    now[0] += 1.1
    assert leaders(api) == []
