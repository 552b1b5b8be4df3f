"""Verdicts and scores that come at a date: nothing tells them before."""

import json
from typing import Any

from sqlalchemy import text

from backend.library.packs import load_pack
from backend.models import db
from tests.support.api import Api
from tests.support.questions import pack

AFTER = {"feedback": "after", "feedback_after": "2100-01-01T00:00:00Z", "pass_mark": 50}


def play(api: Api, name: str, right: int = 3) -> Any:  # Any: JSON
    attempt = api.start()
    for index, question in enumerate(attempt["questions"]):
        api.answer(attempt, question, "a" if index < right else "b")
    return api.finish(attempt, name)


def the_date_comes() -> None:
    """For every attempt there is."""
    db.session.execute(
        text("""UPDATE attempt SET rules = rules || '{"feedback_after": "2026-01-01T00:00:00Z"}'""")
    )
    db.session.commit()


def names(api: Api) -> list[str]:
    return [row["player_name"] for row in api.get("/quizzes/small/scores?fresh=true")["scores"]]


def test_nothing_tells_what_is_right_before_the_date(api: Api) -> None:
    load_pack(pack(settings=AFTER))
    attempt = api.start()
    told = [attempt]
    for question in attempt["questions"]:
        told.append(api.answer(attempt, question, "a"))
    told.append(api.answer(attempt, attempt["questions"][0], "b"))
    told.append(api.get(f"/attempts/{attempt['id']}"))
    told.append(api.finish(attempt, "Ann"))
    told.append(api.get(f"/attempts/{attempt['id']}"))

    text = json.dumps(told)
    assert "Explanation" not in text
    assert '"key"' not in text
    for view in (told[0], *told[-3:]):
        assert (view["score"], view["passed"], view["rank"]) == (None, None, None)
        assert all(question["verdict"] is None for question in view["questions"])
        assert view["rules"]["feedback_after"] == AFTER["feedback_after"]
    assert told[-1]["finished_at"] is not None
    assert names(api) == []


def test_when_the_date_has_come_all_is_told(api: Api) -> None:
    load_pack(pack(settings=AFTER))
    attempt = play(api, "Ann", 2)

    the_date_comes()

    seen = api.get(f"/attempts/{attempt['id']}")
    assert (seen["score"], seen["passed"], seen["rank"]) == (2, True, 1)
    assert all(question["verdict"]["key"] for question in seen["questions"])
    assert names(api) == ["Ann"]


def test_the_date_tells_nothing_to_who_still_plays(api: Api) -> None:
    load_pack(pack(settings=AFTER))
    attempt = api.start()
    the_date_comes()

    answer = api.answer(attempt, attempt["questions"][0])

    assert answer["verdict"] is None
    assert api.get(f"/attempts/{attempt['id']}")["score"] is None
    assert api.finish(attempt)["score"] == 1


def test_results_that_are_not_out_change_no_rank(api: Api) -> None:
    load_pack(pack(settings=AFTER))
    play(api, "Ann", 3)
    load_pack(pack())

    assert play(api, "Bob", 1)["rank"] == 1
    assert names(api) == ["Bob"]
    the_date_comes()
    assert names(api) == ["Ann", "Bob"]
