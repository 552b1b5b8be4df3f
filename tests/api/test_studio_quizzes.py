"""An author's quizzes: who may do what with them, the list, copies, the archive, files."""

import json
import time
from collections.abc import Callable
from statistics import median
from typing import Any
from urllib.parse import urlencode

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.library.packs import Pack
from backend.models import db
from tests.accounts import add_user
from tests.conftest import Api
from tests.studio import Author, content, prompts

NO_ID = "00000000-0000-4000-8000-000000000000"


def author(app: OpenAPI, name: str, role: Any = "author") -> Author:
    email = f"{name.lower()}@example.org"
    add_user(email, role, name)
    return Author(app, email)


@pytest.fixture
def ada(app: OpenAPI) -> Author:
    return author(app, "Ada")


@pytest.fixture
def people(app: OpenAPI, ada: Author) -> dict[str, Author]:
    """A quiz of Ada's, number 1, and people who may do less and less with it."""
    ada.new_quiz(content("one"), content("two"))
    everybody = {"owner": ada, "admin": author(app, "Root", "admin")}
    for name in ("edit", "view", "other"):
        everybody[name] = author(app, name)
    shares = [{"email": f"{may}@example.org", "may": may} for may in ("edit", "view")]
    ada.put("/studio/quizzes/1/shares", {"shares": shares})
    return everybody


ROUTES: list[tuple[str, str, str, Any]] = [
    # right, method, path below the quiz, body
    ("view", "GET", "", None),
    ("view", "GET", "/draft", None),
    ("view", "GET", "/export", None),
    ("view", "GET", "/questions/1/history", None),
    ("view", "POST", "/duplicate", {"title": "Copy"}),
    ("edit", "POST", "/draft", {}),
    ("edit", "PATCH", "/draft", {"version": 1, "title": "New"}),
    ("edit", "POST", "/draft/questions", {"content": content("three")}),
    ("edit", "PUT", f"/draft/questions/{NO_ID}", {"version": 1, "content": {}}),
    ("edit", "DELETE", f"/draft/questions/{NO_ID}?version=1", None),
    ("edit", "POST", f"/draft/questions/{NO_ID}/move", {"before": None}),
    ("edit", "POST", "/draft/restore", {"question_id": 1}),
    ("edit", "POST", "/draft/publish", {}),
    ("edit", "DELETE", "/draft", None),
    ("own", "POST", "/draft/publish", {"visibility": "public"}),
    ("own", "PATCH", "", {"visibility": "private"}),
    ("own", "POST", "/archive", {}),
    ("own", "POST", "/restore", {}),
    ("own", "GET", "/shares", None),
    ("own", "PUT", "/shares", {"shares": []}),
]
RANK = {"view": 1, "edit": 2, "own": 3}
MAY = {"other": 0, "view": 1, "edit": 2, "owner": 3, "admin": 3}


@pytest.mark.parametrize(
    ("right", "method", "path", "body"), ROUTES, ids=[f"{r[1]} {r[2]} {r[0]}" for r in ROUTES]
)
def test_each_route_asks_for_its_right(
    people: dict[str, Author], right: str, method: str, path: str, body: Any
) -> None:
    for name, person in sorted(people.items(), key=lambda item: MAY[item[0]]):
        answer = person.client.open(f"/api/studio/quizzes/1{path}", method=method, json=body)
        if MAY[name] == 0:
            assert answer.status_code == 404, name
            assert "not shared with you" in answer.text
        elif MAY[name] < RANK[right]:
            assert answer.status_code == 403, name
        elif NO_ID in path:
            assert answer.status_code == 404, name
            assert "question" in answer.text
        else:
            assert answer.status_code in (200, 201, 204, 404, 409), (name, answer.text)
            assert (
                answer.status_code != 404 or "draft" in answer.text
            )  # discarded by the one before


def test_every_route_of_the_studio_is_among_those_that_ask(app: OpenAPI) -> None:
    """Or it is about no quiz in particular."""
    asking = set()
    for _, method, path, _ in ROUTES:
        rule = path.partition("?")[0].replace(NO_ID, "<uuid:draft_id>")
        asking.add((method, rule.replace("questions/1", "questions/<int:question_id>")))
    below = "/api/studio/quizzes/<int:quiz_id>"
    found = {
        (method, rule.rule.removeprefix(below))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith(below)
    }
    others = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/studio") and not rule.rule.startswith(below)
    }

    assert found == asking
    assert others == {
        *("/api/studio/quizzes", "/api/studio/imports", "/api/studio/preview", "/api/studio/try"),
        "/api/studio/media",
    }


def titles(author: Author, query: str = "") -> list[str]:
    return [quiz["title"] for quiz in author.get(f"/studio/quizzes?{query}")["quizzes"]]


def test_the_list_shows_mine_shared_all_and_archived(
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


def test_it_tells_attempts_and_whether_a_draft_differs(ada: Author, api: Api) -> None:
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


def test_it_is_searched_by_title_and_paged_by_key(ada: Author) -> None:
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
    ada: Author, queries: Callable[[], list[str]]
) -> None:
    db.session.execute(text(MANY), {"owner": ada.id})
    db.session.commit()
    db.session.execute(text("ANALYZE quiz"))
    db.session.commit()

    for query in ("limit=50", "limit=50&search=999", "limit=50&show=all&search=nothing"):
        taken = []
        for _ in range(9):
            queries()
            before = time.perf_counter()
            ada.get(f"/studio/quizzes?{query}")
            taken.append(time.perf_counter() - before)
        assert len(queries()) <= 2, "the session, and the list"
        assert median(taken) < 0.1, query


