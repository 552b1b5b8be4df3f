"""Draws of a set number of questions of each tag."""

from collections import Counter

import pytest
from flask_openapi3 import OpenAPI
from pydantic import ValidationError

from backend.document.quiz_settings import QUESTIONS_LIMIT, QuizSettings
from backend.library.packs import load_pack
from tests.support.accounts import sign_in_as
from tests.support.api import Api
from tests.support.questions import pack, single


def load(draw_per_tag: dict[str, int], **settings: object) -> None:
    """Four questions on x, two on y of which one is on x, too, and two on neither."""
    tags = [["z"], ["x"], ["x"], ["x"], ["x", "y"], ["y"], ["z"]]
    questions = [
        single(f"q{place}", tags=own, difficulty=1 + place % 2) for place, own in enumerate(tags)
    ]
    load_pack(pack(of=questions, settings={"draw_per_tag": draw_per_tag, **settings}))


def drawn(api: Api) -> list[str]:
    return [question["prompt"].removeprefix("Prompt of ") for question in api.start()["questions"]]


X, Y = {"q1", "q2", "q3"}, {"q4", "q5"}
"""Of x alone, and of y."""


def test_each_attempt_gets_the_set_number_of_each_tag(api: Api) -> None:
    load({"x": 2, "y": 1}, draw=1)
    counts: Counter[str] = Counter()

    for _ in range(30):
        found = drawn(api)
        assert len(set(found)) == len(found) == 3
        assert len(set(found) & Y) >= 1
        assert set(found) <= X | Y
        counts.update(found)

    assert set(counts) == X | Y
    assert api.get("/quizzes/small")["draw"] == 3


def test_all_are_drawn_if_a_tag_has_fewer(api: Api) -> None:
    load({"x": 9, "y": 9, "nowhere": 3})

    assert set(drawn(api)) == X | Y
    assert api.get("/quizzes/small")["draw"] == 5


def test_the_first_and_last_come_in_addition_and_the_order_may_stay(api: Api) -> None:
    load({"y": 2}, first=1, last=1, shuffle_questions=False)

    assert drawn(api) == ["q0", "q4", "q5", "q6"]
    assert api.get("/quizzes/small")["draw"] == 4


def test_only_what_else_may_be_drawn_is(api: Api) -> None:
    load({"x": 9}, difficulty=[2])  # of odd numbers

    assert set(drawn(api)) == {"q1", "q3"}


def test_a_changed_quiz_is_drawn_from_as_it_is_now(api: Api) -> None:
    load({"x": 9})
    drawn(api)

    load({"y": 9})

    assert set(drawn(api)) == Y


def test_a_quiz_without_any_such_question_is_refused(api: Api) -> None:
    load({"nowhere": 1})

    assert api.post("/quizzes/small/attempts", {}, 409)["type"].endswith("/no-questions-match")


def test_players_see_the_number_before_they_start(api: Api) -> None:
    load({"x": 2, "y": 1})

    assert api.get("/quizzes/small")["rules"]["draw_per_tag"] == {"x": 2, "y": 1}


def test_a_file_has_it(app: OpenAPI) -> None:
    load({"x": 2, "y": 1})
    admin = sign_in_as(app, "admin")

    for form in ("json", "yaml", "markdown"):
        exported = admin.client.get(f"/api/studio/quizzes/1/export?format={form}").text
        assert "draw_per_tag" in exported


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ({"x": 0}, "greater than or equal to 1"),
        ({"": 1}, "at least 1"),
        ({"x" * 41: 1}, "at most 40"),
        ({f"x{number}": 1 for number in range(21)}, "at most 20"),
        ({"x": QUESTIONS_LIMIT, "y": 1}, "at most 2000 questions"),
    ],
)
def test_what_cannot_be_drawn_is_refused(settings: dict[str, int], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        QuizSettings.model_validate({"draw_per_tag": settings})


def test_a_quiz_without_it_stores_nothing_of_it() -> None:
    assert "draw_per_tag" not in QuizSettings().model_dump()
