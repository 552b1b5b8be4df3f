"""An author's quizzes: list, copies, archive, sharing."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.library.packs import Pack, load_pack
from backend.models import db
from tests.support.api import Api
from tests.support.authors import Author, content, new_author, prompts, titles
from tests.support.questions import pack


def test_the_list_filters_mine_shared_all_and_archived(
    people: dict[str, Author], ada: Author
) -> None:
    other, admin = people["other"], people["admin"]
    other.new_quiz(title="Of another")
    away = ada.new_quiz(title="Put away")
    ada.post(f"/studio/quizzes/{away}/archive", {})

    assert titles(ada) == ["Small"]
    assert titles(people["view"]) == []
    assert titles(people["view"], "show=shared") == titles(people["view"], "show=all") == ["Small"]
    assert titles(other, "show=all") == ["Of another"]
    assert set(titles(admin, "show=all")) == {"Of another", "Small"}
    assert titles(ada, "show=archived") == ["Put away"]
    assert titles(other, "show=archived") == []
    [shared] = people["edit"].get("/studio/quizzes?show=shared")["quizzes"]
    assert (shared["may"], shared["owner"], shared["question_count"]) == ("edit", "Ada", 2)


def test_the_list_counts_published_or_else_draft_questions(ada: Author) -> None:
    drafted = ada.new_quiz()
    ada.add(drafted, content("one"))
    ada.add(drafted, content("two"))
    ada.new_quiz(content("one"))

    listed = ada.get("/studio/quizzes")["quizzes"]

    assert [(q["question_count"], q["drafted_count"]) for q in listed] == [(1, 0), (0, 2)]


def test_the_list_shows_attempts_and_unpublished_changes(ada: Author, api: Api) -> None:
    quiz_id = ada.new_quiz(content("one"))
    api.start()

    [listed] = ada.get("/studio/quizzes")["quizzes"]
    assert (listed["attempt_count"], listed["draft"]) == (1, "same")
    ada.patch(f"/studio/quizzes/{quiz_id}/draft", {"version": 1, "title": "Newer"})
    [listed] = ada.get("/studio/quizzes")["quizzes"]
    assert (listed["title"], listed["draft"]) == ("Newer", "changed")
    ada.delete(f"/studio/quizzes/{quiz_id}/draft")
    [listed] = ada.get("/studio/quizzes")["quizzes"]
    assert (listed["title"], listed["draft"]) == ("Small", "none")


def test_a_new_quiz_asks_all_questions_in_the_authors_time_zone(ada: Author) -> None:
    made = ada.post("/studio/quizzes", {"title": "New", "time_zone": "Europe/Berlin"}, 201)

    settings = ada.get(f"/studio/quizzes/{made['id']}/draft")["fields"]["settings"]
    assert (settings["draw"], settings["time_zone"]) == (None, "Europe/Berlin")
    ada.post("/studio/quizzes", {"title": "New", "time_zone": "Europe/Atlantis"}, 422)


def test_the_list_is_searched_by_title_and_paged_by_key(ada: Author) -> None:
    for title in ("100 %", "A_b", "Capitals", "More capitals"):
        ada.new_quiz(title=title)

    assert titles(ada, "search=CAPITAL") == ["More capitals", "Capitals"]
    assert titles(ada, "search=%25") == ["100 %"]
    assert titles(ada, "search=_") == ["A_b"]
    first = ada.get("/studio/quizzes?limit=3")
    second = ada.get(f"/studio/quizzes?{urlencode({'limit': 3, 'after': first['next']})}")
    assert [q["title"] for q in first["quizzes"]] == ["More capitals", "Capitals", "A_b"]
    assert [q["title"] for q in second["quizzes"]] == ["100 %"]
    assert second["next"] is None
    ada.get("/studio/quizzes?after=2020-99-01~1", 422)


MANY = """
    INSERT INTO quiz (slug, title, description, description_html, language, settings, owner_id,
        updated_at)
    SELECT 'q-' || n, 'Quiz number ' || n, '', '', 'en', '{}', :owner,
        now() - n * interval '1 second'
    FROM generate_series(1, 10000) AS n
