"""How authors keep quizzes: labels, states, order, covers, and deleting with a grace."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.library.deleted import due, remove_due
from backend.library.packs import Pack
from backend.media.unused import remove, unused
from backend.models import Question, Quiz, db
from tests.support.api import Api
from tests.support.authors import Author, content, new_author, titles
from tests.support.media import age, image, mp3, upload
from tests.support.tables import count

MONTH = 30 * 24 * 3600


def days_pass(days: float) -> None:
    db.session.execute(
        text("UPDATE quiz SET deleted_at = deleted_at - make_interval(secs => :seconds)"),
        {"seconds": days * 86400},
    )
    db.session.commit()


def label(author: Author, quiz_id: int, *labels: str, status: int = 200) -> Any:  # Any: JSON
    return author.put(f"/studio/quizzes/{quiz_id}/labels", {"labels": labels}, status)


# Labels, states, search and order


def test_labels_are_each_authors_own(people: dict[str, Author], ada: Author) -> None:
    other = ada.new_quiz(title="Other")
    assert label(ada, 1, "Biology", "7b", "Biology")["labels"] == ["7b", "Biology"]
    label(ada, other, "Biology")
    label(people["view"], 1, "Borrowed")

    assert titles(ada, "label=7b") == ["Small"]
    assert ada.get("/studio/labels")["labels"] == [
        {"label": "7b", "quizzes": 1},
        {"label": "Biology", "quizzes": 2},
    ]
    assert people["view"].get("/studio/labels")["labels"] == [{"label": "Borrowed", "quizzes": 1}]
    assert people["view"].get("/studio/quizzes/1")["labels"] == ["Borrowed"]
    assert titles(people["view"], "show=shared&label=7b") == []
    label(ada, 1)
    assert titles(ada, "label=7b") == []


@pytest.mark.parametrize("wrong", ["", " ", "x" * 61, "\u202e", "a\nb"])
def test_a_label_can_be_read(ada: Author, wrong: str) -> None:
    label(ada, ada.new_quiz(), wrong, status=422)


def test_a_quiz_has_few_labels(ada: Author) -> None:
    label(ada, ada.new_quiz(), *(f"label {number}" for number in range(11)), status=422)


def test_the_list_is_filtered_by_state(ada: Author) -> None:
    ada.new_quiz(content("one"), title="Out")
    changed = ada.new_quiz(content("one"), title="Changed")
    ada.add(changed, content("two"))
    ada.new_quiz(title="Begun")

    assert titles(ada, "state=published") == ["Out"]
    assert titles(ada, "state=changed") == ["Changed"]
    assert titles(ada, "state=draft") == ["Begun"]


def test_it_is_searched_by_title_label_and_the_words_of_questions(ada: Author) -> None:
    cell = ada.new_quiz(content("one", prompt="What makes ATP?"), title="Cells")
    drafted = ada.new_quiz(title="Python")
    ada.add(drafted, content("one", prompt="line\nbreak `list.append`", tags=["data types"]))
    label(ada, cell, "Biology 7b")

    assert titles(ada, "search=ell") == ["Cells"]
    assert titles(ada, "search=7B") == ["Cells"]
    assert titles(ada, "search=atp+what") == ["Cells"]
    assert titles(ada, "search=append") == titles(ada, "search=break") == ["Python"]
    assert titles(ada, "search=types") == ["Python"]
    assert titles(ada, "search=choices") == titles(ada, "search=%26") == []


def test_a_search_shows_no_quiz_of_others(people: dict[str, Author]) -> None:
    people["other"].new_quiz(content("one", prompt="A secret"), title="Of another")

    assert titles(people["owner"], "show=all&search=secret") == []
    assert titles(people["admin"], "show=all&search=secret") == ["Of another"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("edited", ["Édith", "Ann", "bob", "Cid"]),
        ("name", ["Ann", "bob", "Cid", "Édith"]),
        ("played", ["Cid", "Ann", "Édith", "bob"]),
        ("attempts", ["Ann", "Cid", "Édith", "bob"]),
    ],
)
def test_it_is_sorted_and_paged_by_key(ada: Author, api: Api, sort: str, order: list[str]) -> None:
    for title in ("Cid", "bob", "Ann"):
        ada.new_quiz(content("one"), title=title)
    ada.new_quiz(title="Édith")
    for slug in ("ann", "ann", "cid"):
        api.start(slug)

    found: list[str] = []
    after = ""
    for _ in order:
        query = {"sort": sort, "limit": 1, **({"after": after} if after else {})}
        page = ada.get(f"/studio/quizzes?{urlencode(query)}")
        found += [quiz["title"] for quiz in page["quizzes"]]
        after = page["next"]

    assert found == order
    assert after is None
    for wrong in ("x~y", f"x~{2**64}", "~1", "-1~1", f"{2**70}~1"):
        if sort != "name":
            ada.get(f"/studio/quizzes?{urlencode({'sort': sort, 'after': wrong})}", 422)


def test_editing_a_draft_brings_its_quiz_to_the_top(ada: Author) -> None:
    first = ada.new_quiz(title="First")
    ada.new_quiz(title="Second")
    assert titles(ada) == ["Second", "First"]

    ada.add(first, content("one"))

    assert titles(ada) == ["First", "Second"]


DRAFTED = """
    INSERT INTO quiz (slug, title, description, description_html, language, settings, owner_id,
        updated_at)
    SELECT 'q-' || n, n, '', '', 'en', '{}', :owner, now() - n % 7 * interval '1 hour'
    FROM generate_series(1, 40) AS n;
    INSERT INTO quiz_draft (quiz_id, content, edited_at)
    SELECT id, '{}', now() - title::int % 11 * interval '1 hour' FROM quiz WHERE title::int % 3 > 0
