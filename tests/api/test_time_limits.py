"""Time limits of single questions. Time is real, so the past is made in the database."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from backend.library.accommodations import add_accommodation
from backend.library.packs import load_pack
from backend.models import Quiz, QuizQuestion, db
from tests.support.api import Api
from tests.support.authors import Author, content
from tests.support.past import let_pass
from tests.support.questions import pack, single

Json = Any  # whatever the API answers


def load(*seconds: int | None, **settings: object) -> None:
    """A question for each time limit, in this order."""
    limits: list[dict[str, int]] = [
        {} if limit is None else {"seconds": limit} for limit in seconds
    ]
    questions = [single(f"q{place}", **own) for place, own in enumerate(limits)]
    load_pack(pack(of=questions, settings={"shuffle_questions": False, **settings}))


def ask(api: Api, attempt: Json, status: int = 200) -> Json:
    path = f"/attempts/{attempt['id']}/questions/{attempt['unasked'][0]}/ask"
    return api.post(path, {}, status)


def left(attempt: Json, question: Json) -> float:
    """Seconds until the question closes."""
    closes_at, now = map(datetime.fromisoformat, (question["closes_at"], attempt["now"]))
    return (closes_at - now).total_seconds()


def test_a_limit_of_its_own_replaces_the_quizzes(api: Api) -> None:
    load(10, None, question_seconds=60)
    attempt = api.start()
    [first] = attempt["questions"]
    assert first["seconds"] == 10
    assert 9 < left(attempt, first) <= 10

    let_pass(attempt, 15)
    assert api.answer(attempt, first, status=409)["type"].endswith("/question-time-up")
    second = ask(api, attempt)["questions"][1]
    assert second["seconds"] == 60
    let_pass(attempt, 15)
    assert api.answer(attempt, second)["verdict"]["credit"] == 1


def test_questions_come_one_at_a_time_where_one_has_a_limit(api: Api) -> None:
    load(None, 10, None)
    attempt = api.start()
    [first] = attempt["questions"]
    assert (first["seconds"], first["closes_at"], first["closed"]) == (None, None, False)

    let_pass(attempt, 10_000)
    api.answer(attempt, first)
    attempt = ask(api, attempt)
    second = attempt["questions"][1]
    assert 9 < left(attempt, second) <= 10
    attempt = ask(api, attempt)  # skipped

    assert [question["closed"] for question in attempt["questions"]] == [True, True, False]
    assert api.answer(attempt, second, status=409)["type"].endswith("/question-time-up")
    api.answer(attempt, attempt["questions"][2])
    assert api.finish(attempt)["score"] == 2


def test_all_questions_are_shown_at_once_without_limits(api: Api) -> None:
    load(None, None)

    attempt = api.start()

    assert (len(attempt["questions"]), attempt["rules"], attempt["now"]) == (2, None, None)
    assert "seconds" not in attempt["questions"][0]
    assert api.get("/quizzes/small")["rules"] is None


@pytest.mark.parametrize(("factor", "seconds"), [(1.5, 15), (2, 20), (None, None)])
def test_a_personal_link_multiplies_it(
    api: Api, factor: float | None, seconds: float | None
) -> None:
    load(10, None)
    quiz_id = db.session.scalars(select(Quiz.id)).one()
    token = add_accommodation(quiz_id, "Ann", factor).token
    db.session.commit()

    attempt = api.post("/quizzes/small/attempts", {"accommodation": token}, 201)

    assert attempt["questions"][0].get("seconds") == seconds
    assert len(attempt["questions"]) == (2 if factor is None else 1)


def test_speed_is_measured_by_it(api: Api) -> None:
    load(102, question_seconds=12, speed_weight=100)
    attempt = api.start()
    let_pass(attempt, 53)

    verdict = api.answer(attempt, attempt["questions"][0])["verdict"]

    assert verdict["points"] == pytest.approx(0.5, abs=0.05)


def test_players_see_the_limits_before_they_start(api: Api) -> None:
    load(10, None)

    shown = api.get("/quizzes/small")

    assert (shown["rules"]["own_times"], shown["rules"]["question_seconds"]) == (True, None)
    assert api.get("/quizzes")["quizzes"] == [shown]


def test_authors_change_it_without_a_new_edition(ada: Author, api: Api) -> None:
    quiz_id = ada.new_quiz(content("one", seconds=30))
    db.session.rollback()
    before = db.session.scalars(select(QuizQuestion.question_id)).one()
    assert api.start()["questions"][0]["seconds"] == 30
    [drafted] = ada.post(f"/studio/quizzes/{quiz_id}/draft", {})["questions"]
    assert drafted["content"]["seconds"] == 30

    ada.put_question(quiz_id, drafted, seconds=45)
    ada.publish(quiz_id)

    db.session.rollback()
    assert db.session.scalars(select(QuizQuestion.question_id)).one() == before
    assert api.start()["questions"][0]["seconds"] == 45
    copy = ada.post(f"/studio/quizzes/{quiz_id}/duplicate", {"title": "Copy"}, 201)["id"]
    assert ada.draft(copy)["questions"][0]["content"]["seconds"] == 45


@pytest.mark.parametrize("seconds", [4, 3601, 7.5, "ten"])
def test_other_times_are_problems(ada: Author, seconds: object) -> None:
    quiz_id = ada.new_quiz()

    drafted = ada.add(quiz_id, content("one", seconds=seconds))

    [problem] = [one for one in drafted["problems"] if one["severity"] == "error"]
    assert problem["field"] == "seconds"