"""


def test_ten_thousand_quizzes_are_listed_fast_and_in_few_statements(
    ada: Author, queries: Callable[[], list[str]], cpu_seconds: Callable[[], float]
) -> None:
    db.session.execute(text(MANY), {"owner": ada.id})
    db.session.commit()
    db.session.execute(text("ANALYZE quiz"))
    db.session.commit()

    for query in ("limit=50", "limit=50&search=999", "limit=50&show=all&search=nothing"):
        before = cpu_seconds()
        for _ in range(9):
            queries()
            ada.get(f"/studio/quizzes?{query}")
        assert len(queries()) <= 2, "the session, and the list"
        assert (cpu_seconds() - before) / 9 < 0.1, query


def test_reads_and_writes_take_a_constant_number_of_statements(
    ada: Author, queries: Callable[[], list[str]]
) -> None:
    counts = []
    for size in (2, 12):
        quiz_id = ada.new_quiz(*(content(f"q{number}") for number in range(size)))
        db.session.remove()
        queries()
        draft = ada.draft(quiz_id)
        read = len(queries())
        ada.put_question(quiz_id, draft["questions"][0], prompt="Better")
        changed = len(queries())
        ada.publish(quiz_id)
        counts.append((read, changed, len(queries())))

    assert counts[0] == counts[1]
    assert counts[0][0] <= 5
    assert counts[0][1] <= 9


def test_a_copy_is_private_and_shares_its_questions(people: dict[str, Author]) -> None:
    reader = people["view"]
    copy = reader.post("/studio/quizzes/1/duplicate", {"title": "Mine"}, 201)

    assert (copy["may"], copy["visibility"], copy["slug"]) == ("own", "private", "mine")
    draft = reader.draft(copy["id"])
    assert prompts(draft) == ["Prompt of one", "Prompt of two"]
    assert draft["fields"]["title"] == "Mine"
    reader.put_question(copy["id"], draft["questions"][0], prompt="Mine now")
    reader.publish(copy["id"])
    assert prompts(people["owner"].draft(1)) == ["Prompt of one", "Prompt of two"]
    assert db.session.scalar(text("SELECT count(*) FROM question")) == 3


def test_an_archived_quiz_cannot_start_but_can_be_finished(ada: Author, api: Api) -> None:
    quiz_id = ada.new_quiz(content("one"))
    attempt = api.start()

    ada.post(f"/studio/quizzes/{quiz_id}/archive", {})

    assert api.get("/quizzes")["quizzes"] == []
    api.get("/quizzes/small", 404)
    api.post("/quizzes/small/attempts", {}, 404)
    api.answer(attempt, attempt["questions"][0])
    assert api.finish(attempt)["score"] == 1
    ada.post(f"/studio/quizzes/{quiz_id}/restore", {})
    api.start()


def test_slug_and_visibility_change_immediately(ada: Author, api: Api, quiz: Pack) -> None:
    quiz_id = ada.new_quiz(content("one"), title="Other")

    assert ada.patch(f"/studio/quizzes/{quiz_id}", {"slug": "small"}, 409)["detail"]
    ada.patch(f"/studio/quizzes/{quiz_id}", {"slug": "No Slug"}, 422)
    ada.patch(f"/studio/quizzes/{quiz_id}", {"slug": "capitals", "visibility": "unlisted"})
    api.start("capitals")
    ada.patch(f"/studio/quizzes/{quiz_id}", {"visibility": "private"})
    api.post("/quizzes/capitals/attempts", {}, 404)


def test_a_quiz_is_shared_with_account_holders_only(app: OpenAPI, ada: Author) -> None:
    quiz_id = ada.new_quiz()
    new_author(app, "Ben")
    path = f"/studio/quizzes/{quiz_id}/shares"

    shared = ada.put(path, {"shares": [{"email": "Ben@Example.org", "may": "view"}]})

    assert shared == ada.get(path)
    assert shared["shares"] == [{"email": "ben@example.org", "name": "Ben", "may": "view"}]
    ada.put(path, {"shares": [{"email": "nobody@example.org", "may": "view"}]}, 422)
    ada.put(path, {"shares": [{"email": "ada@example.org", "may": "view"}]}, 422)
    ada.put(path, {"shares": []})
    assert ada.get(path)["shares"] == []


@pytest.mark.parametrize("title", ["\u3164", "\u2800 \u115f", "\u200f", "A" + "\u0335" * 39])
def test_invisible_titles_and_labels_are_refused(ada: Author, title: str) -> None:
    quiz_id = ada.new_quiz()

    fault = ada.post("/studio/quizzes", {"title": title}, 422)["errors"][0]
    assert fault["field"] == "title"
    ada.post(f"/studio/quizzes/{quiz_id}/duplicate", {"title": title}, 422)
    ada.post(f"/studio/quizzes/{quiz_id}/accommodations", {"label": title}, 422)


COPY = {"pack": "small", "title": "My copy"}


def test_a_shipped_quiz_is_copied_by_any_author(ada: Author) -> None:
    load_pack(pack())
    copy = ada.post("/studio/quizzes/copies", COPY, 201)

    assert (copy["may"], copy["visibility"], copy["title"]) == ("own", "private", "My copy")
    assert prompts(ada.draft(copy["id"])) == ["Prompt of q1", "Prompt of q2", "Prompt of q3"]
    assert db.session.scalar(text("SELECT count(*) FROM question")) == 3


def test_the_draft_of_a_shipped_quiz_is_not_copied(app: OpenAPI, ada: Author) -> None:
    load_pack(pack())
    admin = new_author(app, "Root", "admin")
    admin.post("/studio/quizzes/1/draft", {})
    draft = admin.draft(1)
    admin.put_question(1, draft["questions"][0], prompt="Not yet")
    copy = ada.post("/studio/quizzes/copies", COPY, 201)

    assert prompts(ada.draft(copy["id"]))[0] == "Prompt of q1"


@pytest.mark.parametrize(
    "change",
    ["visibility = 'private'", "visibility = 'unlisted'", "archived_at = now()", "origin = NULL"],
)
def test_only_a_public_shipped_quiz_is_copied(ada: Author, change: str) -> None:
    load_pack(pack())
    db.session.execute(text(f"UPDATE quiz SET {change}"))
    db.session.commit()

    problem = ada.post("/studio/quizzes/copies", COPY, 404)
    assert problem["type"].endswith("quiz-not-found")
    assert db.session.scalar(text("SELECT count(*) FROM quiz")) == 1