"""
LAST_EDITED = """
    SELECT title FROM quiz LEFT JOIN quiz_draft ON quiz_id = id
    ORDER BY greatest(updated_at, edited_at) DESC, id DESC
"""


@pytest.mark.parametrize("limit", [1, 3, 50])
def test_pages_have_each_quiz_once_whether_it_or_its_draft_was_edited_last(
    ada: Author, limit: int
) -> None:
    db.session.execute(text(DRAFTED), {"owner": ada.id})
    db.session.commit()

    found: list[str] = []
    after: str | None = ""
    while after is not None and len(found) < 50:
        query = {"limit": limit, **({"after": after} if after else {})}
        page = ada.get(f"/studio/quizzes?{urlencode(query)}")
        found += [quiz["title"] for quiz in page["quizzes"]]
        after = page["next"]

    assert found == list(db.session.scalars(text(LAST_EDITED)))
    assert len(found) == 40


MANY = """
    INSERT INTO quiz (slug, title, description, description_html, language, settings, owner_id,
        updated_at)
    SELECT 'q-' || n, 'Quiz number ' || n, '', '', 'en', '{}', :owner,
        now() - n * interval '1 second'
    FROM generate_series(1, 500) AS n;
    INSERT INTO attempt (id, quiz_id, question_ids, question_points, feedback, shuffle_seed,
        max_score)
    SELECT gen_random_uuid(), id, '{}', '{}', 'immediate', 1, 0
    FROM quiz, generate_series(1, 40)
"""


def test_five_hundred_quizzes_are_listed_fast_in_every_order(
    ada: Author, queries: Callable[[], list[str]], cpu_seconds: Callable[[], float]
) -> None:
    db.session.execute(text(MANY), {"owner": ada.id})
    db.session.commit()
    db.session.execute(text("ANALYZE quiz, attempt"))
    db.session.commit()

    for sort in ("edited", "name", "played", "attempts"):
        before = cpu_seconds()
        for _ in range(5):
            queries()
            ada.get(f"/studio/quizzes?limit=30&sort={sort}")
        assert len(queries()) <= 2, "the session, and the list"
        assert (cpu_seconds() - before) / 5 < 0.1, sort


# Covers


def test_a_cover_is_shown_to_players_at_an_address_that_stays(
    ada: Author, client: FlaskClient, api: Api
) -> None:
    quiz_id = ada.new_quiz(content("one"))
    path = f"/studio/quizzes/{quiz_id}/cover"
    assert api.get("/quizzes/small")["cover"] is None
    api.get("/quizzes/small/cover", 404)

    media = upload(ada.client, image("PNG"))
    assert ada.put(path, {"media": media["id"]})["cover"] == media["id"]

    assert api.get("/quizzes/small")["cover"] == "/api/quizzes/small/cover"
    shown = client.get("/api/quizzes/small/cover")
    assert (shown.mimetype, len(shown.data)) == (media["media_type"], media["size"])
    again = client.get("/api/quizzes/small/cover", headers={"If-None-Match": shown.headers["ETag"]})
    assert again.status_code == 304
    ada.patch(f"/studio/quizzes/{quiz_id}", {"visibility": "private"})
    api.get("/quizzes/small/cover", 404)
    assert ada.put(path, {"media": None})["cover"] is None


def test_a_cover_is_an_image_that_is_stored(ada: Author) -> None:
    path = f"/studio/quizzes/{ada.new_quiz()}/cover"
    sound = upload(ada.client, mp3(), media_type="audio/mpeg")

    assert ada.put(path, {"media": sound["id"]}, 422)["errors"][0]["code"] == "cover-not-image"
    ada.put(path, {"media": "0" * 64}, 404)
    ada.put(path, {"media": "nothing"}, 422)


def test_a_cover_is_kept_and_a_former_one_for_a_day(ada: Author) -> None:
    quiz_id = ada.new_quiz()
    media = upload(ada.client, image("PNG"))["id"]
    ada.put(f"/studio/quizzes/{quiz_id}/cover", {"media": media})
    age()
    assert unused() == []

    ada.put(f"/studio/quizzes/{quiz_id}/cover", {"media": None})

    assert list(remove()) == []
    age()
    assert [gone.id for gone in remove()] == [media]


# Deleting


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
    label(ada, quiz_id, "7b")
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


def test_after_the_grace_it_is_restored_no_more_even_before_it_is_removed(ada: Author) -> None:
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


def test_after_the_grace_nothing_of_it_is_left(ada: Author, api: Api) -> None:
    quiz_id = ada.new_quiz(content("one"), content("two"))
    attempt = api.start()
    api.answer(attempt, attempt["questions"][0])
    ada.post(f"/studio/quizzes/{quiz_id}/accommodations", {"label": "Ann"}, 201)
    label(ada, quiz_id, "7b")
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
