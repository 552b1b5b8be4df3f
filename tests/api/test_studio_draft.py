"""Drafts: shared between editors, hidden from players, never lost."""

import json
from typing import Any

import pytest
from flask_openapi3 import OpenAPI

from backend.library.packs import Pack
from tests.support.accounts import add_user
from tests.support.api import Api
from tests.support.authors import Author, content, prompts


def test_a_new_quiz_is_private_until_it_is_published(ada: Author, api: Api) -> None:
    quiz = ada.post("/studio/quizzes", {"title": "Über Städte & Länder"}, 201)

    assert (quiz["slug"], quiz["visibility"], quiz["draft"]) == (
        "uber-stadte-lander",
        "private",
        "same",
    )
    assert api.get("/quizzes")["quizzes"] == []
    ada.add(quiz["id"], content("one"))
    api.get("/quizzes/uber-stadte-lander", 404)
    ada.publish(quiz["id"], visibility="public")
    assert [q["question_count"] for q in api.get("/quizzes")["quizzes"]] == [1]
    attempt = api.post("/quizzes/uber-stadte-lander/attempts", {"player_name": "Ann"}, 201)
    assert api.answer(attempt, attempt["questions"][0])["verdict"]["credit"] == 1


def slugs(author: Author, *titles: str) -> list[str]:
    """The slugs of new quizzes with these titles."""
    return [author.post("/studio/quizzes", {"title": title}, 201)["slug"] for title in titles]


def test_slugs_are_unique_and_never_empty(ada: Author) -> None:
    made = slugs(ada, "Small", "Small", "small!", "🎉🎉", "?")

    assert made == ["small", "small-2", "small-3", "quiz", "quiz-2"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Löwen & Bären", "lowen-baren"),
        ("Что это?", "chto-eto"),
        ("Αρχαία Ελλάδα", "arkhaia-ellada"),
        ("地理", "di-li"),
        ("カナ", "kana"),
        ("جغرافيا", "jgrfy"),
        ("한국 지리", "hangug-jiri"),
        ("🎉 Party", "party"),
        ("What does &amp; do?", "what-does-amp-do"),
    ],
)
def test_a_slug_is_the_title_in_latin_letters(ada: Author, title: str, slug: str) -> None:
    assert slugs(ada, title) == [slug]


def test_a_slug_ends_with_a_whole_word(ada: Author) -> None:
    fits = "All the capitals of the countries around the Mediterranean"
    # The slug ends at the first word that does not fit, even if a later one would.
    too_long = f"{fits} and Atlantic A"

    assert slugs(ada, too_long, "x" * 120) == [fits.lower().replace(" ", "-"), "x" * 60]


def test_players_never_see_a_draft(ada: Author, api: Api) -> None:
    quiz_id = ada.new_quiz(content("one"))
    question = ada.draft(quiz_id)["questions"][0]

    ada.put_question(quiz_id, question, prompt="Better")
    ada.patch(f"/studio/quizzes/{quiz_id}/draft", {"version": 1, "title": "New"})

    assert api.get("/quizzes/small")["title"] == "Small"
    assert api.start()["questions"][0]["prompt"] == "Prompt of one"
    ada.publish(quiz_id)
    assert api.get("/quizzes/small")["title"] == "New"
    assert api.start()["questions"][0]["prompt"] == "Better"


def test_opening_a_published_quiz_creates_a_draft(app: OpenAPI, quiz: Pack) -> None:
    add_user("root@example.org", role="admin")
    root = Author(app, "root@example.org")
    before = root.draft(1)
    opened = root.post("/studio/quizzes/1/draft", {})
    again = root.post("/studio/quizzes/1/draft", {})

    assert (before["version"], opened["version"]) == (0, 1)
    assert prompts(before) == prompts(opened) == ["Prompt of q1", "Prompt of q2", "Prompt of q3"]
    assert [q["id"] for q in before["questions"]] == [q["id"] for q in opened["questions"]]
    assert again == opened
    assert not opened["changed"]
    assert opened["problems"] == []


