"""One player over several quizzes."""

import csv
from io import BytesIO, StringIO

import pytest
from flask_openapi3 import OpenAPI
from openpyxl import load_workbook

from backend.library.packs import load_pack
from tests.support.api import Api
from tests.support.attempts import choose, play
from tests.support.authors import Author, content, new_author
from tests.support.questions import pack


@pytest.fixture
def played(app: OpenAPI, api: Api) -> Author:
    """Ada, after her two quizzes were played, one that Ben shares with her, and a strange one."""
    ada, ben = new_author(app, "Ada"), new_author(app, "Ben")
    for title in ("One", "Two"):
        ada.new_quiz(content("q1"), title=title)
    shared = ben.new_quiz(content("q1"), title="Shared")
    ben.new_quiz(content("q1"), title="Strange")
    ben.put(
        f"/studio/quizzes/{shared}/shares",
        {"shares": [{"email": "ada@example.org", "may": "view"}]},
    )
    load_pack(pack(slug="packed", title="Packed"))
    for slug, choice, name in (
        ("one", "a", "Zoë"),
        ("two", "b", "zoë"),
        ("shared", "a", "Zoë"),
        ("strange", "a", "Zoë"),
        ("packed", "a", "Zoë"),
        ("one", "a", "Zoë B."),
    ):
        play(api, slug, choose(choice), name)
    return ada


def test_a_player_is_listed_over_all_quizzes_that_one_sees(played: Author) -> None:
    found = played.get("/studio/players?name=+ZO%C3%8B+")

    assert [(one["quiz"], one["score"]) for one in found["attempts"]] == [
        ("Shared", 1),
        ("Two", 0),
        ("One", 1),
    ]
    assert found["left_out"] is False
    attempt = found["attempts"][0]
    shown = played.get(f"/studio/quizzes/{attempt['quiz_id']}/attempts/{attempt['number']}")
    assert shown["attempt"]["player_name"] == "Zoë"
    assert played.get("/studio/players?name=Nobody")["attempts"] == []


def test_admins_see_packs_but_no_quizzes_of_other_authors(app: OpenAPI, played: Author) -> None:
    admin = new_author(app, "Adi", "admin")

    found = admin.get("/studio/players?name=Zo%C3%AB")["attempts"]

    assert [one["quiz"] for one in found] == ["Packed"]


def test_a_deleted_quiz_is_not_listed(played: Author) -> None:
    played.delete("/studio/quizzes/1")

    found = played.get("/studio/players?name=zo%C3%AB")["attempts"]

    assert [one["quiz"] for one in found] == ["Shared", "Two"]


def test_a_players_attempts_are_downloaded(played: Author) -> None:
    path = "/api/studio/players/download?name=zo%C3%AB&format="
    text = played.client.get(f"{path}csv").get_data().decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text, newline="")))
    sheet = load_workbook(BytesIO(played.client.get(f"{path}xlsx").get_data())).active

    assert [(row["Quiz"], row["Player"], row["Score"]) for row in rows] == [
        ("Shared", "Zoë", "1.0"),
        ("Two", "zoë", "0.0"),
        ("One", "Zoë", "1.0"),
    ]
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in cells] == ["Quiz", "Shared", "Two", "One"]


@pytest.mark.parametrize("query", ["", "name=", "name=%00", "name=a&format=pdf"])
def test_an_invalid_player_is_refused(played: Author, query: str) -> None:
    played.get(f"/studio/players/download?{query}", 422)


def test_players_need_a_session(api: Api) -> None:
    api.get("/studio/players?name=Ann", 401)
    api.get("/studio/players/download?name=Ann", 401)
