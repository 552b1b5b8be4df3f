"""Free navigation: answers are changed and cleared until the attempt is handed in."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import func, select

from backend.library.packs import load_pack
from backend.models import Answer, Attempt, db
from tests.support.api import Api
from tests.support.authors import Author
from tests.support.free_navigation import FREE, clear, give, load, seen, stored
from tests.support.past import let_pass
from tests.support.questions import number, pack, single
from tests.support.shown import shown_id

A_CENTURY = 100 * 366 * 24 * 3600
Json = Any  # whatever the API answers


def test_the_last_answer_counts(api: Api) -> None:
    load()
    attempt = api.start()

    assert [question["revision"] for question in attempt["questions"]] == [0, 0, 0]
    for revision, choice in enumerate("bca", start=1):
        answered = give(api, attempt, choice, revision)
        shown = {"choice": shown_id(attempt["questions"][0], choice)}
        assert answered == {
            "question": attempt["questions"][0]["id"],
            "response": shown,
            "verdict": None,
            "revision": revision,
        }
        assert seen(api, attempt) == (choice, revision)
    assert stored() == [(1, 1)]
    give(api, attempt, "a", 1, place=1)
    give(api, attempt, "b", 2, place=1)
    finished = api.finish(attempt)
    assert finished["score"] == 1
    assert [one["verdict"]["credit"] for one in finished["questions"]] == [1, 0, 0]
    assert "revision" not in finished["questions"][0]


def test_a_cleared_answer_earns_and_costs_nothing(api: Api) -> None:
    load(penalty=0.5)
    attempt = api.start()
    give(api, attempt, "a", 1)
    give(api, attempt, "b", 1, place=1)

    cleared = clear(api, attempt, 2, place=1)

    assert cleared["response"] is None
    assert cleared["revision"] == 2
    assert seen(api, attempt, 1) == (None, 2)
    assert api.finish(attempt)["score"] == 1


def test_clearing_what_was_not_answered_is_no_error(api: Api) -> None:
    load()
    attempt = api.start()

    assert clear(api, attempt, 1)["response"] is None
    assert give(api, attempt, "a", 2)["revision"] == 2


def test_nothing_changes_after_handing_in(api: Api) -> None:
    load()
    attempt = api.start()
    last = give(api, attempt, "b", 1)
    api.finish(attempt)

    refused = give(api, attempt, "a", 2, status=409)
    assert refused["type"].endswith("attempt-finished")
    assert clear(api, attempt, 2, status=409)["type"].endswith("attempt-finished")
    assert give(api, attempt, "b", 1) == last  # it was sent again, and is settled
    assert stored() == [(0, 0)]


def test_nothing_changes_after_the_time_is_over(api: Api) -> None:
    load(quiz_seconds=60)
    attempt = api.start()
    give(api, attempt, "a", 1)
    let_pass(attempt, 61)
    give(api, attempt, "b", 2)  # it was on its way for a second
    let_pass(attempt, 10)

    assert give(api, attempt, "a", 3, status=409)["type"].endswith("attempt-time-up")
    assert clear(api, attempt, 3, status=409)["type"].endswith("attempt-time-up")
    assert seen(api, attempt) == ("b", 2)
    assert api.finish(attempt)["score"] == 0


def test_an_invalid_answer_leaves_the_one_before(api: Api) -> None:
    load()
    attempt = api.start()
    give(api, attempt, "a", 1)
    body = {
        "question": attempt["questions"][0]["id"],
        "response": {"choice": "no such choice"},
        "revision": 2,
    }

    api.post(f"/attempts/{attempt['id']}/answers", body, 422)

    assert seen(api, attempt) == ("a", 1)
    assert give(api, attempt, "b", 2)["revision"] == 2


def test_no_move_says_what_an_answer_is_worth(api: Api) -> None:
    """Neither the answer nor the attempt: right and wrong look the same until handing in."""
    load(penalty=0.5, pass_mark=50)
    attempt = api.start()
    for revision, choice in enumerate("abab", start=1):
        answered = give(api, attempt, choice, revision)
        assert set(answered) == {"question", "response", "verdict", "revision"}
        assert answered["verdict"] is None
        shown = api.get(f"/attempts/{attempt['id']}")
        assert (shown["score"], shown["passed"], shown["rank"]) == (None, None, None)
        assert all(question["verdict"] is None for question in shown["questions"])


def test_answers_of_other_attempts_are_final(api: Api) -> None:
    load_pack(pack(settings={"feedback": "at_end", "shuffle_questions": False, "penalty": 0.5}))
    attempt = api.start()
    assert "revision" not in attempt["questions"][0]
    first = give(api, attempt, "b", 1)

    assert "revision" not in first
    assert give(api, attempt, "a", 2) == first
    assert clear(api, attempt, 3, status=409)["type"].endswith("answer-stays")
    assert api.finish(attempt)["score"] == 0


def test_a_running_attempt_keeps_its_rule(api: Api) -> None:
    load()
    free = api.start()
    give(api, free, "b", 1)
    load_pack(pack(settings={"feedback": "at_end", "shuffle_questions": False}))
    forward = api.start()

    assert give(api, free, "a", 2)["revision"] == 2
    give(api, forward, "b", 1)
    assert give(api, forward, "a", 2)["response"] == {
        "choice": shown_id(forward["questions"][0], "b")
    }


def test_a_hint_costs_the_answer_that_stands_and_those_that_follow(api: Api) -> None:
    questions = [single("q1", hint="Think."), single("q2", hint="Think.")]
    load_pack(pack(of=questions, settings={**FREE, "hint_cost": 25}))
    attempt = api.start()
    give(api, attempt, "a", 1)
    assert stored() == [(1, 1)]

    hint = f"/attempts/{attempt['id']}/questions/{attempt['questions'][0]['id']}/hint"
    assert api.post(hint, {})["text"] == "Think."
    assert stored() == [(1, 0.75)]
    api.post(hint, {})
    assert stored() == [(1, 0.75)]
    give(api, attempt, "b", 2)
    give(api, attempt, "a", 3)
    clear(api, attempt, 4)
    give(api, attempt, "a", 5)
    assert stored() == [(1, 0.75)]
    assert api.finish(attempt)["score"] == 0.75
    other = f"/attempts/{attempt['id']}/questions/{attempt['questions'][1]['id']}/hint"
    assert api.post(other, {}, 409)["type"].endswith("attempt-finished")


def test_time_limits_of_questions_do_not_hold(api: Api) -> None:
    timed = [single("q1", seconds=5), single("q2")]
    load_pack(pack(of=timed, settings=FREE))
    attempt = api.start()

    assert api.get("/quizzes/small")["rules"]["own_times"] is False
    assert len(attempt["questions"]) == 2
    assert attempt["unasked"] == []
    let_pass(attempt, 60)
    assert give(api, attempt, "a", 1)["revision"] == 1


def test_the_author_sees_the_last_answer_only(api: Api) -> None:
    load_pack(pack(of=[number("n", key=7, tolerance=0)], settings=FREE))
    attempt = api.start()
    path = f"/attempts/{attempt['id']}/answers"
    for revision, typed in enumerate((5, 6, 7), start=1):
        body = {"question": attempt["questions"][0]["id"], "response": {"number": typed}}
        api.post(path, {**body, "revision": revision})

    assert db.session.scalars(select(Answer.response)).all() == [{"number": 7}]
    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 1
    assert api.finish(attempt)["score"] == 1


def test_an_attempt_is_deleted_with_its_revisions(api: Api) -> None:
    load()
    attempt = api.start()
    give(api, attempt, "a", 1)

    db.session.delete(db.session.scalars(select(Attempt)).one())
    db.session.commit()

    api.get(f"/attempts/{attempt['id']}", 404)


def test_practice_answers_once(api: Api) -> None:
    load()
    attempt = api.start()
    give(api, attempt, "b", 1)
    api.finish(attempt)

    practice = api.post(f"/attempts/{attempt['id']}/practice", {}, 201)

    first = give(api, practice, "b", 1)
    assert first["verdict"]["credit"] == 0
    assert give(api, practice, "a", 2) == first


def unknown(attempt: Json) -> Iterator[tuple[str, int]]:
    yield f"/attempts/{attempt['id']}/questions/999/clear", 422
    other = "00000000-0000-0000-0000-000000000000"
    yield f"/attempts/{other}/questions/{attempt['questions'][0]['id']}/clear", 404


def test_clearing_refuses_what_it_does_not_know(api: Api) -> None:
    load()
    attempt = api.start()
    for path, status in unknown(attempt):
        api.post(path, {"revision": 1}, status)
    known = f"/attempts/{attempt['id']}/questions/{attempt['questions'][0]['id']}/clear"
    for body in ({}, {"revision": 0}, {"revision": 2**31}, {"revision": "x"}):
        api.post(known, body, 422)


@pytest.mark.parametrize("form", ["json", "yaml", "markdown"])
@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ("feedback: immediate", "free-needs-later-feedback"),
        ("feedback: at_end\n  question_seconds: 20", "free-without-question-time"),
    ],
)
def test_settings_that_contradict_it_are_reported_at_their_field(
    ada: Author, form: str, chosen: str, code: str
) -> None:
    front = f"title: T\nsettings:\n  navigation: free\n  {chosen}\n"
    named = {key: value for key, _, value in (one.partition(": ") for one in chosen.split("\n  "))}
    fields = {key: int(value) if value.isdecimal() else value for key, value in named.items()}
    question = {"id": "q1", "type": "truefalse", "prompt": "P", "answer": True, "difficulty": 1}
    text = {
        "json": json.dumps(
            {"title": "T", "settings": {"navigation": "free", **fields}, "questions": [question]}
        ),
        "yaml": f"{front}questions:\n- {json.dumps(question)}\n",
        "markdown": f"---\n{front}---\n\n## Question: q1 {{type: truefalse}}\n\nP\n",
    }[form]

    found = ada.post("/studio/imports", {"format": form, "text": text, "check": True})

    [fault] = [one for one in found["faults"] if one["code"] == code]
    assert fault["field"] == "settings.navigation"
