"""Server-side timers. Time is not mocked: the tests move dates in the database instead."""

import json
from typing import Any

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import select

from backend.library.packs import load_pack
from backend.models import Answer, db
from tests.support.api import Api, at_once
from tests.support.past import let_pass
from tests.support.questions import pack, single, typed
from tests.support.shown import as_shown
from tests.support.tables import count


def ask(api: Api, attempt: Any, status: int = 200, index: int = 0) -> Any:
    """Ask for one of the upcoming questions."""
    path = f"/attempts/{attempt['id']}/questions/{attempt['unasked'][index]}/ask"
    return api.post(path, {}, status)


def timed(**settings: Any) -> None:
    load_pack(pack(settings={"question_seconds": 20, **settings}))


def secrets_in(shown: object, ids: list[int]) -> bool:
    """Whether the JSON contains more of these questions than their ids."""
    if isinstance(shown, dict):
        if shown.get("id") in ids and len(shown) > 1:
            return True
        return any(secrets_in(value, ids) for value in shown.values())
    return isinstance(shown, list) and any(secrets_in(value, ids) for value in shown)


def test_questions_come_one_at_a_time(api: Api) -> None:
    timed()
    attempt = api.start()

    assert len(attempt["questions"]) == 1
    assert len(attempt["unasked"]) == 2
    assert attempt["max_score"] == 3
    for shown in (2, 3):
        api.answer(attempt, attempt["questions"][-1])
        attempt = ask(api, attempt)
        assert len(attempt["questions"]) == shown
        assert len(attempt["unasked"]) == 3 - shown
    assert api.answer(attempt, attempt["questions"][-1])["verdict"]["credit"] == 1
    assert api.finish(attempt)["score"] == 3


@pytest.mark.parametrize("feedback", ["immediate", "at_end", "after"])
def test_a_question_is_hidden_until_it_is_asked(api: Api, feedback: str) -> None:
    date = {"feedback_after": "2100-01-01T00:00:00Z"} if feedback == "after" else {}
    timed(feedback=feedback, **date)
    attempt = api.start()
    hidden = attempt["unasked"]
    prompts = {f"Prompt of q{n}" for n in (1, 2, 3)} - {attempt["questions"][0]["prompt"]}
    responses = [attempt, api.get(f"/attempts/{attempt['id']}")]
    responses.append(api.answer(attempt, attempt["questions"][0], "b"))
    responses.append(api.answer(attempt, {"id": hidden[0]}, "a", 409))
    body = {"question": hidden[0], "response": {"number": 1}}
    responses.append(api.post(f"/attempts/{attempt['id']}/answers", body, 409))
    responses.append(ask(api, attempt, 409, index=1))
    responses.append(api.get(f"/attempts/{attempt['id']}"))
    if feedback == "after":
        responses.append(api.finish(attempt))

    for shown in responses:
        assert not secrets_in(shown, hidden)
        assert not any(prompt in json.dumps(shown) for prompt in prompts)
    assert responses[3]["detail"] == responses[4]["detail"]  # does not reveal the type either
    assert count(Answer) == 1


def test_types_of_upcoming_questions_are_hidden(api: Api) -> None:
    load_pack(
        pack(of=[single("a"), typed("b")], settings={"question_seconds": 20, "first": 2, "draw": 2})
    )

    assert "text" not in {q["view"]["type"] for q in api.start()["questions"]}
    assert '"type":"text"' not in json.dumps(api.start()).replace(" ", "")


def test_asking_again_is_idempotent(api: Api) -> None:
    timed()
    first = api.start()
    second = ask(api, first)

    again = ask(api, first)

    for attempt in (second, again):
        del attempt["now"]
    assert again == second


def test_twenty_concurrent_requests_open_one_question(app: OpenAPI, api: Api) -> None:
    timed()
    attempt = api.start()

    views = at_once(app, [lambda a: ask(a, attempt)] * 20)

    assert {len(view["questions"]) for view in views} == {2}
    assert len({view["questions"][1]["closes_at"] for view in views}) == 1


def test_the_next_question_closes_the_previous_one(api: Api) -> None:
    timed()
    attempt = api.start()
    skipped = attempt["questions"][0]

    attempt = ask(api, attempt)

    assert attempt["questions"][0]["closed"] is True
    assert attempt["questions"][0]["verdict"]["points"] == 0
    assert attempt["questions"][1]["closed"] is False
    assert "over" in api.answer(attempt, skipped, status=409)["detail"]
    assert count(Answer) == 0


def test_an_answer_within_the_grace_period_counts(api: Api) -> None:
    for late, status in ((19, 200), (21.5, 200), (22.5, 409)):
        timed()
        attempt = api.start()
        let_pass(attempt, late)

        answer = api.answer(attempt, attempt["questions"][0], "a", status)

        assert "over" in answer["detail"] if status == 409 else answer["verdict"]["points"] == 1
    assert count(Answer) == 2


