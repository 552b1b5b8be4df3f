"""Deleted quizzes: found by no one, restored for 30 days, then removed."""

from typing import Any

from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.library.deleted import due, remove_due
from backend.library.packs import Pack
from backend.models import Question, Quiz, db
from tests.support.accounts import SignedIn
from tests.support.api import Api
from tests.support.authors import Author, content, new_author, titles
from tests.support.tables import count


def days_pass(days: float) -> None:
    db.session.execute(
        text("UPDATE quiz SET deleted_at = deleted_at - make_interval(secs => :seconds)"),
        {"seconds": days * 86400},
    )
    db.session.commit()


def test_deleting_says_what_goes_with_the_quiz(ada: Author, api: Api) -> None:
    quiz_id = ada.new_quiz(content("one"), content("two"))
    attempt = api.start()
    api.start()
    api.finish(attempt)
    ada.post(f"/studio/quizzes/{quiz_id}/accommodations", {"label": "Ann"}, 201)

    assert ada.get(f"/studio/quizzes/{quiz_id}/deletion") == {
        "questions": 2,
        "attempts": 2,
        "running": 1,
        "links": 1,
        "days": 30,
    }


def test_players_and_authors_get_the_same_answers_as_for_a_quiz_that_is_not_there(
    people: dict[str, Author], ada: Author, api: Api
) -> None:
    attempt = api.start()
    question = attempt["questions"][0]
    [right] = [c["id"] for c in question["view"]["choices"] if "choice a" in c["html"]]
    answer = {"question": question["id"], "response": {"choice": right}}
    moves: list[tuple[str, str, Any]] = [
        ("GET", "/quizzes/{slug}", None),
        ("GET", "/quizzes/{slug}/scores?fresh=true", None),
        ("GET", "/quizzes/{slug}/cover", None),
        ("POST", "/quizzes/{slug}/attempts", {}),
        ("GET", "/attempts/{attempt}", None),
        ("POST", "/attempts/{attempt}/answers", answer),
        ("POST", "/attempts/{attempt}/finish", {"player_name": "Ann"}),
    ]

    ada.delete("/studio/quizzes/1")

    nothing = "00000000-0000-4000-8000-000000000000"
    for method, path, body in moves:
        gone, never = (
            api.client.open(
                f"/api{path.format(slug=slug, attempt=attempt_id)}", method=method, json=body
            )
            for slug, attempt_id in (("small", attempt["id"]), ("never", nothing))
        )
        assert gone.status_code == never.status_code == 404, path
        assert gone.text.replace("small", "never") == never.text, path
    assert api.get("/quizzes")["quizzes"] == []
    for person in people.values():
        assert titles(person, "show=all") == titles(person, "show=archived") == []
        person.get("/studio/quizzes/1", 404)
        person.get("/studio/quizzes/1/draft", 404)
    assert titles(people["view"], "show=deleted") == titles(people["edit"], "show=deleted") == []
    assert titles(people["admin"], "show=deleted") == ["Small"]


def test_a_deleted_quiz_is_restored_with_all_that_belongs_to_it(ada: Author, api: Api) -> None:
    quiz_id = ada.new_quiz(content("one"))
    ada.put(f"/studio/quizzes/{quiz_id}/labels", {"labels": ["7b"]})
    attempt = api.start()
    ada.delete(f"/studio/quizzes/{quiz_id}")
    days_pass(29)
    assert list(remove_due()) == []

    [listed] = ada.get("/studio/quizzes?show=deleted")["quizzes"]
    assert listed["removed_at"] is not None
    restored = ada.post(f"/studio/quizzes/{quiz_id}/undelete", {})

    assert (restored["removed_at"], restored["labels"]) == (None, ["7b"])
    assert titles(ada, "show=deleted") == []
    assert titles(ada) == ["Small"]
    api.answer(attempt, attempt["questions"][0])
    assert api.finish(attempt)["score"] == 1
    actions = "SELECT action FROM audit WHERE quiz_id = :quiz ORDER BY id DESC LIMIT 2"
    assert list(db.session.scalars(text(actions), {"quiz": quiz_id})) == [
        "quiz.restore",
        "quiz.delete",
    ]


