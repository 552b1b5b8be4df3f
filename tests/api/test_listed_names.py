"""Names that are chosen from a class list."""

from typing import Any

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import select, text

from backend.library.accommodations import add_accommodation
from backend.models import AuditEntry, Quiz, db
from tests.support.api import Api, at_once
from tests.support.authors import Author, content, new_author
from tests.support.player_names import ANN, BOB, CLASS, change, code, listed, names, start


def test_only_names_of_the_list_can_start(ada: Author, api: Api) -> None:
    listed(ada)

    assert api.post("/quizzes/small/names", {})["names"] == CLASS
    assert code(start(api, 422)) == "name-needed"
    assert code(start(api, 422, player_name="Ann")) == "name-not-listed"
    assert code(start(api, 422, player_name="ada byron")) == "name-not-listed"
    attempt = start(api, player_name=" Ada  Byron")
    assert (attempt["player_name"], attempt["asks_name"]) == ("Ada Byron", False)
    assert names() == [("Ada Byron", True)]


def test_a_start_from_a_list_takes_one_statement_more(ada: Author, api: Api, queries: Any) -> None:
    listed(ada)
    start(api, player_name="Ada Byron")
    queries()

    start(api, player_name="Ada Byron")

    assert queries() == ["listed_name", "start_attempt"]


def test_a_changed_list_applies_immediately(ada: Author, api: Api) -> None:
    listed(ada)
    start(api, player_name="Ada Byron")
    [brief] = ada.get("/studio/lists")["lists"]

    ada.put(f"/studio/lists/{brief['id']}", {"title": "7b", "names": ["Dee"], "version": 1})

    start(api, player_name="Dee")
    assert code(start(api, 422, player_name="Ada Byron")) == "name-not-listed"


def test_names_are_shown_only_to_players_who_could_start(ada: Author, api: Api) -> None:
    quiz_id = listed(ada, code="sesame")

    assert code(api.post("/quizzes/small/names", {}, 403)) == "access-code-needed"
    assert code(api.post("/quizzes/small/names", {"code": "x"}, 403)) == "wrong-access-code"
    assert api.post("/quizzes/small/names", {"code": "Sesame"})["names"] == CLASS
    change(ada, quiz_id, code=None, opens_at="2100-01-01T00:00:00Z")
    assert code(api.post("/quizzes/small/names", {}, 409)) == "quiz-not-open"
    change(ada, quiz_id, opens_at=None, names="start")
    assert code(api.post("/quizzes/small/names", {}, 409)) == "no-class-list"
    ada.patch(f"/studio/quizzes/{quiz_id}", {"visibility": "private"})
    assert code(api.post("/quizzes/small/names", {}, 404)) == "quiz-not-found"


def test_no_other_response_contains_the_names(ada: Author, api: Api) -> None:
    listed(ada)
    attempt = start(api, player_name="Ada Byron")

    for path in ("/quizzes", "/quizzes/small", f"/attempts/{attempt['id']}"):
        assert "Ben Okri" not in str(api.get(path))
    assert "Ben Okri" not in str(start(api, 422, player_name="Ann"))


def test_attempts_are_counted_for_a_listed_name_and_for_a_device(ada: Author, api: Api) -> None:
    listed(ada, attempts=1)
    first = start(api, player_key=ANN, player_name="Ada Byron")

    assert start(api, player_key=ANN, player_name="Ada Byron")["id"] == first["id"]
    used = start(api, 409, player_key=BOB, player_name="Ada Byron")
    assert code(used) == "name-used-up"
    assert first["id"] not in str(used)
    assert code(start(api, 409, player_key=ANN, player_name="Ben Okri")) == "no-attempts-left"
    start(api, player_key=BOB, player_name="Ben Okri")


def test_devices_at_once_cannot_exceed_the_attempts_of_a_name(app: OpenAPI, ada: Author) -> None:
    listed(ada, attempts=1)

    def call(key: str) -> Any:
        body = {"player_key": key, "player_name": "Ada Byron"}
        return lambda api: api.client.post("/api/quizzes/small/attempts", json=body).status_code

    statuses = at_once(app, [call(letter * 22) for letter in "abcd"])

    assert sorted(statuses) == [201, 409, 409, 409]


def test_a_personal_link_works_with_a_list(ada: Author, api: Api) -> None:
    quiz_id = listed(ada, attempts=1, quiz_seconds=60)
    link = add_accommodation(quiz_id, "Ada", 2).token
    db.session.commit()

    attempt = start(api, accommodation=link, player_name="Ada Byron")

    assert attempt["rules"]["quiz_seconds"] == 120
    assert start(api, accommodation=link, player_name="Ada Byron")["id"] == attempt["id"]
    assert code(start(api, 422, accommodation=link)) == "name-needed"
    elsewhere = start(api, 409, player_key=BOB, player_name="Ada Byron")
    assert code(elsewhere) == "name-used-up"


def test_a_listed_attempt_can_be_read_by_its_author(ada: Author, api: Api) -> None:
    quiz_id = listed(ada)
    start(api, player_name="Ada Byron")

    [row] = ada.get(f"/studio/quizzes/{quiz_id}/attempts")["attempts"]
    assert row["player_name"] == "Ada Byron"


