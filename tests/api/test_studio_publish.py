"""Publishing: only what changed is stored, and no game notices."""

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import select, text

from backend.library.packs import Pack, load_pack
from backend.models import AuditEntry, Question, Quiz, QuizQuestion, db
from tests.support.accounts import add_user
from tests.support.api import Api
from tests.support.authors import Author, content, prompts
from tests.support.questions import multiple, number, pack, single, typed
from tests.support.shown import as_shown


@pytest.fixture
def root(app: OpenAPI) -> Author:
    add_user("root@example.org", role="admin", name="Root")
    return Author(app, "root@example.org")


def order(quiz_id: int) -> list[tuple[int, int, float]]:
    db.session.rollback()
    rows = db.session.scalars(
        select(QuizQuestion).where(QuizQuestion.quiz_id == quiz_id).order_by(QuizQuestion.position)
    )
    return [(row.position, row.question_id, row.points) for row in rows]


def test_only_changed_questions_become_new_rows(ada: Author) -> None:
    quiz_id = ada.new_quiz(content("a"), content("b"), content("c"))
    (_, a, _), (_, b, _), (_, c, _) = order(quiz_id)
    drafted = ada.draft(quiz_id)["questions"]
    ada.put_question(quiz_id, drafted[1], prompt="Better")
    ada.put_question(quiz_id, drafted[2], points=2.5)
    ada.post(f"/studio/quizzes/{quiz_id}/draft/questions/{drafted[2]['id']}/move",
             {"before": drafted[0]["id"]})  # fmt: skip

    draft = ada.publish(quiz_id)

    new = order(quiz_id)
    assert [row[0] for row in new] == [1, 2, 3]
    assert [row[2] for row in new] == [2.5, 1, 1]
    assert new[0][1] == c
    assert new[1][1] == a
    assert db.session.get_one(Question, new[2][1]).supersedes_id == b
    assert not draft["changed"]
    assert [q["question_id"] for q in draft["questions"]] == [row[1] for row in new]


def test_publishing_without_changes_stores_no_question(root: Author, quiz: Pack) -> None:
    every = pack(slug="every", of=[single("a"), multiple("b"), number("c"), typed("d")])
    load_pack(every)
    before = order(2)
    root.post("/studio/quizzes/2/draft", {})

    root.publish(2)

    assert order(2) == before


def test_running_and_finished_attempts_keep_their_questions(ada: Author, api: Api) -> None:
    quiz_id = ada.new_quiz(content("one"), content("two"))
    over, running = api.start(), api.start()
    for question in over["questions"]:
        api.answer(over, question)
    finished = api.finish(over)
    drafted = ada.draft(quiz_id)["questions"]
    ada.put_question(quiz_id, drafted[0], prompt="Better", body={
        "choices": [{"id": "a", "text": "no"}, {"id": "b", "text": "yes"}], "key": "b",
    })  # fmt: skip
    ada.delete(f"/studio/quizzes/{quiz_id}/draft/questions/{drafted[1]['id']}?version=1")
    ada.publish(quiz_id)

    assert api.get(f"/attempts/{over['id']}") == finished
    for question in running["questions"]:
        assert api.answer(running, question)["verdict"]["credit"] == 1
    assert api.finish(running)["score"] == 2
    assert [q["prompt"] for q in api.start()["questions"]] == ["Better"]


def test_an_edited_pack_is_not_overwritten_by_the_next_release(root: Author, quiz: Pack) -> None:
    draft = root.post("/studio/quizzes/1/draft", {})
    root.put_question(1, draft["questions"][0], prompt="Ours")
    root.publish(1)

    assert load_pack(pack(title="The next release")) is None

    assert prompts(root.draft(1))[0] == "Ours"
    assert db.session.get_one(Quiz, 1).origin is None


def test_each_publication_is_a_new_revision_and_is_audited(ada: Author) -> None:
    quiz_id = ada.new_quiz(content("one"))
    db.session.rollback()
    revision = db.session.get_one(Quiz, quiz_id).revision
    ada.put_question(quiz_id, ada.draft(quiz_id)["questions"][0], prompt="Better")
    ada.publish(quiz_id)

    db.session.rollback()
    assert db.session.get_one(Quiz, quiz_id).revision == revision + 1
    entries = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "quiz.publish").order_by(AuditEntry.id)
    ).all()
    assert [entry.detail["stored"] for entry in entries] == [1, 1]
    assert entries[0].actor == "Ada <ada@example.org>"


def test_a_quiz_without_questions_and_one_without_a_draft_are_not_published(
    ada: Author, root: Author, quiz: Pack
) -> None:
    quiz_id = ada.new_quiz()

    assert ada.publish(quiz_id, 422)["errors"][0]["field"] == "questions"
    root.publish(1, 404)


