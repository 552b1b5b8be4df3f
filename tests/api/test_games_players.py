"""The players of a live game: names, teams, and who is kept out."""

from typing import Any
from uuid import uuid4

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.models import db
from tests.support.api import Api
from tests.support.games import GamePlayer, Host, play

pytestmark = pytest.mark.usefixtures("quiz")


@pytest.mark.parametrize("same", ["Ann", "ANN", " ann ", "Ａｎｎ"])
def test_equal_names_are_refused_with_a_free_one(app: OpenAPI, same: str) -> None:
    host = Host(app)
    play(app, host, "Ann", "Ann 2")
    body = {"attempt": str(uuid4()), "name": same}
    problem = host.api.post(f"/games/{host.id}/players", body, 409)
    assert problem["type"] == "/problems/nickname-taken"
    assert problem["params"]["free"].split()[-1] == "3"


def test_kicked_players_stay_out_and_their_name_stays_taken(app: OpenAPI) -> None:
    host = Host(app)
    ann, bea = play(app, host, "Ann", "Bea")
    host.kick(ann.me["number"])
    assert ann.look()["kicked"]
    opened = host.begin()
    assert ann.answer(opened, status=403)["type"] == "/problems/kicked"
    problem = host.api.post(
        f"/games/{host.id}/players", {"attempt": str(uuid4()), "name": "ann"}, 409
    )
    assert problem["type"] == "/problems/nickname-taken"
    bea.answer(opened)
    outcome = host.close()["outcome"]
    assert [place["name"] for place in outcome["top"]] == ["Bea"]
    host.give("end")
    ann.api.get(f"/attempts/{ann.id}", 404)
    assert bea.api.get(f"/attempts/{bea.id}")["score"] == 1


def test_a_renamed_player_learns_the_new_name(app: OpenAPI) -> None:
    host = Host(app)
    ann, bea = play(app, host, "Rude", "Bea")
    seen = host.state()
    host.rename(ann.me["number"], "Ann")
    # Nothing else changes for players, who then ask for their own.
    changed = host.state()
    assert {name for name in seen if seen[name] != changed[name]} == {"version"}
    assert ann.look()["name"] == "Ann"
    opened = host.begin()
    assert [one.answer(opened)["name"] for one in (ann, ann, bea)] == ["Ann", "Ann", "Bea"]
    assert {place["name"] for place in host.close()["outcome"]["top"]} == {"Ann", "Bea"}


def test_a_personal_link_costs_no_speed(app: OpenAPI) -> None:
    host = Host(app, speed_weight=100)
    db.session.execute(
        text(
            "INSERT INTO accommodation (quiz_id, token, label, time_factor)"
            " SELECT id, 'token-of-ann', 'Ann', 2 FROM quiz WHERE slug = 'small'"
        )
    )
    db.session.commit()
    ann = GamePlayer(Api(app.test_client()), host.id, "Ann", accommodation="token-of-ann")
    opened = host.begin()
    host.pass_time(15)
    ann.answer(opened, elapsed_ms=15_000)
    host.close()
    assert ann.line(1)["points"] == 1000


def test_teams_score_by_the_mean_of_their_members(app: OpenAPI) -> None:
    host = Host(app, teams=["Red", "Blue"], speed_weight=0)
    players = play(app, host, "Ann", "Bea", "Cleo", "Dan")
    assert sorted(player.me["team"] for player in players) == [0, 0, 1, 1]
    opened = host.begin()
    for player in players:
        right = player.me["team"] == 0 or player is players[-1]
        player.answer(opened, "a" if right else "b")
    teams = host.close()["outcome"]["teams"]
    means = {team["name"]: team["points"] for team in teams}
    assert means["Red"] == 1000
    assert means["Blue"] in (0, 500)


def test_players_choose_a_team_where_they_may(app: OpenAPI) -> None:
    host = Host(app, teams=["Red", "Blue"], deal=False)
    found = host.api.get(f"/games/pins/{host.created['pin']}")
    assert found["teams"] == ["Red", "Blue"]
    body: dict[str, Any] = {"attempt": str(uuid4()), "name": "Ann"}
    assert host.api.post(f"/games/{host.id}/players", body, 422)["type"] == "/problems/team-needed"
    assert host.api.post(f"/games/{host.id}/players", {**body, "team": 1})["team"] == 1


def test_names_are_made_up_where_the_host_wants_so(app: OpenAPI) -> None:
    host = Host(app, nicknames="generated")
    players = [GamePlayer(Api(app.test_client()), host.id) for _ in range(20)]
    assert len({player.me["name"] for player in players}) == 20


def test_a_locked_game_lets_no_one_in(app: OpenAPI) -> None:
    host = Host(app)
    host.give("lock")
    body = {"attempt": str(uuid4()), "name": "Ann"}
    assert host.api.post(f"/games/{host.id}/players", body, 409)["type"] == "/problems/game-locked"
    host.give("unlock")
    host.api.post(f"/games/{host.id}/players", body)
