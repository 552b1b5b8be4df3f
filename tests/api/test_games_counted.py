"""What an operator sees of live games."""

import pytest
from flask_openapi3 import OpenAPI
from prometheus_client import REGISTRY
from sqlalchemy import text

from backend.cli.exporter import Database
from backend.models import db
from backend.settings import Settings
from tests.support.api import Api
from tests.support.games import GamePlayer, Host

pytestmark = pytest.mark.usefixtures("quiz")


def counted(*names: str) -> list[float]:
    return [REGISTRY.get_sample_value(f"popquiz_{name}") or 0.0 for name in names]


def test_games_players_answers_and_late_settling_are_counted(app: OpenAPI) -> None:
    names = (
        *("games_created_total", "game_players_joined_total", "answers_total"),
        *("game_settle_delay_seconds_count", "game_settle_delay_seconds_sum"),
    )
    before = counted(*names)
    host = Host(app)
    ann, _bea = (GamePlayer(Api(app.test_client()), host.id, name) for name in ("Ann", "Bea"))
    opened = host.begin()
    ann.api.post(f"/games/{host.id}/players", ann.asked)  # again
    ann.answer(opened)
    ann.answer(opened)
    db.session.execute(text("UPDATE game SET closes_at = now() - interval '11.5 seconds'"))
    db.session.commit()
    host.state()
    *counts, seconds = (now - then for now, then in zip(counted(*names), before, strict=True))
    assert counts == [1, 2, 1, 1]
    assert seconds == pytest.approx(10, abs=2)  # after the grace


def test_the_exporter_shows_what_runs(app: OpenAPI, settings: Settings) -> None:
    def shown() -> tuple[float, float]:
        found = {one.name: one.samples[0].value for one in Database(settings).collect()}
        assert found["popquiz_database_up"] == 1
        return found["popquiz_games_running"], found["popquiz_game_players"]

    assert shown() == (0, 0)
    host, ended, left = (Host(app) for _ in range(3))
    players = [GamePlayer(Api(app.test_client()), host.id, f"P{n}") for n in range(3)]
    GamePlayer(Api(app.test_client()), left.id, "Alone")
    host.kick(players[0].me["number"])
    ended.give("end")
    long_ago = "UPDATE game SET commanded_at = now() - interval '3 hours' WHERE id = :id"
    db.session.execute(text(long_ago), {"id": left.id})
    db.session.commit()
    assert shown() == (1, 2)
