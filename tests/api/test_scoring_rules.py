"""Penalties, partial credit, pass marks, polls: how a quiz turns credit into points."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text

from backend.library.packs import load_pack
from backend.models import Answer, Attempt, db
from backend.play import start
from backend.questions import TYPES
from tests.support.api import Api
from tests.support.questions import multiple, number, pack, single
from tests.support.shown import as_shown


def respond(api: Api, attempt: Any, index: int, response: Any, status: int = 200) -> Any:
    question = attempt["questions"][index]
    body = {"question": question["id"], "response": as_shown(question, response)}
    return api.post(f"/attempts/{attempt['id']}/answers", body, status)


def test_a_wrong_answer_costs_its_share_and_skipping_costs_nothing(api: Api) -> None:
    load_pack(pack(questions=3, settings={"penalty": 0.25}))
    attempt = api.start()

    right = api.answer(attempt, attempt["questions"][0], "a")["verdict"]
    wrong = api.answer(attempt, attempt["questions"][1], "b")["verdict"]
    result = api.finish(attempt)

    assert (right["credit"], right["points"]) == (1, 1)
    assert (wrong["credit"], wrong["points"]) == (0, -0.25)
    assert result["questions"][2]["verdict"]["points"] == 0
    assert (result["score"], result["max_score"]) == (0.75, 3)


def test_a_score_is_never_negative(api: Api) -> None:
    load_pack(pack(questions=2, settings={"penalty": 1}))
    attempt = api.start()
    for question in attempt["questions"]:
        api.answer(attempt, question, "b")

    assert api.get(f"/attempts/{attempt['id']}")["score"] == 0
    assert api.finish(attempt, "Ann")["score"] == 0
    assert api.get("/quizzes/small/scores")["scores"][0]["score"] == 0


def test_without_partial_credit_a_partly_right_answer_earns_nothing(api: Api) -> None:
    load_pack(
        pack(of=[multiple("one", points=4)], settings={"partial_credit": False, "penalty": 0.5})
    )
    attempt = api.start()

    verdict = respond(api, attempt, 0, {"choices": ["a", "b", "c"]})["verdict"]

    assert (verdict["credit"], verdict["points"]) == (0.5, -2)


def test_the_same_answer_again_returns_the_first_points(api: Api) -> None:
    load_pack(pack(settings={"penalty": 0.25}))
    attempt = api.start()
    first = api.answer(attempt, attempt["questions"][0], "b")

    assert api.answer(attempt, attempt["questions"][0], "b") == first
    assert api.answer(attempt, attempt["questions"][0], "a") == first
    api.finish(attempt)
    assert api.answer(attempt, attempt["questions"][0], "a") == first
    assert db.session.scalar(select(func.count()).select_from(Answer)) == 1
    assert "finished" in api.answer(attempt, attempt["questions"][1], status=409)["detail"]


def test_changed_rules_do_not_affect_a_running_attempt(api: Api) -> None:
    load_pack(pack(settings={"penalty": 0.25}))
    attempt = api.start()
    load_pack(pack(slug="plain"))
    plain = api.start("plain")

    load_pack(pack(settings={"penalty": 1}))
    load_pack(pack(slug="plain", settings={"penalty": 1}))

    assert api.answer(attempt, attempt["questions"][0], "b")["verdict"]["points"] == -0.25
    assert api.answer(plain, plain["questions"][0], "b")["verdict"]["points"] == 0


@pytest.mark.parametrize(("right", "passed"), [(2, True), (1, False)])
def test_a_result_says_whether_the_player_passed(api: Api, right: int, passed: bool) -> None:
    load_pack(pack(questions=3, settings={"pass_mark": 66}))
    attempt = api.start()
    assert attempt["passed"] is None
    for question in attempt["questions"][:right]:
        api.answer(attempt, question)

    assert api.get(f"/attempts/{attempt['id']}")["passed"] is None
    assert api.finish(attempt)["passed"] is passed


def test_a_quiz_lists_its_rules_for_players(api: Api) -> None:
    settings = {
        "penalty": 0.25,
        "pass_mark": 60,
        "speed_weight": 50,
        "question_seconds": 20,
        "quiz_seconds": 300,
        "attempts": 2,
        "code": "OPEN sesame",
        "opens_at": "2026-01-01T00:00:00Z",
        "time_zone": "Europe/Berlin",
    }
    load_pack(pack(settings=settings))

    shown = api.get("/quizzes/small")

    now = shown["rules"].pop("now")
    assert datetime.now(UTC) - datetime.fromisoformat(now) < timedelta(minutes=1)
    assert shown["rules"] == {
        "partial_credit": True,
        "penalty": 0.25,
        "hint_cost": 0,
        "pass_mark": 60,
        "certificate": False,
        "speed_weight": 50,
        "question_seconds": 20,
        "quiz_seconds": 300,
        "shuffle_choices": True,
        "feedback_after": None,
        "time_zone": "Europe/Berlin",
        "opens_at": "2026-01-01T00:00:00Z",
        "closes_at": None,
        "attempts": 2,
        "needs_code": True,
        "own_times": False,
        "draw_per_tag": {},
    }
    [listed] = api.get("/quizzes")["quizzes"]
    del listed["rules"]["now"]
    assert listed == shown
    assert "sesame" not in str(shown)


def test_only_questions_with_the_tags_and_difficulties_are_drawn(api: Api) -> None:
    questions = [
        single("one", tags=["x", "y"]),
        single("two", tags=["y"], difficulty=3),
        single("three", tags=["z"]),
        single("four", tags=["z", "y"], difficulty=2),
    ]
    settings = {"tags": ["x", "z"], "difficulty": [1, 2], "shuffle_questions": False}
    load_pack(pack(of=questions, settings=settings))

    prompts = [question["prompt"] for question in api.start()["questions"]]

    assert prompts == ["Prompt of one", "Prompt of three", "Prompt of four"]
    assert api.get("/quizzes/small")["draw"] == 3
    load_pack(pack(of=questions, settings={"tags": ["none"]}))
    assert "tags" in api.post("/quizzes/small/attempts", {}, 409)["detail"]


def test_pinned_questions_keep_their_place(api: Api) -> None:
    load_pack(pack(questions=12, settings={"draw": 5, "first": 2, "last": 1}))
    middles = set()
    for _ in range(5):
        prompts = [question["prompt"] for question in api.start()["questions"]]
        assert (*prompts[:2], prompts[4]) == ("Prompt of q1", "Prompt of q2", "Prompt of q12")
        middles.add(tuple(prompts[2:4]))

    assert len(middles) > 1


def test_choices_are_not_shuffled_if_the_quiz_disables_it(api: Api) -> None:
    questions = [single("one"), multiple("two"), number("three")]
    load_pack(pack(of=questions, settings={"shuffle_choices": False}))

    for _ in range(5):
        attempt = api.start()
        assert api.get(f"/attempts/{attempt['id']}") == attempt
        for question in attempt["questions"]:
            choices = question["view"].get("choices", [])
            texts = [choice["text"] for choice in choices]
            assert texts in ([], [f"choice {c}" for c in "abcd"])


def test_an_ungraded_question_is_worth_nothing(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """Single choice stands in for a poll, whose credit must not count."""
    monkeypatch.setattr(start, "UNGRADED", "{single}")
    for settings in ({}, {"penalty": 1}):
        load_pack(pack(of=[single("poll", points=5), multiple("one", points=2)], settings=settings))
        attempt = api.start()
        polls = [q for q in attempt["questions"] if q["view"]["type"] == "single"]

        assert attempt["max_score"] == 2
        assert polls[0]["points"] == 0
        for choice in "ab":
            attempt = api.start()
            assert api.answer(attempt, polls[0], choice)["verdict"]["points"] == 0
            assert api.finish(attempt)["score"] == 0


def test_every_ungraded_type_is_marked() -> None:
    ungraded = {name for name, kind in TYPES.items() if not kind.graded}

    assert {name for name in start.UNGRADED.strip("{}").split(",") if name} == ungraded


def test_a_plain_attempt_stores_no_rules(api: Api, queries: Callable[[], list[str]]) -> None:
    load_pack(pack(settings={"draw": 2, "feedback": "at_end"}))
    api.start()
    queries()

    attempt = api.start()

    assert len(queries()) == 1
    stored = db.session.get_one(Attempt, attempt["id"])
    assert (stored.rules, stored.asked_at, stored.deadline) == ({}, None, None)
    assert (stored.player_key, stored.accommodation_id) == (None, None)


def test_cached_quizzes_of_another_database_are_not_reused(
    api: Api,
) -> None:
    load_pack(pack(questions=2))
    assert len(api.start()["questions"]) == 2
    db.session.execute(text("TRUNCATE quiz, attempt, answer, quiz_question CASCADE"))
    db.session.commit()
    load_pack(pack(questions=4))

    assert len(api.start()["questions"]) == 4
