"""Comments of authors on answers: written in the results, read by the player."""

from typing import Any

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.library.packs import load_pack
from backend.models import db
from tests.support.api import Api
from tests.support.attempts import choose, play
from tests.support.authors import Author, content, new_author
from tests.support.questions import pack

Json = Any


@pytest.fixture
def ada(app: OpenAPI) -> Author:
    """The owner of the quiz 1, whose title is Small."""
    author = new_author(app, "Ada")
    author.new_quiz(content("q1"), content("q2"))
    return author


def questions(author: Author, number: int = 1, quiz: int = 1) -> list[Json]:
    answers: list[Json] = author.get(f"/studio/quizzes/{quiz}/attempts/{number}")["answers"]
    return answers


def comment(author: Author, question: int, body: object, status: int = 200) -> Json:
    path = f"/studio/quizzes/1/attempts/1/questions/{question}/comment"
    return author.put(path, body, status)


def test_the_player_reads_the_comment_in_the_result(ada: Author, api: Api) -> None:
    played = play(api, "small", choose("b"), "Ann")
    first = played["questions"][0]["id"]

    said = comment(ada, first, {"text": "  Look at *page 3*. \r\n<b>Bold</b>\n"})
    comment(ada, first, {"text": said["text"] + " Really."})

    assert said == {"text": "Look at *page 3*.\n<b>Bold</b>"}
    shown = {q["id"]: q.get("comment") for q in api.get(f"/attempts/{played['id']}")["questions"]}
    assert shown.pop(first) == "Look at *page 3*.\n<b>Bold</b> Really."
    assert set(shown.values()) == {None}
    assert [one["comment"] for one in questions(ada) if one["question"]["id"] == first] == [
        "Look at *page 3*.\n<b>Bold</b> Really."
    ]

    comment(ada, first, {"text": " \n "})
    assert {q.get("comment") for q in api.get(f"/attempts/{played['id']}")["questions"]} == {None}
    assert db.session.scalar(text("SELECT count(*) FROM answer_comment")) == 0


def test_a_comment_waits_for_the_result(app: OpenAPI, api: Api) -> None:
    """It says what is right: neither while one plays, nor before results are out."""
    admin = new_author(app, "Adi", "admin")
    load_pack(pack(settings={"feedback": "after", "feedback_after": "2100-01-01T00:00:00Z"}))
    attempt = api.start()
    question = attempt["questions"][0]
    api.answer(attempt, question)
    comment(admin, question["id"], {"text": "It is a."})

    playing = api.get(f"/attempts/{attempt['id']}")
    assert "It is a." not in str(playing)
    assert "It is a." not in str(api.finish(attempt))
    assert "It is a." not in str(api.get(f"/attempts/{attempt['id']}"))


@pytest.mark.parametrize("wrong", ["x" * 2001, "a\x00b", "a\x1bb", None, 3])
def test_a_comment_is_short_plain_text(ada: Author, api: Api, wrong: object) -> None:
    played = play(api, "small", choose("b"))

    comment(ada, played["questions"][0]["id"], {"text": wrong}, 422)


def test_only_what_was_drawn_can_be_commented(ada: Author, api: Api) -> None:
    play(api, "small", choose("b"))

    comment(ada, 999, {"text": "Who?"}, 404)
    ada.put("/studio/quizzes/1/attempts/9/questions/1/comment", {"text": "Who?"}, 404)


def test_commenting_needs_the_right_to_edit(app: OpenAPI, ada: Author, api: Api) -> None:
    played = play(api, "small", choose("b"))
    question = played["questions"][0]["id"]
    ben = new_author(app, "Ben")

    for status, may in ((404, None), (403, "view"), (200, "edit")):
        shares = [{"email": "ben@example.org", "may": may}] if may else []
        ada.put("/studio/quizzes/1/shares", {"shares": shares})
        comment(ben, question, {"text": "Well done"}, status)
    ada.put("/studio/quizzes/1/shares", {"shares": [{"email": "ben@example.org", "may": "view"}]})
    assert "Well done" in str(questions(ben))


def test_comments_are_deleted_with_the_attempt(ada: Author, api: Api) -> None:
    for _ in range(2):
        played = play(api, "small", choose("b"), "Ann")
    first, second = (q["id"] for q in played["questions"])
    for number, question in ((1, first), (2, second)):
        path = f"/studio/quizzes/1/attempts/{number}/questions/{question}/comment"
        ada.put(path, {"text": "Ann, see me."})

    ada.delete("/studio/quizzes/1/attempts/1")
    assert db.session.scalar(text("SELECT count(*) FROM answer_comment")) == 1
    ada.post("/studio/quizzes/1/player/erase", {"name": "Ann", "expected": 1})

    assert db.session.scalar(text("SELECT count(*) FROM answer_comment")) == 0
    audited = db.session.execute(
        text("SELECT quiz_id, detail FROM audit WHERE action = 'answer.comment'")
    ).all()
    assert [tuple(entry) for entry in audited] == [(1, {"characters": 12})] * 2


def test_an_attempt_leads_to_its_neighbours(ada: Author, api: Api) -> None:
    for _ in range(3):
        play(api, "small", choose("a"))
    ada.delete("/studio/quizzes/1/attempts/2")

    first, last = (ada.get(f"/studio/quizzes/1/attempts/{number}") for number in (1, 3))

    assert (first["previous"], first["next"]) == (None, 3)
    assert (last["previous"], last["next"]) == (1, None)
