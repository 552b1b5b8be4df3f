"""Hints: not sent before a player asks, and noted by the attempt."""

from typing import Any

import pytest
from flask_openapi3 import OpenAPI

from backend.library.packs import load_pack
from backend.play import ruled
from tests.support.accounts import sign_in_as
from tests.support.api import Api
from tests.support.past import let_pass
from tests.support.questions import pack, single

HINT = {"text": "It is *not* b.", "html": "<p>It is <em>not</em> b.</p>"}
UNKNOWN = "00000000-0000-7000-8000-000000000000"


@pytest.fixture
def hinted(api: Api) -> None:
    load(shuffle_questions=False)


def load(**settings: object) -> None:
    """Two questions with a hint, and one without."""
    questions = [single("q1", hint=HINT["text"]), single("q2", hint="Two"), single("q3")]
    load_pack(pack(of=questions, settings=settings))


def ask(api: Api, attempt: Any, place: int, status: int = 200) -> Any:  # Any: JSON
    question_id = attempt["questions"][place]["id"]
    return api.post(f"/attempts/{attempt['id']}/questions/{question_id}/hint", {}, status)


def hints(attempt: Any) -> list[Any]:  # Any: JSON
    return [question.get("hint") for question in attempt["questions"]]


@pytest.mark.usefixtures("hinted")
def test_a_hint_is_sent_on_request(api: Api) -> None:
    attempt = api.start()
    closed = {"text": None, "html": None}
    assert hints(attempt) == [closed, closed, None]

    assert ask(api, attempt, 0) == HINT
    assert ask(api, attempt, 0) == HINT

    assert hints(api.get(f"/attempts/{attempt['id']}")) == [HINT, closed, None]
    for question in attempt["questions"]:
        api.answer(attempt, question)
    assert ask(api, attempt, 0) == HINT  # asked for before
    assert hints(api.finish(attempt)) == [HINT, closed, None]
    assert ask(api, attempt, 0) == HINT


@pytest.mark.usefixtures("hinted")
def test_a_hint_is_refused_if_it_comes_too_late_or_does_not_exist(api: Api) -> None:
    attempt = api.start()
    api.answer(attempt, attempt["questions"][0])

    assert ask(api, attempt, 0, 409)["type"].endswith("/question-answered")
    assert ask(api, attempt, 2, 404)["type"].endswith("/no-hint")
    path = f"/attempts/{attempt['id']}/questions/999/hint"
    assert api.post(path, {}, 422)["type"].endswith("/question-not-drawn")
    assert api.post(f"/attempts/{UNKNOWN}/questions/1/hint", {}, 404)["type"].endswith(
        "/attempt-not-found"
    )
    api.finish(attempt)
    assert ask(api, attempt, 1, 409)["type"].endswith("/attempt-finished")
    assert "Two" not in str(api.get(f"/attempts/{attempt['id']}"))


def test_it_belongs_to_the_time_of_its_question(api: Api) -> None:
    load(question_seconds=20, shuffle_questions=False)
    attempt = api.start()
    [second, _third] = attempt["unasked"]
    path = f"/attempts/{attempt['id']}/questions/{second}"

    assert api.post(f"{path}/hint", {}, 409)["type"].endswith("/question-comes-later")
    api.post(f"{path}/ask", {})
    assert ask(api, attempt, 0, 409)["type"].endswith("/question-time-up")
    let_pass(attempt, 30)
    assert api.post(f"{path}/hint", {}, 409)["type"].endswith("/question-time-up")


@pytest.mark.usefixtures("hinted")
def test_authors_see_which_players_asked_for_a_hint(app: OpenAPI, api: Api) -> None:
    attempt = api.start()
    ask(api, attempt, 1)
    api.finish(attempt)

    detail = sign_in_as(app, "admin").get("/studio/quizzes/1/attempts/1")

    shown = [answer["question"].get("hint") for answer in detail["answers"]]
    assert [one and one["text"] for one in shown] == [None, "Two", None]


def test_a_hint_may_cost_points_of_the_answer(api: Api) -> None:
    load(shuffle_questions=False, hint_cost=25, penalty=0.5)
    attempt = api.start()
    assert attempt["rules"]["hint_cost"] == 25
    first, second, third = attempt["questions"]
    ask(api, attempt, 0)
    ask(api, attempt, 1)

    points = [
        api.answer(attempt, question, choice)["verdict"]["points"]
        for question, choice in ((first, "a"), (second, "b"), (third, "a"))
    ]

    assert points == [0.75, -0.5, 1]  # a wrong answer costs no more for it
    assert api.finish(attempt)["score"] == 1.25


def test_players_know_the_cost_in_advance(api: Api) -> None:
    load(hint_cost=10)

    assert api.get("/quizzes/small")["rules"]["hint_cost"] == 10


def test_a_hint_requested_during_an_answer_counts(api: Api, monkeypatch: Any) -> None:
    load(shuffle_questions=False, hint_cost=25)
    attempt = api.start()
    known = ruled.RULED.rows
    asked: list[bool] = []

    def asked_in_between(*args: Any, **parameters: Any) -> Any:
        found = known(*args, **parameters)
        if not asked:
            asked.append(True)
            ask(Api(api.client.application.test_client()), attempt, 0)
        return found

    monkeypatch.setattr(ruled.RULED, "rows", asked_in_between)

    assert api.answer(attempt, attempt["questions"][0])["verdict"]["points"] == 0.75