def test_authors_see_which_players_have_not_played(app: OpenAPI, ada: Author, api: Api) -> None:
    quiz_id = listed(ada)
    path = f"/studio/quizzes/{quiz_id}/not-played"
    api.finish(start(api, player_name="Ada Byron"))
    start(api, player_name="Ada Byron")
    start(api, player_name="Ben Okri")

    assert ada.get(path) == {
        "title": "7b", "total": 3, "not_started": ["Çağla Su"], "not_finished": ["Ben Okri"],
    }  # fmt: skip
    new_author(app, "Eve").get(path, 404)
    ada.put(f"/studio/quizzes/{quiz_id}/list", {"list": None})
    assert ada.get(path)["title"] is None


def test_a_quiz_that_needs_a_list_cannot_be_published_without(ada: Author) -> None:
    made = ada.post("/studio/quizzes", {"title": "Small", "names": "list"}, 201)
    ada.add(made["id"], content("one"))

    refused = ada.publish(made["id"], 422)

    assert [(one["field"], one["code"]) for one in refused["errors"]] == [
        ("settings.names", "class-list-needed")
    ]


def test_without_its_list_a_quiz_cannot_be_started(ada: Author, api: Api) -> None:
    listed(ada)
    [brief] = ada.get("/studio/lists")["lists"]
    ada.delete(f"/studio/lists/{brief['id']}")

    assert code(start(api, 409, player_name="Ada Byron")) == "no-class-list"
    assert code(api.post("/quizzes/small/names", {}, 409)) == "no-class-list"


def test_a_copy_has_the_list_only_for_its_owner(app: OpenAPI, ada: Author) -> None:
    quiz_id = listed(ada)
    ben = new_author(app, "Ben")
    ada.put(
        f"/studio/quizzes/{quiz_id}/shares",
        {"shares": [{"email": "ben@example.org", "may": "view"}]},
    )

    own, theirs = (
        one.post(f"/studio/quizzes/{quiz_id}/duplicate", {"title": "Copy"}, 201)["id"]
        for one in (ada, ben)
    )

    assert ada.get(f"/studio/quizzes/{own}/list")["list"]["title"] == "7b"
    assert ben.get(f"/studio/quizzes/{theirs}/list")["list"] is None


@pytest.mark.parametrize("everywhere", [False, True])
def test_erasing_a_player_covers_the_class_list(ada: Author, api: Api, everywhere: bool) -> None:
    quiz_id = listed(ada)
    ada.post("/studio/lists", {"title": "Choir", "names": ["Ada Byron", "Dee"]}, 201)
    start(api, player_name="Ada Byron")
    titles = ["7b", "Choir"] if everywhere else ["7b"]
    path = f"/studio/quizzes/{quiz_id}/player"

    query = f"name=Ada%20Byron&everywhere={str(everywhere).lower()}"
    assert ada.get(f"{path}?{query}")["lists"] == titles
    body = {"name": "Ada Byron", "everywhere": everywhere, "expected": 1}
    assert ada.post(f"{path}/erase", body)["lists"] == titles

    found = [ada.get(f"/studio/lists/{one['id']}") for one in ada.get("/studio/lists")["lists"]]
    assert [one["title"] for one in found if "Ada Byron" in one["names"]] == (
        [] if everywhere else ["Choir"]
    )
    assert names() == []
    entries = db.session.scalars(select(AuditEntry)).all()
    assert "Ada Byron" not in str([entry.detail for entry in entries])


def test_erasing_by_an_attempt_covers_the_listed_name_on_every_device(
    ada: Author, api: Api
) -> None:
    quiz_id = listed(ada, attempts=3)
    start(api, player_key=ANN, player_name="Ada Byron")
    start(api, player_key=BOB, player_name="Ada Byron")
    start(api, player_key=BOB, player_name="Ben Okri")

    body = {"attempt": 1, "expected": 2}
    number = db.session.scalar(text("SELECT min(number) FROM attempt"))
    done = ada.post(f"/studio/quizzes/{quiz_id}/player/erase", {**body, "attempt": number})

    assert (done["attempts"], done["lists"]) == (2, ["7b"])
    assert names() == [("Ben Okri", True)]


def test_a_collaborator_cannot_erase_from_the_list_of_another(
    app: OpenAPI, ada: Author, api: Api
) -> None:
    quiz_id = listed(ada)
    ben, root = new_author(app, "Ben"), new_author(app, "Root", "admin")
    ada.put(
        f"/studio/quizzes/{quiz_id}/shares",
        {"shares": [{"email": "ben@example.org", "may": "edit"}]},
    )
    path = f"/studio/quizzes/{quiz_id}/player?name=Ada%20Byron"

    assert ben.get(path)["lists"] == []
    assert root.get(path)["lists"] == ["7b"]


def test_deleting_the_account_of_an_owner_deletes_the_lists(ada: Author) -> None:
    quiz_id = listed(ada)
    db.session.execute(text('UPDATE quiz SET owner_id = NULL; DELETE FROM "user"'))
    db.session.commit()

    assert db.session.scalar(text("SELECT count(*) FROM class_list")) == 0
    assert db.session.get_one(Quiz, quiz_id).class_list_id is None
