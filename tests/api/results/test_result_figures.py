"""Figures of results: what is counted, what counts as right, and what comes first."""

from typing import Any

import pytest
from flask_openapi3 import OpenAPI

from backend.library.packs import load_pack
from tests.support.accounts import SignedIn, sign_in_as
from tests.support.api import Api
from tests.support.attempts import choose, play
from tests.support.questions import blanks, number, ordering, pack, poll, single, typed


def figures(user: SignedIn, query: str = "") -> list[Any]:  # Any: JSON
    questions: list[Any] = user.get(f"/studio/quizzes/1/figures?{query}")["questions"]
    return questions


def test_the_summary_counts_attempts_without_any_answer_apart(admin: SignedIn, api: Api) -> None:
    nothing = {"total": 0, "empty": 0, "running": 0, "finished": 0}
    empty = admin.get("/studio/quizzes/1/summary")
    assert {name: empty[name] for name in nothing} == nothing
    assert (empty["average"], empty["median"], empty["scores"]["bars"]) == (None, None, [])

    for right in (1, 1, 3):
        play(api, "small", choose(*"aaa"[:right]))
    play(api, "small", choose("b"))  # 0 points, but an answer
    play(api, "small", {})
    api.start()
    running = api.start()
    api.answer(running, running["questions"][0])

    summary = admin.get("/studio/quizzes/1/summary")
    scores = summary.pop("scores")
    assert summary == {
        "total": 7,
        "empty": 2,
        "running": 1,
        "finished": 4,
        "average": 1.25,
        "median": 1.0,
        "max_score": 3.0,
    }
    assert scores["unit"] == "points"
    assert [(bar["least"], bar["count"]) for bar in scores["bars"]] == [
        (0, 1),
        (1, 2),
        (2, 0),
        (3, 1),
    ]
    play(api, "small", choose("a", "a"))
    play(api, "small", choose("a", "a"))
    assert admin.get("/studio/quizzes/1/summary")["median"] == 1.5


def test_without_an_answer_there_is_no_average(admin: SignedIn, api: Api) -> None:
    play(api, "small", {})

    summary = admin.get("/studio/quizzes/1/summary")

    assert (summary["empty"], summary["finished"], summary["average"]) == (1, 0, None)
    assert (summary["median"], summary["scores"]["bars"]) == (None, [])
    assert figures(admin) == []


def test_large_or_different_maximum_scores_are_shown_in_tenths(app: OpenAPI, api: Api) -> None:
    load_pack(pack(of=[single("q1", points=30), single("q2", points=12.5)]))
    admin = sign_in_as(app, "admin")
    for chosen in (("a", "a"), ("a", "b"), ("b", "a")):
        play(api, "small", choose(*chosen))

    scores = admin.get("/studio/quizzes/1/summary")["scores"]

    assert scores["unit"] == "percent"
    counts = {bar["least"]: bar["count"] for bar in scores["bars"]}
    assert [counts[tenth] for tenth in range(0, 100, 10)] == [0, 0, 1, 0, 0, 0, 0, 1, 0, 1]


def test_an_answer_that_earned_credit_counts_as_right(app: OpenAPI, api: Api) -> None:
    """Otherwise "80 % right" would stand beside "right: 45 %"."""
    gaps = {"city": {"accept": ["Canberra", "Kamberra"]}, "height": {"key": 580, "tolerance": 20}}
    gapped = blanks("q4", text="[[city]] [[height]]", gaps=gaps)
    accept = [{"text": "Canberra"}, {"text": "the capital"}, {"text": "ACT", "credit": 0.5}]
    of = [typed("q1", accept=accept), number("q2"), ordering("q3"), gapped]
    load_pack(pack(of=of))
    admin = sign_in_as(app, "admin")
    ids = {}
    for question in api.start()["questions"]:
        if question["view"]["type"] == "ordering":
            ids = {item["text"]: item["id"] for item in question["view"]["items"]}
    right = ["Mercury", "Venus", "Earth", "**Mars**", "`Jupiter`"]
    swapped = ["Venus", "Mercury", "Earth", "**Mars**", "`Jupiter`"]
    for text, value, order, city, height in (
        ("canberra", 42, right, "Canberra", 580),
        ("The capital", 43, swapped, "kamberra", 590),
        ("ACT", 46, right[::-1], "Sydney", 600),
        ("Sydney", 99, right[::-1], "Perth", 601),
    ):
        responses = {
            "Prompt of q1": {"text": text},
            "Prompt of q2": {"number": value},
            "Prompt of q3": {"order": [ids[name] for name in order]},
            "Prompt of q4": {"gaps": {"city": city, "height": height}},
        }
        play(api, "small", responses)

    texts, numbers, orders, filled = figures(admin)

    def credits(question: Any) -> dict[str, float]:  # Any: JSON
        return {label["label"]: label["credit"] for label in question["labels"]}

    assert credits(texts) == {"canberra": 1, "The capital": 1, "ACT": 0.5, "Sydney": 0}
    assert [one["right"] for one in texts["labels"]].count(True) == 3
    assert credits(numbers) == {
        "42 km": 1,
        "43 km": 1,
        "46 km": pytest.approx(0.75),
        "99 km": 0,
    }
    assert sorted(credits(orders).values()) == [0, pytest.approx(0.8), 1]
    assert credits(filled) == {
        "city: Canberra": 1,
        "city: kamberra": 1,
        "city: Sydney": 0,
        "city: Perth": 0,
        "height: 580": 1,
        "height: 590": 1,
        "height: 600": 1,
        "height: 601": 0,
    }
    for question in (texts, numbers, orders):
        earned = sum(label["credit"] * label["count"] for label in question["labels"])
        assert earned / question["answered"] == pytest.approx(question["credit"])
    assert (texts["correct"], texts["partly"], texts["answered"]) == (2, 1, 4)
    assert (filled["correct"], filled["partly"]) == (2, 1)


def test_the_hardest_questions_come_first(app: OpenAPI, api: Api) -> None:
    load_pack(pack(of=[single("q1"), poll("q2"), single("q3"), single("q4"), single("q5")]))
    admin = sign_in_as(app, "admin")
    for first, third, fourth in (("a", "b", "a"), ("a", "b", "b"), ("a", "a", "b")):
        answers = dict(zip(("q1", "q3", "q4"), (first, third, fourth), strict=True))
        responses: dict[str, Any] = {
            f"Prompt of {name}": {"choice": choice} for name, choice in answers.items()
        }
        play(api, "small", {**responses, "Prompt of q2": {"votes": ["a"]}})

    def order(query: str) -> list[int]:
        return [question["position"] for question in figures(admin, query)]

    assert order("") == [1, 2, 3, 4, 5]
    # A poll and a question without an answer have no credit: they come last.
    assert order("order=hardest") == [3, 4, 1, 2, 5]
    assert order("order=hardest&limit=2&after=2") == [1, 2]
    admin.get("/studio/quizzes/1/figures?order=easiest", 422)