def test_reading_and_writing_take_a_number_of_statements_that_does_not_grow(
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


def test_an_archived_quiz_is_not_started_but_played_on(ada: Author, api: Api) -> None:
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


def test_slug_and_visibility_are_changed_at_once(ada: Author, api: Api, quiz: Pack) -> None:
    quiz_id = ada.new_quiz(content("one"), title="Other")

    assert ada.patch(f"/studio/quizzes/{quiz_id}", {"slug": "small"}, 409)["detail"]
    ada.patch(f"/studio/quizzes/{quiz_id}", {"slug": "No Slug"}, 422)
    ada.patch(f"/studio/quizzes/{quiz_id}", {"slug": "capitals", "visibility": "unlisted"})
    api.start("capitals")
    ada.patch(f"/studio/quizzes/{quiz_id}", {"visibility": "private"})
    api.post("/quizzes/capitals/attempts", {}, 404)


def test_a_quiz_is_shared_with_people_who_have_an_account(app: OpenAPI, ada: Author) -> None:
    quiz_id = ada.new_quiz()
    author(app, "Ben")
    path = f"/studio/quizzes/{quiz_id}/shares"

    shared = ada.put(path, {"shares": [{"email": "Ben@Example.org", "may": "view"}]})

    assert shared == ada.get(path)
    assert shared["shares"] == [{"email": "ben@example.org", "name": "Ben", "may": "view"}]
    ada.put(path, {"shares": [{"email": "nobody@example.org", "may": "view"}]}, 422)
    ada.put(path, {"shares": [{"email": "ada@example.org", "may": "view"}]}, 422)
    ada.put(path, {"shares": []})
    assert ada.get(path)["shares"] == []


def import_(author: Author, text: str, status: int = 200, **changes: Any) -> Any:  # Any: JSON
    return author.post("/studio/imports", {"name": "x.md", "text": text, **changes}, status)


@pytest.mark.parametrize("form", ["markdown", "json", "yaml"])
def test_what_is_exported_is_imported_as_the_same(ada: Author, form: str) -> None:
    quiz_id = ada.new_quiz(content("one", points=2), content("two", source={"author": "Me"}))
    answer = ada.client.get(f"/api/studio/quizzes/{quiz_id}/export?format={form}")
    name = answer.headers["Content-Disposition"].partition('"')[2].rstrip('"')

    done = import_(ada, answer.text, name=name)

    assert (done["good"], done["refused"], done["faults"]) == (2, 0, [])
    copy, original = ada.draft(done["quiz_id"]), ada.draft(quiz_id)
    contents = [[q["content"] for q in draft["questions"]] for draft in (copy, original)]
    assert contents[0] == contents[1]
    assert copy["fields"] == original["fields"]


FAULTY = """---
title: Faulty
---

## Question: one {type: number}

How many?

### Answer

7

## Question: two {type: number}

And now?

### Answer

many
"""


def test_of_a_faulty_file_nothing_is_imported_unless_it_is_wanted(ada: Author) -> None:
    report = import_(ada, FAULTY)
    assert (report["quiz_id"], report["good"], report["refused"]) == (None, 1, 1)
    assert (report["faults"][0]["line"], report["faults"][0]["question"]) == (13, "two")
    assert titles(ada) == []

    done = import_(ada, FAULTY, only_good=True)

    assert prompts(ada.draft(done["quiz_id"])) == ["How many?"]
    assert titles(ada) == ["Faulty"]


def test_a_file_is_added_to_a_draft_under_names_that_are_free(people: dict[str, Author]) -> None:
    owner = people["owner"]

    import_(owner, FAULTY, only_good=True, quiz_id=1)
    import_(people["view"], FAULTY, 403, only_good=True, quiz_id=1)
    import_(people["other"], FAULTY, 404, only_good=True, quiz_id=1)

    names = [question["content"]["id"] for question in owner.draft(1)["questions"]]
    assert names == ["one", "two", "one-2"]


def test_a_large_file_is_imported_in_few_statements(
    ada: Author, queries: Callable[[], list[str]]
) -> None:
    question = {"type": "number", "prompt": "How many?", "key": 7}
    every = [{"id": f"q{number}", **question} for number in range(2000)]
    queries()
    before = time.perf_counter()
    done = import_(ada, json.dumps({"title": "Large", "questions": every}), name="x.json")

    assert done["good"] == 2000
    assert len(queries()) <= 20
    assert time.perf_counter() - before < 5
    more = json.dumps({"title": "More", "questions": every[:1]})
    import_(ada, more, 422, name="x.json", quiz_id=done["quiz_id"])


def test_a_draft_is_exported_only_if_it_is_right(ada: Author) -> None:
    quiz_id = ada.new_quiz(content("one"))
    path = f"/api/studio/quizzes/{quiz_id}/export?format=json&of="
    question = ada.draft(quiz_id)["questions"][0]

    changed = ada.put_question(quiz_id, question, prompt="Better")
    drafted, published = (
        json.loads(ada.client.get(path + of).text) for of in ("draft", "published")
    )
    assert drafted["questions"][0]["prompt"] == "Better"
    assert published["questions"][0]["prompt"] == "Prompt of one"
    ada.put_question(quiz_id, changed, prompt="")
    assert ada.client.get(path + "draft").status_code == 422
    ada.get(f"/studio/quizzes/{quiz_id}/export?format=docx", 422)
