"""A class list over several quizzes."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from flask_openapi3 import OpenAPI
from openpyxl import load_workbook

from tests.support.api import Api
from tests.support.attempts import choose, play
from tests.support.authors import Author, content, new_author

NAMES = ["Zoë", "Ben Okri", "=1+1"]


@pytest.fixture
def played(app: OpenAPI, api: Api) -> Author:
    """Ada, whose list 7b (id 1) has played quizzes of hers, a shared one, and strange ones."""
    ada, ben = new_author(app, "Ada"), new_author(app, "Ben")
    for title in ("One", "Two", "Three", "Never"):
        ada.new_quiz(content("q1"), content("q2"), title=title)
    shared = ben.new_quiz(content("q1"), title="Shared")
    ben.new_quiz(content("q1"), title="Strange")
    ben.put(
        f"/studio/quizzes/{shared}/shares",
        {"shares": [{"email": "ada@example.org", "may": "view"}]},
    )
    ada.post("/studio/lists", {"title": "7b", "names": NAMES}, 201)
    ada.put("/studio/quizzes/3/list", {"list": 1})
    for slug, choices, name in (
        ("one", "bb", "Zoë"),
        ("one", "ab", "zoë"),
        ("one", "bb", "Zoë"),
        ("one", "aa", "Ben Okri"),
        ("two", "aa", "Zoë"),
        ("two", "ab", "Somebody else"),
        ("shared", "a", "=1+1"),
        ("strange", "a", "Zoë"),
    ):
        play(api, slug, choose(*choices), name)
    return ada


def results(author: Author, status: int = 200) -> Any:  # Any: JSON
    return author.get("/studio/lists/1/results", status)


def test_members_are_listed_over_the_quizzes_that_they_played_or_that_use_the_list(
    played: Author,
) -> None:
    found = results(played)

    assert (found["title"], found["left_out"]) == ("7b", False)
    assert [(one["title"], one["played"], one["average"]) for one in found["quizzes"]] == [
        ("Shared", 1, 1),
        ("Three", 0, None),
        ("Two", 1, 1),
        ("One", 2, 0.75),
    ]
    assert [
        (one["name"], one["played"], one["average"], [s and s["score"] for s in one["scores"]])
        for one in found["members"]
    ] == [
        ("Zoë", 2, 0.75, [None, None, 2, 1]),
        ("Ben Okri", 1, 1, [None, None, None, 2]),
        ("=1+1", 1, 1, [1, None, None, None]),
    ]


def test_a_score_names_the_best_attempt(played: Author) -> None:
    best = results(played)["members"][0]["scores"][3]

    attempt = played.get(f"/studio/quizzes/1/attempts/{best['number']}")["attempt"]

    assert (attempt["player_name"], attempt["score"], best["max_score"]) == ("zoë", 1, 2)


def test_an_attempt_in_progress_counts_only_where_none_is_finished(
    played: Author, api: Api
) -> None:
    played.put("/studio/quizzes/4/list", {"list": 1})
    draft = played.draft(4)
    settings = {**draft["fields"]["settings"], "names": "list"}
    played.patch("/studio/quizzes/4/draft", {"version": draft["version"], "settings": settings})
    played.publish(4, visibility="public")
    number = api.post("/quizzes/never/attempts", {"player_name": "Zoë"}, 201)
    assert number

    found = results(played)

    never = [one["title"] for one in found["quizzes"]].index("Never")
    zoe, ben, _ = (one["scores"][never] for one in found["members"])
    assert (zoe["score"], zoe["max_score"], ben) == (None, 2, None)
    assert (found["quizzes"][never]["played"], found["quizzes"][never]["average"]) == (0, None)
    assert found["members"][0]["average"] == 0.75


def test_a_deleted_quiz_and_a_removed_member_are_not_listed(played: Author) -> None:
    played.delete("/studio/quizzes/1")
    played.put("/studio/lists/1", {"title": "7b", "names": ["Zoë"], "version": 1})

    found = results(played)

    assert [one["title"] for one in found["quizzes"]] == ["Three", "Two"]
    assert [one["name"] for one in found["members"]] == ["Zoë"]


def test_the_scores_of_a_class_are_downloaded(played: Author) -> None:
    path = "/api/studio/lists/1/results/download?format="
    text = played.client.get(f"{path}csv").get_data().decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text, newline="")))
    sheet = load_workbook(BytesIO(played.client.get(f"{path}xlsx").get_data())).active

    assert rows[0][:5] == ["Player", "Quizzes played", "Average (%)", "Shared", "Shared: out of"]
    assert rows[1] == ["Zoë", "2", "75.0", *["", ""] * 2, "2.0", "2.0", "1.0", "2.0"]
    assert rows[3][:5] == ["'=1+1", "1", "100.0", "1.0", "1.0"]
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in cells] == ["Player", *NAMES]
    assert cells[1][2] == 75
    played.get("/studio/lists/1/results/download?format=pdf", 422)


def test_only_the_owner_of_a_list_sees_its_results(app: OpenAPI, played: Author, api: Api) -> None:
    for other in (new_author(app, "Eve"), new_author(app, "Root", "admin")):
        results(other, 404)
        other.get("/studio/lists/1/results/download", 404)
    played.get("/studio/lists/9/results", 404)
    api.get("/studio/lists/1/results", 401)
