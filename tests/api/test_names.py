"""Names of players: typed before the start or at the end, or none."""

from typing import Any

from tests.support.api import Api
from tests.support.authors import Author, content
from tests.support.player_names import ANN, BOB, code, load, names, start


def test_a_new_quiz_asks_for_a_name_before_the_start(ada: Author, api: Api) -> None:
    made = ada.post("/studio/quizzes", {"title": "Small"}, 201)
    ada.add(made["id"], content("one"))
    ada.publish(made["id"], visibility="public")

    assert api.get("/quizzes/small")["names"] == "start"
    assert code(start(api, 422)) == "name-needed"
    assert start(api, player_name="Ann")["player_name"] == "Ann"


def test_a_quiz_without_the_setting_asks_at_the_end(api: Api, queries: Any) -> None:
    load()
    start(api)
    queries()

    attempt = start(api, player_name="Ann")

    assert queries() == ["start_attempt"]
    assert (attempt["player_name"], attempt["asks_name"]) == (None, True)
    finished = api.finish(attempt, "Bea")
    assert (finished["player_name"], finished["asks_name"]) == ("Bea", False)
    assert api.get("/quizzes/small")["rules"] is None


def test_a_typed_name_belongs_to_the_attempt_from_its_start(api: Api) -> None:
    load(names="start")

    attempt = start(api, player_name="  Ann   Lee ")

    assert (attempt["player_name"], attempt["asks_name"]) == ("Ann Lee", False)
    finished = api.finish(attempt)
    assert (finished["player_name"], finished["rank"]) == ("Ann Lee", 1)
    scores = api.get("/quizzes/small/scores?fresh=true")["scores"]
    assert [score["player_name"] for score in scores] == ["Ann Lee"]
    assert code(api.finish(attempt, "Bea", 409)) == "attempt-named"
    assert names() == [("Ann Lee", False)]


def test_a_start_with_a_typed_name_takes_one_statement(api: Api, queries: Any) -> None:
    load(names="start")
    start(api, player_name="Ann")
    queries()

    start(api, player_name="Ann")

    assert queries() == ["start_attempt"]


def test_a_start_without_the_name_says_so_and_stores_nothing(api: Api) -> None:
    load(names="start")

    assert code(start(api, 422)) == "name-needed"
    assert code(start(api, 422, player_name="\u202ereversed")) == "invalid-request"
    assert code(start(api, 422, player_name="x" * 41)) == "invalid-request"
    assert names() == []


def test_a_quiz_without_names_stores_none(api: Api) -> None:
    load(names="none")

    attempt = start(api, player_name="Ann")

    assert (attempt["player_name"], attempt["asks_name"]) == (None, False)
    assert code(api.finish(attempt, "Ann", 409)) == "no-name-at-end"
    assert api.finish(attempt)["finished_at"]
    assert names() == [(None, False)]


def test_a_changed_setting_applies_immediately(api: Api) -> None:
    load(names="start")
    begun = start(api, player_name="Ann")
    load()
    nameless = start(api)
    load(names="start")

    assert code(start(api, 422)) == "name-needed"
    assert api.finish(nameless, "Bea")["player_name"] == "Bea"  # asked at its end, as it began
    assert api.get(f"/attempts/{begun['id']}")["player_name"] == "Ann"


def test_attempts_of_one_device_are_resumed_under_the_same_name_only(api: Api) -> None:
    load(names="start", attempts=2)
    ann = start(api, player_key=ANN, player_name="Ann")

    assert start(api, player_key=ANN, player_name="Ann")["id"] == ann["id"]
    bea = start(api, player_key=ANN, player_name="Bea")
    assert bea["id"] != ann["id"]
    assert bea["player_name"] == "Bea"
    assert code(start(api, 409, player_key=ANN, player_name="Cleo")) == "no-attempts-left"


def test_the_standing_says_what_is_left_and_running(ada: Author, api: Api) -> None:
    load(attempts=2)

    def standing(**device: Any) -> Any:
        return api.post("/quizzes/small/standing", device)

    assert standing() == {"attempts_left": 2, "running": None}
    attempt = start(api, player_key=ANN)
    assert standing(player_key=ANN) == {"attempts_left": 1, "running": attempt["id"]}
    assert standing(player_key=BOB) == {"attempts_left": 2, "running": None}
    api.finish(attempt)
    assert standing(player_key=ANN) == {"attempts_left": 1, "running": None}
    load()
    assert standing(player_key=ANN) == {"attempts_left": None, "running": None}
    api.post("/quizzes/none/standing", {}, 404)
