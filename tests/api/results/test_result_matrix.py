"""Attempts against questions, and whether there is anything new."""

from typing import Any

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import event, text

from backend.library.packs import load_pack
from backend.models import db
from tests.support.accounts import SignedIn, sign_in_as
from tests.support.api import Api
from tests.support.attempts import choose, play
from tests.support.authors import Author, content
from tests.support.questions import multiple, pack, poll, single

ROOT = "/studio/quizzes/1"


def cells(user: SignedIn, query: str = "") -> dict[str | None, str]:
    """The cells of each attempt by its player's name."""
    found = user.get(f"{ROOT}/matrix?{query}")
    return {row["player_name"]: row["cells"] for row in found["attempts"]}


def test_every_answer_is_one_letter(app: OpenAPI, api: Api) -> None:
    load_pack(pack(of=[single("q1"), multiple("q2"), poll("q3"), single("q4")]))
    admin = sign_in_as(app, "admin")
    for name, choice, choices in (("Ann", "a", ["a", "b"]), ("Bea", "b", ["a"])):
        responses = {
            "Prompt of q1": {"choice": choice},
            "Prompt of q2": {"choices": choices},
            "Prompt of q3": {"votes": ["a"]},
        }
        play(api, "small", responses, name)

    page = admin.get(f"{ROOT}/matrix")

    assert [one["position"] for one in page["questions"]] == [1, 2, 3, 4]
    assert page["questions"][0]["prompt"] == "Prompt of q1"
    assert cells(admin) == {"Ann": "rro-", "Bea": "wpo-"}
    assert (page["left_out"], page["next"]) == (0, None)


def test_the_matrix_has_the_rows_of_the_list(admin: SignedIn, api: Api) -> None:
    for right, name in ((3, "Cid"), (0, "Ann"), (1, "bea")):
        play(api, "small", choose(*"aaa"[:right]), name)
    api.start()

    for query in ("", "sort=name&order=asc", "sort=score", "search=B", "state=running"):
        rows = admin.get(f"{ROOT}/matrix?{query}")["attempts"]
        assert [{**row, "cells": ""} for row in rows] == [
            {**row, "cells": ""} for row in admin.get(f"{ROOT}/attempts?{query}")["attempts"]
        ]
    first = admin.get(f"{ROOT}/matrix?limit=3")
    second = admin.get(f"{ROOT}/matrix?limit=3&after={first['next']}")
    assert [len(page["attempts"]) for page in (first, second)] == [3, 1]
    admin.get(f"{ROOT}/matrix?limit=301", 422)


def test_attempts_are_sorted_by_the_time_they_took(admin: SignedIn, api: Api) -> None:
    for name in ("slow", "quick", "middle"):
        play(api, "small", choose("a"), name)
    api.start()
    for seconds, name in ((90, "slow"), (5, "quick"), (30, "middle")):
        db.session.execute(
            text(
                "UPDATE attempt SET finished_at = started_at + make_interval(secs => :seconds)"
                " WHERE player_name = :name"
            ),
            {"seconds": seconds, "name": name},
        )
    db.session.commit()

    assert [*cells(admin, "sort=seconds&order=asc")] == ["quick", "middle", "slow"]
    page = admin.get(f"{ROOT}/matrix?sort=seconds&order=desc&limit=1")
    rest = admin.get(f"{ROOT}/matrix?sort=seconds&order=desc&after={page['next']}")
    assert [row["player_name"] for row in rest["attempts"]] == ["middle", "quick"]


def test_editions_share_a_column_and_removed_questions_come_last(app: OpenAPI, api: Api) -> None:
    load_pack(pack(of=[single("q1"), single("q2")]))
    admin = sign_in_as(app, "admin")
    play(api, "small", choose("a", "a"), "Before")
    changed = single("q2", prompt="Another prompt")
    load_pack(pack(of=[changed, single("q3")]))
    play(api, "small", {"Another prompt": {"choice": "b"}}, "After")

    page = admin.get(f"{ROOT}/matrix")

    assert [one["position"] for one in page["questions"]] == [1, 2, None]
    assert page["questions"][0]["prompt"] == "Another prompt"
    assert cells(admin) == {"After": "w- ", "Before": "r r"}
    [row] = [row for row in page["attempts"] if row["player_name"] == "Before"]
    answers = admin.get(f"{ROOT}/attempts/{row['number']}")["answers"]
    assert {one["current"] for one in answers} == {
        page["questions"][0]["id"],
        page["questions"][2]["id"],
    }


def test_a_class_takes_as_many_statements_as_one_player(admin: SignedIn, api: Api) -> None:
    """Otherwise it would not stay quick: it is read again every few seconds."""

    def statements() -> int:
        counted: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            counted.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        admin.get(f"{ROOT}/matrix?limit=300")
        event.remove(db.engine, "before_cursor_execute", note)
        return len(counted)

    play(api, "small", choose("a"))
    one = statements()
    for _ in range(5):
        play(api, "small", choose("a"))
    assert statements() == one


def test_the_answer_is_given_beside_the_correct_one(app: OpenAPI, api: Api) -> None:
    load_pack(pack(of=[multiple("q1"), poll("q2")], settings={"shuffle_questions": False}))
    admin = sign_in_as(app, "admin")
    responses = {"Prompt of q1": {"choices": ["c"]}, "Prompt of q2": {"votes": ["b"]}}
    play(api, "small", responses)

    asked, voted = admin.get(f"{ROOT}/attempts/1")["answers"]

    assert (asked["words"], asked["key_words"]) == ("choice c", "choice a; choice b")
    assert (voted["words"], voted["key_words"]) == ("choice b", None)


@pytest.mark.parametrize("path", ["matrix", "newest"])
def test_others_do_not_see_it(app: OpenAPI, api: Api, path: str) -> None:
    sign_in_as(app, email="owner@example.org")
    quiz_id = Author(app, "owner@example.org").new_quiz(content("q1"))
    play(api, "small", choose("a"))
    guest = sign_in_as(app, email="guest@example.org")

    api.get(f"/studio/quizzes/{quiz_id}/{path}", 401)
    guest.get(f"/studio/quizzes/{quiz_id}/{path}", 404)