def test_an_expired_question_is_explained_and_earns_nothing(api: Api) -> None:
    timed(penalty=1)
    attempt = api.start()
    let_pass(attempt, 30)

    seen = api.get(f"/attempts/{attempt['id']}")

    question = seen["questions"][0]
    assert (question["closed"], question["response"]) == (True, None)
    assert question["verdict"]["points"] == 0
    assert question["verdict"]["key"] == as_shown(question, {"choice": "a"})
    assert seen["score"] == 0
    assert api.finish(attempt)["score"] == 0


def test_an_expired_question_is_not_explained_before_feedback_is_due(
    api: Api,
) -> None:
    timed(feedback="at_end")
    attempt = api.start()
    let_pass(attempt, 30)

    question = api.get(f"/attempts/{attempt['id']}")["questions"][0]

    assert (question["closed"], question["verdict"]) == (True, None)


def test_an_answer_stored_in_time_can_be_resent_any_time(api: Api) -> None:
    timed()
    attempt = api.start()
    first = api.answer(attempt, attempt["questions"][0], "a")
    let_pass(attempt, 100)

    assert api.answer(attempt, attempt["questions"][0], "b") == first
    ask(api, attempt)
    assert api.answer(attempt, attempt["questions"][0], "b") == first


@pytest.mark.parametrize(("elapsed", "points"), [(0, 10), (12, 7.5), (21, 5.25)])
def test_speed_points_use_the_servers_clock(api: Api, elapsed: float, points: float) -> None:
    questions = [single("one", points=10)]
    load_pack(pack(of=questions, settings={"question_seconds": 20, "speed_weight": 50}))
    attempt = api.start()
    let_pass(attempt, elapsed)
    body = {
        "question": attempt["questions"][0]["id"],
        "response": as_shown(attempt["questions"][0], {"choice": "a"}),
        "elapsed_ms": 1,  # what a client claims does not matter
    }

    verdict = api.post(f"/attempts/{attempt['id']}/answers", body)["verdict"]

    assert verdict["credit"] == 1
    assert verdict["points"] == pytest.approx(points, abs=0.3)
    stored = db.session.scalars(select(Answer)).one()
    assert stored.elapsed_ms == pytest.approx(elapsed * 1000, abs=900)


def test_after_the_deadline_only_finishing_is_allowed(api: Api) -> None:
    load_pack(pack(settings={"quiz_seconds": 60}))
    attempt = api.start()
    assert attempt["deadline"] is not None
    assert attempt["unasked"] == []
    api.answer(attempt, attempt["questions"][0])
    let_pass(attempt, 61)
    api.answer(attempt, attempt["questions"][1])  # within the grace
    let_pass(attempt, 2)

    problem = api.answer(attempt, attempt["questions"][2], status=409)

    assert problem["detail"] == "The time is over."
    assert api.finish(attempt, "Ann")["score"] == 2


def test_after_the_deadline_no_question_is_asked(api: Api) -> None:
    timed(quiz_seconds=60)
    attempt = api.start()
    let_pass(attempt, 61)

    assert ask(api, attempt, 409)["detail"] == "The time is over."
    assert len(api.get(f"/attempts/{attempt['id']}")["questions"]) == 1


def test_a_finished_attempt_asks_nothing_more(api: Api) -> None:
    timed()
    attempt = api.start()
    result = api.finish(attempt)

    assert len(result["questions"]) == 3
    assert result["unasked"] == []
    assert "finished" in ask(api, attempt, 409)["detail"]


def test_a_deadline_ends_a_question_before_its_own_time(api: Api) -> None:
    timed(quiz_seconds=30)
    attempt = api.start()
    let_pass(attempt, 15)

    question = ask(api, attempt)["questions"][1]

    seen = api.get(f"/attempts/{attempt['id']}")
    assert question["closes_at"] == seen["deadline"]


def test_asking_in_an_untimed_quiz_returns_the_open_question(api: Api) -> None:
    load_pack(pack())
    attempt = api.start()
    path = f"/attempts/{attempt['id']}/questions"

    assert api.post(f"{path}/{attempt['questions'][2]['id']}/ask", {}) == attempt
    api.post(f"{path}/999999/ask", {}, 422)
    api.post(f"{path}/{10**30}/ask", {}, 422)
    api.post("/attempts/00000000-0000-4000-8000-000000000000/questions/1/ask", {}, 404)


def test_answers_racing_the_next_question_count_or_are_refused(app: OpenAPI, api: Api) -> None:
    """Never half: an acknowledged answer is in the score."""
    for _ in range(10):
        timed()
        attempt = api.start()
        question = attempt["questions"][0]

        def answer(a: Api, attempt: Any = attempt, question: Any = question) -> int:
            response = as_shown(question, {"choice": "a"})
            body = {"question": question["id"], "response": response}
            path = f"/api/attempts/{attempt['id']}/answers"
            return a.client.post(path, json=body).status_code

        def go_on(a: Api, attempt: Any = attempt) -> int:
            ask(a, attempt)
            return 0

        statuses = at_once(app, [answer, answer, go_on, answer])

        taken = 200 in statuses
        assert set(statuses) <= {0, 200, 409}
        assert api.finish(attempt)["score"] == (1 if taken else 0)
