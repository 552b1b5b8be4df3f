"""Questions of the bank: copied, moved, and changed several at once."""

from typing import Any

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.library.packs import Pack
from backend.models import db
from tests.support.api import Api
from tests.support.authors import Author, new_author
from tests.support.bank import act, change, found, ids, which

Json = Any  # whatever the API answers


# Using again


def test_a_copy_remembers_where_it_came_from_in_every_draft(
    ada: Author, shelf: dict[str, int], api: Api
) -> None:
    atp = found(ada, search="atp")

    made = act(ada, "copy", atp, 201, into=shelf["code"])["questions"]

    origin = {"quiz_id": shelf["cell"], "title": "Cells"}
    assert (made[0]["origin"], made[0]["quiz"]) == (origin, "Code")
    [_list, empty, copied] = ada.draft(shelf["code"])["questions"]
    assert copied["origin"] == origin
    assert copied["content"] == atp[0]["content"]
    ada.delete(f"/studio/quizzes/{shelf['code']}/draft/questions/{empty['id']}?version=1")
    ada.publish(shelf["code"], visibility="public")
    ada.delete(f"/studio/quizzes/{shelf['code']}/draft")
    assert ada.draft(shelf["code"])["questions"][1]["origin"] == origin  # of the published quiz
    ada.post(f"/studio/quizzes/{shelf['code']}/draft", {})
    again = ada.draft(shelf["code"])["questions"]
    assert [question["origin"] for question in again] == [None, origin]
    history = f"/studio/quizzes/{shelf['code']}/questions/{again[1]['question_id']}/history"
    assert len(ada.get(history)["editions"]) == 1  # its own, not those of the other quiz
    assert "Cells" not in api.client.get("/api/quizzes/code").text
    assert "Cells" not in str(api.start("code"))


def test_copies_come_in_order_before_a_question_with_ids_of_their_own(
    ada: Author, shelf: dict[str, int]
) -> None:
    cell = found(ada, quiz_id=shelf["cell"])
    first = ada.draft(shelf["cell"])["questions"][0]["id"]

    act(ada, "copy", cell, 201, into=shelf["cell"], before=first)

    assert ids(ada, quiz_id=shelf["cell"]) == ["atp-2", "ribo-2", "atp", "ribo"]
    assert [q["origin"] for q in found(ada, quiz_id=shelf["cell"])] == [None] * 4


def test_a_published_question_is_copied_without_a_draft_of_its_quiz(
    app: OpenAPI, quiz: Pack
) -> None:
    admin = new_author(app, "Root", "admin")
    mine = admin.new_quiz(title="Mine")

    act(admin, "copy", found(admin, search="q1"), 201, into=mine)

    assert ids(admin, quiz_id=mine) == ["q1"]
    assert found(admin, search="q2")[0]["draft_id"] is None
    act(admin, "copy", [{**found(admin, search="q2")[0], "question_id": 999}], 404, into=mine)