def test_an_unfinished_question_is_saved_with_faults_but_not_published(ada: Author) -> None:
    quiz_id = ada.new_quiz()
    added = ada.add(quiz_id, {"type": "single", "prompt": "Half"})
    ada.patch(
        f"/studio/quizzes/{quiz_id}/draft", {"version": 1, "title": "", "settings": {"draw": 0}}
    )

    faults = [(p["field"], p["code"], p["severity"]) for p in added["problems"]]
    assert ("body", "missing", "error") in faults
    assert ("explanation", "not-explained", "hint") in faults
    draft = ada.draft(quiz_id)
    assert {p["field"] for p in draft["problems"]} == {"title", "settings.draw"}
    refused = ada.publish(quiz_id, 422)
    assert {(fault["field"], fault.get("question")) for fault in refused["errors"]} == {
        ("title", None), ("settings.draw", None), ("body", added["id"]),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field", "severity"),
    [
        ({"type": "essay"}, "body", "error"),
        (
            {"body": {"choices": [{"id": "a", "text": "x"}, {"id": "b", "text": "y"}]}},
            "key",
            "error",
        ),
        (
            {"body": {"choices": [{"id": "a", "text": "x"}, {"id": "b", "text": "x"}], "key": "a"}},
            "choices",
            "error",
        ),
        ({"prompt": "long " * 101}, "prompt", "warning"),
        ({"prompt": f"```\n{'x' * 61}\n```"}, "prompt", "warning"),
        ({"explanation": " "}, "explanation", "hint"),
        ({"prompt": 7}, "prompt", "error"),
        ({"tags": "wat"}, "tags", "error"),
        ({"colour": "red"}, "colour", "error"),
    ],
)
def test_faults_name_their_field(
    ada: Author, changes: dict[str, Any], field: str, severity: str
) -> None:
    quiz_id = ada.new_quiz()
    problems = ada.add(quiz_id, content("one", **changes))["problems"]

    assert [(p["field"], p["severity"]) for p in problems] == [(field, severity)]


def test_concurrent_editors_keep_each_others_changes(app: OpenAPI, ada: Author) -> None:
    quiz_id = ada.new_quiz(content("one"), content("two"))
    add_user("ben@example.org", name="Ben")
    ben = Author(app, "ben@example.org")
    shares = {"shares": [{"email": "ben@example.org", "may": "edit"}]}
    ada.put(f"/studio/quizzes/{quiz_id}/shares", shares)
    seen = ada.draft(quiz_id)["questions"]

    ben.put_question(quiz_id, seen[0], prompt="Ben's")
    refused = ada.put_question(quiz_id, seen[0], 409, prompt="Ada's")

    assert (refused["type"], refused["params"]) == ("/problems/changed-meanwhile", {"by": "Ben"})
    assert refused["current"]["content"]["prompt"] == "Ben's"
    assert refused["current"]["edited_by"] == "Ben"
    path = f"/studio/quizzes/{quiz_id}/draft/questions/{seen[0]['id']}"
    ada.delete(f"{path}?version={seen[0]['version']}", 409)
    ada.put_question(quiz_id, seen[1], prompt="Ada's own")
    assert prompts(ben.draft(quiz_id)) == ["Ben's", "Ada's own"]
    ada.put_question(quiz_id, refused["current"], prompt="Agreed")
    assert prompts(ben.draft(quiz_id)) == ["Agreed", "Ada's own"]
    fields = ada.patch(f"/studio/quizzes/{quiz_id}/draft", {"version": 1, "title": "Ada's"})
    refused = ben.patch(f"/studio/quizzes/{quiz_id}/draft", {"version": 1, "title": "Ben's"}, 409)
    assert refused["current"]["fields"]["title"] == "Ada's"
    ben.patch(f"/studio/quizzes/{quiz_id}/draft", {"version": fields["version"], "title": "Both"})


def test_resending_a_change_is_idempotent(ada: Author) -> None:
    quiz_id = ada.new_quiz(content("one"))
    question = ada.draft(quiz_id)["questions"][0]

    first = ada.put_question(quiz_id, question, prompt="Better")
    second = ada.put_question(quiz_id, question, prompt="Better")

    assert first == second
    assert first["version"] == question["version"] + 1


def test_adding_a_question_again_adds_it_once(ada: Author) -> None:
    quiz_id = ada.new_quiz()
    path = f"/studio/quizzes/{quiz_id}/draft/questions"
    ours = "00000000-0000-4000-8000-00000000000a"
    unfinished = {"type": "single", "prompt": "Wh", "body": {}}

    first = ada.post(path, {"id": ours, "content": unfinished}, 201)
    again = ada.post(path, {"id": ours, "content": unfinished}, 201)
    newer = ada.post(path, {"id": ours, "content": {**unfinished, "prompt": "Which?"}}, 201)

    assert first == again
    assert [first["id"], first["version"], newer["version"]] == [ours, 1, 2]
    assert {p["field"] for p in first["problems"] if p["severity"] == "error"} == {
        "choices",
        "key",
    }
    assert prompts(ada.draft(quiz_id)) == ["Which?"]
    late = {"id": ours, "content": {**unfinished, "prompt": "Late"}}
    assert ada.post(path, late, 409)["current"]["content"]["prompt"] == "Which?"
    other = ada.new_quiz(title="Other")
    ada.post(f"/studio/quizzes/{other}/draft/questions", late, 409)
    assert prompts(ada.draft(other)) == []


