"""Practising what was missed: an attempt at just those questions, which counts nowhere."""

from typing import Any

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import func, select, text

from backend.library.packs import load_pack
from backend.models import Answer, Attempt, db
from tests.support.accounts import sign_in_as
from tests.support.api import Api, check_status
from tests.support.questions import multiple, pack, poll, single

Json = Any  # whatever the API answers
OF = [single("q1", points=3), single("q2"), multiple("q3", points=2), single("q4"), poll("p")]


@pytest.fixture
def played(api: Api) -> Json:
    """Finished: the first right, the second wrong, the third partly, the others not answered."""
    return play(api)


def play(api: Api, name: str | None = None, **rules: Json) -> Json:
    load_pack(pack(of=OF, settings={"shuffle_questions": False, **rules}))
    attempt = api.start()
    first, second, third, *_ = attempt["questions"]
    api.answer(attempt, first, "a")
    api.answer(attempt, second, "b")
    [choice] = [one["id"] for one in third["view"]["choices"] if one["text"] == "choice a"]
    body = {"question": third["id"], "response": {"choices": [choice]}}
    api.post(f"/attempts/{attempt['id']}/answers", body)
    return api.finish(attempt, name)


def practise(api: Api, attempt: Json, status: int = 201) -> Json:
    return api.post(f"/attempts/{attempt['id']}/practice", {}, status)


def prompts(attempt: Json) -> list[str]:
    return [question["prompt"] for question in attempt["questions"]]


def test_it_asks_what_did_not_earn_full_credit(api: Api, played: Json) -> None:
    assert played["missed"] == 3

    practice = practise(api, played)

    assert prompts(practice) == ["Prompt of q2", "Prompt of q3", "Prompt of q4"]
    assert (practice["practice_of"], practice["max_score"]) == (played["id"], 4)
    assert practice["quiz"] == played["quiz"]
    assert all(question["verdict"] is None for question in practice["questions"])
    for question in practice["questions"]:
        if question["view"]["type"] == "single":
            assert api.answer(practice, question, "a")["verdict"]["credit"] == 1
    result = api.finish(practice)
    assert (result["score"], result["missed"], result["rank"]) == (2, 1, None)

    again = practise(api, result)
    assert prompts(again) == ["Prompt of q3"]
    assert again["practice_of"] == played["id"]


def test_it_has_no_timers_and_no_penalties(api: Api) -> None:
    played = play(api, penalty=0.5, quiz_seconds=600, hint_cost=50, partial_credit=False)

    practice = practise(api, played)

    assert practice["deadline"] is None
    assert practice["rules"]["partial_credit"] is False
    assert (practice["rules"]["penalty"], practice["rules"]["hint_cost"]) == (0, 0)
    verdict = api.answer(practice, practice["questions"][0], "b")["verdict"]
    assert (verdict["credit"], verdict["points"]) == (0, 0)


def test_it_counts_nowhere(app: OpenAPI, api: Api) -> None:
    played = play(api, "Ann")
    author = sign_in_as(app, "admin")
    paths = ("summary", "attempts", "figures")
    before = [author.get(f"/studio/quizzes/1/{path}") for path in paths]
    scores = api.get("/quizzes/small/scores?fresh=true")
    compared = api.get(f"/attempts/{played['id']}/compared")

    practice = practise(api, played)
    for question in practice["questions"]:
        if question["view"]["type"] == "single":
            api.answer(practice, question, "a")
    api.finish(practice)

    assert [author.get(f"/studio/quizzes/1/{path}") for path in paths] == before
    assert api.get("/quizzes/small/scores?fresh=true") == scores
    assert api.get(f"/attempts/{played['id']}/compared") == compared
    assert api.get(f"/attempts/{practice['id']}/compared") == {"questions": []}


def test_it_uses_up_no_attempt(api: Api) -> None:
    load_pack(pack(settings={"attempts": 2}))
    player = {"player_key": "a-random-mark"}
    first = api.post("/quizzes/small/attempts", player, 201)
    practise(api, api.finish(first))

    second = api.post("/quizzes/small/attempts", player, 201)

    assert second["practice_of"] is None
    assert second["id"] != first["id"]


def test_it_takes_no_name(api: Api, played: Json) -> None:
    practice = practise(api, played)

    problem = api.finish(practice, "Ann", 409)

    assert problem["type"].endswith("/practice-unnamed")
    assert api.finish(practice)["player_name"] is None


@pytest.mark.parametrize(
    "rules",
    [{"practice": False}, {"feedback": "after", "feedback_after": "2100-01-01T00:00:00Z"}],
)
def test_it_is_offered_only_where_keys_are_shown_and_the_quiz_allows_it(
    api: Api, rules: Json
) -> None:
    played = play(api, **rules)

    assert played["missed"] == 0
    assert practise(api, played, 409)["type"].endswith("/nothing-to-practise")


def test_turning_it_off_takes_effect_at_once(api: Api, played: Json) -> None:
    load_pack(pack(of=OF, settings={"shuffle_questions": False, "practice": False}))

    assert api.get(f"/attempts/{played['id']}")["missed"] == 0
    practise(api, played, 409)


def test_there_is_nothing_to_practise_before_the_end_or_without_a_mistake(api: Api) -> None:
    load_pack(pack(of=[single("q1"), poll("p")]))
    attempt = api.start()
    practise(api, attempt, 409)
    [question] = [one for one in attempt["questions"] if one["view"]["type"] == "single"]
    api.answer(attempt, question, "a")

    finished = api.finish(attempt)

    assert finished["missed"] == 0  # a poll is neither right nor wrong
    practise(api, finished, 409)
    unknown = {"id": "00000000-0000-7000-8000-000000000000"}
    assert practise(api, unknown, 404)["type"].endswith("/attempt-not-found")


def is_all_gone() -> bool:
    return not any(
        db.session.scalar(select(func.count()).select_from(table)) for table in (Attempt, Answer)
    )


def test_it_is_deleted_with_the_attempt(app: OpenAPI, api: Api, played: Json) -> None:
    practice = practise(api, played)
    api.answer(practice, practice["questions"][0], "a")
    author = sign_in_as(app, "admin")

    check_status(author.client.delete("/api/studio/quizzes/1/attempts/1"), 204)

    assert is_all_gone()
    api.get(f"/attempts/{practice['id']}", 404)


def test_it_is_deleted_with_its_player(app: OpenAPI, api: Api) -> None:
    practice = practise(api, play(api, "Ann"))
    api.answer(practice, practice["questions"][0], "a")
    body = {"name": "Ann", "expected": 1}

    erased = sign_in_as(app, "admin").post("/studio/quizzes/1/player/erase", body)

    assert erased["attempts"] == 1
    assert is_all_gone()


def test_a_deleted_quiz_takes_it_along(api: Api, played: Json) -> None:
    practice = practise(api, played)

    db.session.execute(text("UPDATE quiz SET deleted_at = now()"))
    db.session.commit()

    api.get(f"/attempts/{practice['id']}", 404)
    api.answer(practice, practice["questions"][0], "a", 404)
    api.finish(practice, status=404)
