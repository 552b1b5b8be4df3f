"""Live games: from the lobby to the results."""

from datetime import UTC, datetime, timedelta

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.models import db
from tests.support.api import Api
from tests.support.games import Host, play

pytestmark = pytest.mark.usefixtures("quiz")


def test_a_whole_game(app: OpenAPI) -> None:
    host = Host(app)
    ann, bea = play(app, host, "Ann", "Bea")
    lobby = host.state()
    assert (lobby["phase"], lobby["players"], lobby["question"]) == ("lobby", 2, None)

    opened = host.begin()
    assert (opened["phase"], opened["round"], opened["outcome"]) == ("announced", 1, None)
    assert host.look()["state"] == {**opened, "phase": "open"}
    assert ann.answer(opened, "a")["round"] == 1
    bea.answer(opened, "b")
    assert [one["answered"] for one in host.look()["players"]] == [True, True]

    settled = host.close()
    assert settled["phase"] == "solution"
    outcome = settled["outcome"]
    assert (outcome["answered"], outcome["right"]) == (2, 1)
    assert {bar["text"]: (bar["count"], bar["right"]) for bar in outcome["bars"]}["choice a"] == (
        1,
        True,
    )
    assert [(place["rank"], place["name"]) for place in outcome["top"]] == [(1, "Ann"), (2, "Bea")]
    assert ann.line(1) == {
        "credit": 1.0,
        "points": 1000,
        "total": 1000,
        "rank": 1,
        "gap": None,
    }
    assert bea.line(1)["gap"] == 1000

    while settled["round"] < settled["rounds"]:
        host.begin()
        settled = host.close()
    host.give("next")
    assert host.state()["phase"] == "ended"
    result = ann.api.get(f"/attempts/{ann.id}")
    assert (result["score"], result["player_name"]) == (1.0, "Ann")
    assert len(result["questions"]) == settled["rounds"]


def test_a_lost_acknowledgement_changes_nothing(app: OpenAPI) -> None:
    host = Host(app)
    [ann] = play(app, host, "Ann")
    assert ann.api.post(f"/games/{host.id}/players", ann.asked) == ann.me
    opened = host.begin()
    first = ann.answer(opened, "a")
    assert ann.answer(opened, "b") == first
    assert ann.look()["answers"] == {"1": first["response"]}  # by the ids that players see


def test_a_question_is_announced_before_its_reading_time(app: OpenAPI) -> None:
    host = Host(app, reading_seconds=5)
    before = datetime.now(UTC)
    host.give("start")
    opens_at = datetime.fromisoformat(host.state()["opens_at"])
    assert before + timedelta(seconds=8) <= opens_at <= datetime.now(UTC) + timedelta(seconds=8)


def test_no_key_leaves_the_server_before_the_round_is_settled(app: OpenAPI) -> None:
    host = Host(app)
    [ann] = play(app, host, "Ann")
    host.give("start")
    announced = host.state()
    assert announced["phase"] == "announced"
    host.pass_time(9)
    opened = host.state()
    received = ann.answer(opened)
    assert set(received) == {"round", "response", "name"}
    for seen in (announced, opened, host.look()["state"]):
        assert seen["outcome"] is None
        assert "key" not in str(seen["question"])
    ann.api.get(f"/games/{host.id}/rounds/1/shards/{ann.me['number'] % 64}", 404)
    for path, body in (
        ("", None),
        ("/finish", {}),
        (f"/questions/{opened['question']['id']}/ask", {}),
        ("/compared", None),
    ):
        if body is None:
            ann.api.get(f"/attempts/{ann.id}{path}", 409 if path == "" else 200)
        else:
            ann.api.post(f"/attempts/{ann.id}{path}", body, 409)


def test_answers_count_only_while_the_round_is_open(app: OpenAPI) -> None:
    host = Host(app)
    [ann] = play(app, host, "Ann")
    host.give("start")
    early = host.state()
    assert ann.answer(early, status=409)["type"] == "/problems/round-not-open"
    host.pass_time(9)
    opened = host.state()
    host.pass_time(19.5)  # closed, but within the grace
    assert host.look()["state"]["phase"] == "grace"
    ann.answer(opened)
    [bea] = play(app, host, "Bea")
    host.close()
    assert bea.answer(opened, status=409)["type"] == "/problems/round-closed"
    assert ann.line(1)["credit"] == 1


def test_a_round_is_settled_at_once_when_all_have_answered(app: OpenAPI) -> None:
    host = Host(app)
    ann, bea = play(app, host, "Ann", "Bea")
    opened = host.begin()
    ann.answer(opened)
    host.give("close")
    assert host.look()["state"]["phase"] == "open"  # Bea gets three seconds
    bea.answer(opened)
    host.give("close")
    assert host.state()["phase"] == "solution"


def test_commands_on_an_old_state_change_nothing(app: OpenAPI) -> None:
    host = Host(app)
    version = host.look()["state"]["version"]
    host.give("start", version=version)
    assert host.give("start", 409, version)["type"] == "/problems/game-moved-on"
    assert host.give("start", 409)["type"] == "/problems/command-out-of-place"
    assert host.look()["state"]["round"] == 1


