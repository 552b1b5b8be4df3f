"""A quiz as sheets to print: versions that differ in their order, and have their own keys."""

from typing import Any

import pytest

from tests.support.authors import Author, Json, content


def quiz_of(ada: Author, count: int = 6, **settings: object) -> int:
    quiz_id = ada.new_quiz(*(content(f"q{number}") for number in range(count)))
    if settings:
        ada.post(f"/studio/quizzes/{quiz_id}/draft", {}, 200)
        version = ada.draft(quiz_id)["version"]
        body = {"version": version, "settings": settings}
        ada.patch(f"/studio/quizzes/{quiz_id}/draft", body)
        ada.publish(quiz_id)
    return quiz_id


def sheets(ada: Author, quiz_id: int, seed: int = 1, versions: int = 1) -> list[list[Json]]:
    path = f"/studio/quizzes/{quiz_id}/handout?seed={seed}&versions={versions}"
    made = ada.get(path)["versions"]
    assert [version["code"] for version in made] == list("ABCDEF")[:versions]
    return [version["questions"] for version in made]


def order(questions: list[Json]) -> list[str]:
    return [question["prompt_html"] for question in questions]


def choices(question: Any) -> list[str]:
    return [choice["text"] for choice in question["view"]["choices"]]


def test_one_version_keeps_the_order_of_the_quiz(ada: Author) -> None:
    [sheet] = sheets(ada, quiz_of(ada))

    assert order(sheet) == [f"<p>Prompt of q{number}</p>" for number in range(6)]


def test_versions_have_the_same_questions_in_orders_of_their_own(ada: Author) -> None:
    made = sheets(ada, quiz_of(ada, 12), versions=6)

    assert len({tuple(order(sheet)) for sheet in made}) == 6
    assert len({tuple(sorted(order(sheet))) for sheet in made}) == 1
    arranged = {tuple(choices(question)) for sheet in made for question in sheet}
    assert len(arranged) > 12


def test_each_version_has_its_own_key(ada: Author) -> None:
    for sheet in sheets(ada, quiz_of(ada), versions=4):
        for question in sheet:
            key = question["key"]["choice"]
            ids = {choice["id"]: choice["text"] for choice in question["view"]["choices"]}
            assert ids[key] == "choice a"


def test_a_seed_prints_the_same_again_and_another_one_does_not(ada: Author) -> None:
    quiz_id = quiz_of(ada, 12)

    assert sheets(ada, quiz_id, 7, 3) == sheets(ada, quiz_id, 7, 3)
    assert sheets(ada, quiz_id, 7, 3)[:2] == sheets(ada, quiz_id, 7, 2)
    assert sheets(ada, quiz_id, 7, 2) != sheets(ada, quiz_id, 8, 2)


def test_it_shuffles_only_what_the_quiz_shuffles(ada: Author) -> None:
    fixed = quiz_of(ada, 8, shuffle_questions=False, shuffle_choices=False)
    ends = quiz_of(ada, 8, first=1, last=1)

    for sheet in sheets(ada, fixed, versions=4):
        assert order(sheet) == [f"<p>Prompt of q{number}</p>" for number in range(8)]
        assert {tuple(choices(question)) for question in sheet} == {
            ("choice a", "choice b", "choice c", "choice d")
        }
    for sheet in sheets(ada, ends, versions=4):
        assert (order(sheet)[0], order(sheet)[-1]) == (
            "<p>Prompt of q0</p>",
            "<p>Prompt of q7</p>",
        )


def test_all_versions_have_one_draw(ada: Author) -> None:
    quiz_id = quiz_of(ada, 8, draw=3)

    made = sheets(ada, quiz_id, versions=3)
    assert [len(sheet) for sheet in made] == [3, 3, 3]
    assert len({frozenset(order(sheet)) for sheet in made}) == 1
    others = {frozenset(order(sheets(ada, quiz_id, seed)[0])) for seed in range(9)}
    assert len(others) > 1


def test_points_are_those_of_what_is_graded(ada: Author) -> None:
    poll = {
        "type": "poll",
        "body": {"choices": [{"id": "a", "text": "a"}, {"id": "b", "text": "b"}]},
    }
    quiz_id = ada.new_quiz(content("one", points=2.5), content("two", **poll))

    found = ada.get(f"/studio/quizzes/{quiz_id}/handout")
    assert found["points"] == 2.5
    assert [question["points"] for question in found["versions"][0]["questions"]] == [2.5, 0]
    assert [bool(question["key"]) for question in found["versions"][0]["questions"]] == [
        True,
        False,
    ]


def test_a_quiz_without_published_questions_has_empty_sheets(ada: Author) -> None:
    assert sheets(ada, ada.new_quiz()) == [[]]


def test_more_than_a_handout_holds_is_refused_by_name(
    ada: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.library.handout.MOST", 5)

    problem = ada.get(f"/studio/quizzes/{quiz_of(ada)}/handout", 409)
    assert problem["type"] == "/problems/handout-too-long"
    assert problem["params"] == {"count": 6, "most": 5}


@pytest.mark.parametrize("query", ["versions=0", "versions=7", "seed=-1", "seed=10000", "key=1"])
def test_an_invalid_query_for_a_handout_is_refused(ada: Author, query: str) -> None:
    ada.get(f"/studio/quizzes/{ada.new_quiz()}/handout?{query}", 422)