def test_it_cannot_be_restored_after_the_grace_even_before_it_is_removed(ada: Author) -> None:
    quiz_id = ada.new_quiz(content("one"))
    ada.delete(f"/studio/quizzes/{quiz_id}")
    days_pass(30.1)

    assert titles(ada, "show=deleted") == []
    ada.post(f"/studio/quizzes/{quiz_id}/undelete", {}, 404)
    assert [quiz.id for quiz in due()] == [quiz_id]


LEFT = """
    SELECT (SELECT count(*) FROM quiz), (SELECT count(*) FROM question),
        (SELECT count(*) FROM attempt), (SELECT count(*) FROM answer),
        (SELECT count(*) FROM question_draft), (SELECT count(*) FROM quiz_draft),
        (SELECT count(*) FROM accommodation), (SELECT count(*) FROM quiz_label),
        (SELECT count(*) FROM quiz_question), (SELECT count(*) FROM rescore)
"""


def test_nothing_of_it_is_left_after_the_grace(ada: Author, api: Api) -> None:
    quiz_id = ada.new_quiz(content("one"), content("two"))
    attempt = api.start()
    api.answer(attempt, attempt["questions"][0])
    ada.post(f"/studio/quizzes/{quiz_id}/accommodations", {"label": "Ann"}, 201)
    ada.put(f"/studio/quizzes/{quiz_id}/labels", {"labels": ["7b"]})
    draft = ada.draft(quiz_id)
    ada.put_question(quiz_id, draft["questions"][0], prompt="Better")
    ada.publish(quiz_id)
    assert count(Question) == 3
    ada.delete(f"/studio/quizzes/{quiz_id}")
    days_pass(30.1)

    [gone] = remove_due()

    assert (gone.slug, gone.attempts, gone.questions) == ("small", 1, 3)
    assert set(db.session.execute(text(LEFT)).one()) == {0}
    entry = "SELECT actor, quiz_id, detail FROM audit ORDER BY id DESC LIMIT 1"
    row = db.session.execute(text(entry)).one()
    assert (row.actor, row.quiz_id) == ("command line", None)
    assert row.detail == {"title": "Small", "slug": "small", "attempts": 1}


def test_the_audit_log_names_quizzes_that_can_be_opened(ada: Author, admin: SignedIn) -> None:
    quiz_id = ada.new_quiz(content("one"))

    def named() -> Any:  # Any: JSON
        return [
            (entry["action"], entry["quiz_title"])
            for entry in admin.get("/audit")["entries"]
            if entry["quiz_id"] == quiz_id
        ][:2]

    assert named()[0] == ("quiz.publish", "Small")
    ada.delete(f"/studio/quizzes/{quiz_id}")
    assert named() == [("quiz.delete", None), ("quiz.publish", None)]


def test_questions_that_another_quiz_needs_stay(ada: Author, api: Api) -> None:
    """Copies share rows: in a quiz, in what an attempt drew, and as a former edition."""
    quiz_id = ada.new_quiz(content("one"), content("two"), content("three"), content("four"))
    copy = ada.post(f"/studio/quizzes/{quiz_id}/duplicate", {"title": "Copy"}, 201)["id"]
    ada.publish(copy, visibility="public")
    drawn = api.start("copy")
    one, two, _three, four = ada.draft(copy)["questions"]
    ada.put_question(copy, one, prompt="A new edition")
    for question in (two, four):
        ada.delete(f"/studio/quizzes/{copy}/draft/questions/{question['id']}?version=1")
    ada.publish(copy)
    ada.add(quiz_id, content("five"))
    ada.publish(quiz_id)
    ada.delete(f"/studio/quizzes/{quiz_id}")
    days_pass(31)

    [gone] = remove_due()

    assert gone.questions == 1  # the fifth, which only this quiz had
    assert count(Question) == 5
    assert count(Quiz) == 1
    api.answer(drawn, drawn["questions"][0])
    history = f"/studio/quizzes/{copy}/questions/{ada.draft(copy)['questions'][0]['question_id']}"
    assert len(ada.get(f"{history}/history")["editions"]) == 2


def test_a_quiz_that_follows_a_pack_is_not_deleted(app: OpenAPI, quiz: Pack) -> None:
    admin = new_author(app, "Root", "admin")

    refused = admin.client.delete("/api/studio/quizzes/1")

    assert refused.status_code == 409
    assert refused.json
    assert refused.json["type"] == "/problems/quiz-follows-files"
    assert refused.json["params"] == {"origin": "pack"}
    assert titles(admin, "show=all") == ["Small"]