def test_a_missing_image_is_reported_with_its_question(ada: Author) -> None:
    quiz_id = ada.new_quiz()
    prompt = f"![A map](media:{'0' * 64})"
    drafted = ada.add(quiz_id, content("one", prompt=prompt))

    fault = ada.publish(quiz_id, 422)["errors"][0]

    assert (fault["field"], fault["question"]) == ("media", drafted["id"])
    assert "upload it first" in fault["detail"]


def test_duplicate_question_ids_are_not_published(ada: Author) -> None:
    quiz_id = ada.new_quiz()
    ada.add(quiz_id, content("one"))
    second = ada.add(quiz_id, content("one"))

    fault = ada.publish(quiz_id, 422)["errors"][0]

    assert (fault["field"], fault["question"]) == ("id", second["id"])


def test_the_history_lists_and_restores_publications(ada: Author) -> None:
    quiz_id = ada.new_quiz(content("one", prompt="First"))
    for prompt in ("Second", "Third"):
        ada.put_question(quiz_id, ada.draft(quiz_id)["questions"][0], prompt=prompt)
        ada.publish(quiz_id)
    question = ada.draft(quiz_id)["questions"][0]
    path = f"/studio/quizzes/{quiz_id}/questions/{question['question_id']}/history"

    editions = ada.get(path)["editions"]

    assert [edition["content"]["prompt"] for edition in editions] == ["Third", "Second", "First"]
    assert {edition["published_by"] for edition in editions} == {"Ada"}
    first = editions[-1]["question_id"]
    back = {"question_id": first, "into": question["id"], "version": question["version"] + 7}
    ada.post(f"/studio/quizzes/{quiz_id}/draft/restore", back, 409)
    back["version"] = question["version"]
    restored = ada.post(f"/studio/quizzes/{quiz_id}/draft/restore", back)
    assert restored["content"]["prompt"] == "First"
    ada.publish(quiz_id)
    newest = ada.get(f"/studio/quizzes/{quiz_id}/questions/{order(quiz_id)[0][1]}/history")
    assert [e["content"]["prompt"] for e in newest["editions"]][:2] == ["First", "Third"]


def test_a_removed_question_is_restored_with_its_history(ada: Author) -> None:
    quiz_id = ada.new_quiz(content("one"), content("two"))
    gone = ada.draft(quiz_id)["questions"][0]
    ada.delete(f"/studio/quizzes/{quiz_id}/draft/questions/{gone['id']}?version=1")

    body = {"question_id": gone["question_id"]}
    ada.post(f"/studio/quizzes/{quiz_id}/draft/restore", body)

    back = ada.draft(quiz_id)["questions"]
    assert prompts({"questions": back}) == ["Prompt of two", "Prompt of one"]
    assert back[1]["question_id"] == gone["question_id"]


def test_history_of_other_quizzes_is_404(ada: Author, quiz: Pack) -> None:
    quiz_id = ada.new_quiz(content("one"))

    ada.get(f"/studio/quizzes/{quiz_id}/questions/1/history", 404)
    ada.post(f"/studio/quizzes/{quiz_id}/draft/restore", {"question_id": 1}, 404)
    into = ada.draft(quiz_id)["questions"][0]
    body = {"question_id": 1, "into": into["id"], "version": into["version"]}
    ada.post(f"/studio/quizzes/{quiz_id}/draft/restore", body, 404)


def test_a_preview_matches_the_players_view_and_a_try_stores_nothing(ada: Author) -> None:
    drafted = content("one", prompt="What is **this**?")
    tables = "SELECT count(*) FROM question, attempt, answer"

    question = ada.post("/studio/preview", {"content": drafted})
    key, other = (as_shown(question, {"choice": choice}) for choice in "ab")
    right = ada.post("/studio/try", {"content": drafted, "response": key})
    wrong = ada.post("/studio/try", {"content": drafted, "response": other})

    assert question["prompt_html"] == "<p>What is <strong>this</strong>?</p>"
    assert "key" not in question["view"]
    assert (right["credit"], wrong["credit"], wrong["key"]) == (1, 0, key)
    ada.post("/studio/try", {"content": drafted, "response": {"choice": "z"}}, 422)
    ada.post("/studio/try", {"content": drafted, "response": {"number": 1}}, 422)
    refused = ada.post("/studio/preview", {"content": content("one", body={})}, 422)
    assert {fault["field"] for fault in refused["errors"]} == {"choices", "key"}
    assert db.session.scalar(text(tables)) == 0