def test_a_second_screen_controls_nothing(app: OpenAPI) -> None:
    host = Host(app)
    seen = host.look(host.created["screen_secret"])
    assert (seen["controls"], seen["state"]["phase"]) == (False, "lobby")
    body = {"command": "start", "version": 1}
    assert host._send("post", "/commands", body, 403, host.created["screen_secret"])
    for wrong in ("", "x", host.id, host.created["pin"]):
        host.look(wrong or "-", 403)


def test_a_cancelled_round_counts_for_no_player(app: OpenAPI) -> None:
    host = Host(app)
    ann, _bea = play(app, host, "Ann", "Bea")
    ann.answer(host.begin())
    host.give("void")
    seen = host.state()
    assert (seen["phase"], seen["outcome"]["voided"]) == ("solution", True)
    assert ann.line(1)["total"] == 0
    ann.answer(host.begin())
    host.close()
    host.give("end")
    result = ann.api.get(f"/attempts/{ann.id}")
    assert (len(result["questions"]), result["score"], result["max_score"]) == (1, 1, 1)


def test_points_depend_on_speed_as_far_as_the_host_wants(app: OpenAPI) -> None:
    host = Host(app, speed_weight=50, seconds=20)
    ann, bea, cleo = play(app, host, "Ann", "Bea", "Cleo")
    opened = host.begin()
    ann.answer(opened, elapsed_ms=0)
    host.pass_time(12)
    bea.answer(opened, elapsed_ms=12_000)
    cleo.answer(opened, elapsed_ms=0)  # lying helps by the grace at most
    host.close()
    assert ann.line(1)["points"] == 1000
    assert bea.line(1)["points"] == pytest.approx(725, abs=25)
    assert 0 <= cleo.line(1)["points"] - bea.line(1)["points"] <= 50


def test_pausing_before_a_round_holds_it(app: OpenAPI) -> None:
    host = Host(app)
    host.give("start")
    host.give("pause")
    seen = host.state()
    assert (seen["phase"], seen["paused"], seen["opens_at"]) == ("announced", True, None)
    host.give("resume")
    host.pass_time(9)
    assert host.look()["state"]["phase"] == "open"


def test_more_time(app: OpenAPI) -> None:
    host = Host(app)
    before = host.begin()
    host.give("extend")
    assert host.state()["closes_at"] > before["closes_at"]


def test_the_autopilot_goes_on(app: OpenAPI) -> None:
    host = Host(app, autopilot=True)
    host.begin()
    host.close()
    settled = "UPDATE game_round SET settled_at = settled_at - interval '9 s' WHERE round = 1"
    for phase in ("standings", "announced"):
        db.session.execute(text(settled))
        db.session.commit()
        assert host.state()["phase"] == phase
    assert host.state()["round"] == 2


def test_an_abandoned_game_ends(app: OpenAPI) -> None:
    host = Host(app)
    play(app, host, "Ann")
    db.session.execute(text("UPDATE game SET commanded_at = now() - interval '3 hours'"))
    db.session.commit()
    assert host.state()["phase"] == "ended"
    host.api.get(f"/games/pins/{host.created['pin']}", 404)


def test_the_document_is_the_same_until_something_changes(app: OpenAPI) -> None:
    host = Host(app)
    [ann] = play(app, host, "Ann")
    host.begin()
    path = f"/api/games/{host.id}/state"
    first = host.api.client.get(path)
    ann.answer(host.state())
    play(app, host, "Late")
    host.state()
    again = host.api.client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_guests_host_where_the_operator_lets_them(
    app: OpenAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "GUEST_HOSTS", False)
    problem = Api(app.test_client()).post("/games", {"quiz": "small"}, 403)
    assert problem["type"] == "/problems/guests-may-not-host"
    assert Api(app.test_client()).get("/site")["guest_hosts"] is False


def test_games_are_not_on_the_quizs_leaderboard(app: OpenAPI) -> None:
    host = Host(app)
    [ann] = play(app, host, "Ann")
    ann.answer(host.begin())
    host.close()
    host.give("end")
    assert ann.api.get(f"/attempts/{ann.id}")["rank"] is None
    assert ann.api.get("/quizzes/small/scores")["scores"] == []


def test_a_game_that_ends_in_the_middle_of_a_question_still_shows_its_standings(
    app: OpenAPI,
) -> None:
    host = Host(app)
    [ann] = play(app, host, "Ann")
    ann.answer(host.begin())
    host.close()
    host.begin()
    host.give("end")

    ended = host.look()["state"]
    assert ended["phase"] == "ended"
    assert [(place["rank"], place["name"]) for place in ended["outcome"]["top"]] == [(1, "Ann")]
    assert host.state()["outcome"] == ended["outcome"]


def test_a_game_that_ends_in_its_first_question_has_no_standings(app: OpenAPI) -> None:
    host = Host(app)
    play(app, host, "Ann")
    host.give("start")
    host.give("end")

    assert host.state()["phase"] == "ended"
    assert host.state()["outcome"] is None
