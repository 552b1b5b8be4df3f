"""Class lists, as authors keep them."""

from typing import Any

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import select

from backend.models import AuditEntry, db
from tests.support.authors import Author, content, new_author

NAMES = ["Ada Byron", "Ben Okri"]


def new_list(author: Author, title: str = "7b", names: list[str] = NAMES) -> Any:  # Any: JSON
    return author.post("/studio/lists", {"title": title, "names": names}, 201)


def test_a_list_is_created_renamed_edited_and_deleted(ada: Author) -> None:
    made = new_list(ada)
    assert made["names"] == NAMES
    path = f"/studio/lists/{made['id']}"

    changed = ada.put(path, {"title": "8b", "names": ["  Cleo  Li ", *NAMES], "version": 1})

    assert (changed["title"], changed["names"]) == ("8b", ["Cleo Li", *NAMES])
    assert ada.get(path) == changed
    assert ada.get("/studio/lists")["lists"] == [
        {"id": made["id"], "title": "8b", "count": 3, "quizzes": []}
    ]
    ada.delete(path)
    ada.get(path, 404)


def test_a_change_of_an_older_version_is_refused(ada: Author) -> None:
    path = f"/studio/lists/{new_list(ada)['id']}"
    ada.put(path, {"title": "7b", "names": ["Dee"], "version": 1})

    refused = ada.put(path, {"title": "7b", "names": ["Eve"], "version": 1}, 409)

    assert refused["current"]["names"] == ["Dee"]
    assert ada.put(path, {"title": "7b", "names": ["Dee"], "version": 1})["version"] == 2


@pytest.mark.parametrize(
    ("names", "field", "code"),
    [
        (["Ann", "Ann"], "names", "listed-twice"),
        (["Ann", " Ann "], "names", "listed-twice"),
        (["Ann", "x" * 41], "names.1", "too-long"),
        (["Ann\tLee"], "names.0", "name-control-character"),
        (["Ann", " "], "names.1", "name-not-visible"),
        ([f"Ann {n}" for n in range(501)], "names", "too-many"),
    ],
)
def test_wrong_names_are_reported_at_their_field(
    ada: Author, names: list[str], field: str, code: str
) -> None:
    refused = ada.post("/studio/lists", {"title": "7b", "names": names}, 422)

    assert [(one["field"], one["code"]) for one in refused["errors"]] == [(field, code)]
    assert ada.get("/studio/lists")["lists"] == []


def test_lists_are_private_to_their_owner(app: OpenAPI, ada: Author) -> None:
    path = f"/studio/lists/{new_list(ada)['id']}"
    for other in (new_author(app, "Ben"), new_author(app, "Root", "admin")):
        assert other.get("/studio/lists")["lists"] == []
        other.get(path, 404)
        other.put(path, {"title": "x", "names": [], "version": 1}, 404)
        other.delete(path, 404)


def test_collaborators_use_the_chosen_list_of_a_quiz(people: dict[str, Author]) -> None:
    owner, edit, view = (people[name] for name in ("owner", "edit", "view"))
    made, path = new_list(owner), "/studio/quizzes/1/list"

    chosen = {"id": made["id"], "title": "7b", "count": 2}
    assert owner.put(path, {"list": made["id"]})["list"] == {**chosen, "own": True}
    assert edit.get(path)["list"] == view.get(path)["list"] == {**chosen, "own": False}
    edit.put(path, {"list": made["id"]})
    view.put(path, {"list": None}, 403)
    people["other"].get(path, 404)
    assert owner.get("/studio/lists")["lists"][0]["quizzes"] == ["Small"]

    own = new_list(edit, "Mine")
    edit.put(path, {"list": own["id"]})
    edit.put(path, {"list": made["id"]}, 404)  # by now it is only the owner's
    other_quiz = edit.new_quiz(content("one"))
    edit.put(f"/studio/quizzes/{other_quiz}/list", {"list": made["id"]}, 404)


def test_the_audit_log_has_every_change_and_no_names(ada: Author) -> None:
    quiz_id = ada.new_quiz()
    made = new_list(ada)
    path = f"/studio/lists/{made['id']}"
    ada.put(f"/studio/quizzes/{quiz_id}/list", {"list": made["id"]})
    ada.put(path, {"title": "8b", "names": ["Cleo", NAMES[0]], "version": 1})
    ada.delete(path)

    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()

    found = [(one.action, one.detail) for one in entries if "list" in one.action]
    assert found == [
        ("list.create", {"list": made["id"], "title": "7b", "names": 2}),
        ("quiz.list", {"list": made["id"], "title": "7b"}),
        ("list.change",
         {"list": made["id"], "title": "8b", "names": 2, "added": 1, "removed": 1}),
        ("list.delete", {"list": made["id"], "title": "8b", "names": 2}),
    ]  # fmt: skip