def test_questions_are_moved_removed_and_inserted(ada: Author) -> None:
    quiz_id = ada.new_quiz(content("a"), content("b"), content("c"))
    a, b, c = ada.draft(quiz_id)["questions"]
    path = f"/studio/quizzes/{quiz_id}/draft/questions"

    ada.post(f"{path}/{c['id']}/move", {"before": a["id"]})
    ada.post(f"{path}/{a['id']}/move", {"before": None})
    ada.add(quiz_id, content("d"), before=b["id"])
    ada.delete(f"{path}/{b['id']}?version=1")

    assert prompts(ada.draft(quiz_id)) == [f"Prompt of {name}" for name in "cda"]
    ada.post(f"{path}/{b['id']}/move", {"before": None}, 404)
    ada.post(f"{path}/{a['id']}/move", {"before": b["id"]}, 404)
    ada.delete(f"{path}/{b['id']}?version=1", 404)


def test_a_question_can_always_be_inserted_between_two(ada: Author) -> None:
    quiz_id = ada.new_quiz(content("first"), content("last"))
    last = ada.draft(quiz_id)["questions"][1]["id"]

    for number in range(30):  # halves of 1 run out after 20
        ada.add(quiz_id, content(f"q{number}"), before=last)

    names = [question["content"]["id"] for question in ada.draft(quiz_id)["questions"]]
    assert names == ["first", *(f"q{number}" for number in range(30)), "last"]


def test_discarding_restores_the_published_version(ada: Author) -> None:
    quiz_id = ada.new_quiz(content("one"))
    question = ada.draft(quiz_id)["questions"][0]
    ada.put_question(quiz_id, question, prompt="Worse")

    ada.delete(f"/studio/quizzes/{quiz_id}/draft")

    assert prompts(ada.draft(quiz_id)) == ["Prompt of one"]
    late = ada.put_question(quiz_id, question, 404, prompt="Late")
    assert late["type"] == "/problems/draft-not-found"
    ada.delete(f"/studio/quizzes/{quiz_id}/draft", 404)
    opened = ada.post(f"/studio/quizzes/{quiz_id}/draft", {})
    assert prompts(opened) == ["Prompt of one"]


@pytest.mark.parametrize(
    "bad",
    [
        {"prompt": "\x00"},
        {"prompt": "\ud800"},
        {"body": {"key": 10**400}},
        {"body": {"a": [[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]}},
        {"prompt": "x" * 70_000},
    ],
    ids=["nul", "half a character", "huge number", "deep", "large"],
)
def test_content_that_cannot_be_stored_is_refused(ada: Author, bad: dict[str, Any]) -> None:
    quiz_id = ada.new_quiz()

    ada.post(f"/studio/quizzes/{quiz_id}/draft/questions", {"content": bad}, 422)

    assert ada.draft(quiz_id)["questions"] == []


def test_question_bodies_are_limited(ada: Author) -> None:
    quiz_id = ada.new_quiz()
    large = {"content": {"prompt": "x" * 130 * 1024}}

    ada.post(f"/studio/quizzes/{quiz_id}/draft/questions", large, 413)
    ada.post("/studio/imports", {"name": "x.md", "text": "x" * 1024 * 1024}, 413)
    nan = b'{"content": {"points": NaN}}'
    path = f"/api/studio/quizzes/{quiz_id}/draft/questions"
    answer = ada.client.post(path, data=nan, content_type="application/json")
    assert answer.status_code == 422


def test_line_endings_are_normalised(ada: Author) -> None:
    quiz_id = ada.new_quiz()

    added = ada.add(quiz_id, content("one", prompt="one\r\ntwo\rthree"))

    assert added["content"]["prompt"] == "one\ntwo\nthree"


def test_a_draft_has_a_limit_of_its_own(ada: Author) -> None:
    quiz = ada.new_quiz()
    prompt = "word " * 3_900
    question = {"type": "truefalse", "key": True, "prompt": prompt, "explanation": prompt[:9_000]}
    file = {"title": "T", "questions": [{"id": f"q{n}", **question} for n in range(34)]}
    import_ = {"name": "a.json", "text": json.dumps(file), "quiz_id": quiz}
    for _ in range(2):
        assert ada.post("/studio/imports", import_)["good"] == 34

    [fault] = ada.post("/studio/imports", import_, 422)["errors"]

    assert (fault["code"], fault["params"]) == ("draft-too-large", {"megabytes": 2})
    [first, *others] = ada.draft(quiz)["questions"]
    assert len(others) == 67
    # Whatever room is left: a longer question is refused, and nothing is lost.
    noted = {"note": "y" * 30_000}
    kept = [
        ada.client.put(
            f"/api/studio/quizzes/{quiz}/draft/questions/{q['id']}",
            json={"version": 1, "content": {**q["content"], **noted}},
        ).status_code
        for q in others[:6]
    ]
    assert kept.count(422) >= 1
    # A shorter one may always be saved.
    assert ada.put_question(quiz, first, explanation="", prompt="Short")["version"] == 2
    assert len(ada.draft(quiz)["questions"]) == 68