def test_a_full_quiz_takes_no_more_questions(
    ada: Author, shelf: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.library.drafts.questions.QUESTIONS_LIMIT", 3)
    cell = found(ada, quiz_id=shelf["cell"])

    for action in ("copy", "move"):
        refused = act(ada, action, cell, 422, into=shelf["code"])
        assert refused["errors"][0]["field"] == "into"

    assert ids(ada, quiz_id=shelf["cell"]) == ["atp", "ribo"]


# Moving


def test_questions_are_moved_with_their_history_and_back(
    ada: Author, shelf: dict[str, int]
) -> None:
    cell = found(ada, quiz_id=shelf["cell"])

    moved = act(ada, "move", cell, into=shelf["code"])["questions"]

    assert ids(ada, quiz_id=shelf["cell"]) == []
    assert ids(ada, quiz_id=shelf["code"]) == ["list", "empty", "atp", "ribo"]
    assert [q["origin"]["title"] for q in moved] == ["Cells", "Cells"]
    assert ada.get(f"/studio/quizzes/{shelf['cell']}")["draft"] == "changed"
    history = f"/studio/quizzes/{shelf['code']}/questions/{moved[0]['question_id']}/history"
    assert len(ada.get(history)["editions"]) == 1
    act(ada, "move", cell, 404, into=shelf["code"])  # they are there no more
    back = act(ada, "move", moved, into=shelf["cell"])["questions"]
    assert [q["origin"] for q in back] == [None, None]
    assert [q["question_id"] for q in back] == [q["question_id"] for q in cell]
    ada.publish(shelf["cell"])
    rows = db.session.scalar(text("SELECT count(*) FROM question"))
    assert rows == 2, "moved there and back, they are the same questions"


def test_moving_away_from_a_published_quiz_changes_its_draft_only(
    ada: Author, shelf: dict[str, int], api: Api
) -> None:
    act(ada, "move", found(ada, search="atp"), into=shelf["code"])

    assert len(api.start("cells")["questions"]) == 2
    ada.publish(shelf["cell"])
    assert len(api.start("cells")["questions"]) == 1


# Several at once


def test_tags_points_and_difficulty_are_set_and_can_be_set_back(
    ada: Author, shelf: dict[str, int]
) -> None:
    before = found(ada)

    after = change(ada, before, tags=["exam"], points=2.5, difficulty=1)["questions"]

    assert [q["version"] for q in after] == [q["version"] + 1 for q in before]
    assert {str(q["content"]["tags"]) for q in found(ada)} == {"['exam']"}
    assert {(q["content"]["points"], q["content"]["difficulty"]) for q in after} == {(2.5, 1)}
    names = ("tags", "points", "difficulty")
    undo = [
        {
            "question": which(now),
            "fields": {name: was["content"].get(name) for name in names},
        }
        for was, now in zip(before, after, strict=True)
    ]
    ada.post("/studio/bank/change", {"changes": undo})
    contents = {q["content"]["id"]: q["content"] for q in found(ada)}
    assert contents == {q["content"]["id"]: q["content"] for q in before}


@pytest.mark.parametrize(
    "fields",
    [
        *({"tags": ["NO"]}, {"tags": ["t"] * 21}, {"points": 0}, {"points": 1001}),
        *({"difficulty": 4}, {"difficulty": 1.5}, {"prompt": "x"}),
    ],
)
def test_only_proper_values_are_set(
    ada: Author, shelf: dict[str, int], fields: dict[str, Any]
) -> None:
    change(ada, found(ada), 422, **fields)


def test_nothing_of_another_author_is_overwritten_and_then_nothing_is_changed(
    ada: Author, shelf: dict[str, int]
) -> None:
    stale = found(ada)
    ada.put_question(shelf["code"], ada.draft(shelf["code"])["questions"][0], prompt="Theirs")
    now = found(ada)

    for refused in (
        change(ada, stale, 409, points=2),
        act(ada, "delete", stale, 409),
        act(ada, "move", stale, 409, into=shelf["cell"]),
    ):
        assert refused["type"] == "/problems/changed-meanwhile"
        assert refused["current"]["content"]["prompt"] == "Theirs"

    assert found(ada) == now


def test_several_are_deleted_from_their_drafts(ada: Author, shelf: dict[str, int]) -> None:
    questions = [*found(ada, search="atp"), *found(ada, type="poll")]
    ada.client.post("/api/studio/bank/delete", json={"questions": [which(q) for q in questions]})

    assert ids(ada) == ["list", "ribo"]
    assert ada.get(f"/studio/quizzes/{shelf['cell']}")["draft"] == "changed"


def test_changing_a_question_of_a_quiz_without_a_draft_opens_one(app: OpenAPI, quiz: Pack) -> None:
    admin = new_author(app, "Root", "admin")
    published = found(admin, search="q1")

    [changed] = change(admin, published, points=3)["questions"]

    assert (changed["content"]["points"], changed["version"]) == (3, 2)
    assert ids(admin, quiz_id=1) == ["q1", "q2", "q3"]
    change(admin, published, 409, points=4)


def test_a_request_names_some_questions_and_not_too_many(
    ada: Author, shelf: dict[str, int]
) -> None:
    [one] = found(ada, search="atp")
    ada.post("/studio/bank/delete", {"questions": []}, 422)
    ada.post("/studio/bank/delete", {"questions": [which(one)] * 201}, 422)
    ada.post("/studio/bank/delete", {"questions": [{"quiz_id": one["quiz_id"]}]}, 422)
