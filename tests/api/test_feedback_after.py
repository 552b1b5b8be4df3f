"""Verdicts and scores that are due on a date stay hidden until then."""

import json
from typing import Any

from sqlalchemy import text

from backend.library.packs import load_pack
from backend.models import db
from tests.support.api import Api
from tests.support.attempts import leaders
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


def test_no_response_reveals_keys_before_the_date(api: Api) -> None:
    load_pack(pack(settings=AFTER))
    attempt = api.start()
    responses = [attempt]
    for question in attempt["questions"]:
        responses.append(api.answer(attempt, question, "a"))
    responses.append(api.answer(attempt, attempt["questions"][0], "b"))
    responses.append(api.get(f"/attempts/{attempt['id']}"))
    responses.append(api.finish(attempt, "Ann"))
    responses.append(api.get(f"/attempts/{attempt['id']}"))

    text = json.dumps(responses)
    assert "Explanation" not in text
    assert '"key"' not in text
    for view in (responses[0], *responses[-3:]):
        assert (view["score"], view["passed"], view["rank"]) == (None, None, None)
        assert all(question["verdict"] is None for question in view["questions"])
        assert view["rules"]["feedback_after"] == AFTER["feedback_after"]
    assert responses[-1]["finished_at"] is not None
    assert leaders(api, "?fresh=true") == []


def test_everything_is_shown_after_the_date(api: Api) -> None:
    load_pack(pack(settings=AFTER))
    attempt = play(api, "Ann", 2)

    the_date_comes()

    seen = api.get(f"/attempts/{attempt['id']}")
    assert (seen["score"], seen["passed"], seen["rank"]) == (2, True, 1)
    assert all(question["verdict"]["key"] for question in seen["questions"])
    assert leaders(api, "?fresh=true") == ["Ann"]


def test_running_attempts_see_no_keys_after_the_date(api: Api) -> None:
    load_pack(pack(settings=AFTER))
    attempt = api.start()
    the_date_comes()

    answer = api.answer(attempt, attempt["questions"][0])

    assert answer["verdict"] is None
    assert api.get(f"/attempts/{attempt['id']}")["score"] is None
    assert api.finish(attempt)["score"] == 1


def test_withheld_results_do_not_affect_ranks(api: Api) -> None:
    load_pack(pack(settings=AFTER))
    play(api, "Ann", 3)
    load_pack(pack())

    assert play(api, "Bob", 1)["rank"] == 1
    assert leaders(api, "?fresh=true") == ["Bob"]
    the_date_comes()
    assert leaders(api, "?fresh=true") == ["Ann", "Bob"]
