"""The bank: all questions of an author, found, used again, and changed several at once."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.library.packs import Pack, load_pack
from backend.models import db
from tests.support.api import Api
from tests.support.authors import Author, content, new_author, prompts
from tests.support.questions import pack

Json = Any  # whatever the API answers


def found(author: Author, **query: Any) -> list[Json]:
    return list(author.get(f"/studio/bank/questions?{urlencode(query)}")["questions"])


def ids(author: Author, **query: Any) -> list[str]:
    return [question["content"]["id"] for question in found(author, **query)]


def which(question: Json) -> Json:
    return {name: question[name] for name in ("quiz_id", "draft_id", "question_id", "version")}


def act(author: Author, action: str, questions: list[Json], status: int = 200, **more: Any) -> Json:
    body = {"questions": [which(question) for question in questions], **more}
    return author.post(f"/studio/bank/{action}", body, status)


def change(author: Author, questions: list[Json], status: int = 200, **fields: Any) -> Json:
    changes = [{"question": which(question), "fields": fields} for question in questions]
    return author.post("/studio/bank/change", {"changes": changes}, status)


@pytest.fixture
def shelf(ada: Author) -> dict[str, int]:
    """Two quizzes of Ada's: one published with a later draft, one never published."""
    cell = ada.new_quiz(
        content("atp", prompt="Which organelle makes ATP?", tags=["cell biology"], difficulty=3),
        content("ribo", prompt="What does a ribosome do?", tags=["cell biology"]),
        title="Cells",
    )
    code = ada.new_quiz(title="Code")
    ada.add(code, content("list", prompt="What does `list.append` do?", tags=["python"]))
    ada.add(code, {"id": "empty", "type": "poll"})
    return {"cell": cell, "code": code}


def test_it_shows_what_the_editor_shows_the_last_changed_first(
    ada: Author, shelf: dict[str, int]
) -> None:
    ada.put_question(shelf["cell"], ada.draft(shelf["cell"])["questions"][1], prompt="Better?")

    assert ids(ada) == ["ribo", "empty", "list", "atp"]
    [ribo, *_] = found(ada)
    assert (ribo["quiz"], ribo["may"], ribo["version"]) == ("Cells", "own", 2)
    assert ribo["content"]["prompt"] == "Better?"
    assert ribo["content"]["body"]["key"] == "a"


def test_it_is_searched_and_filtered(ada: Author, shelf: dict[str, int]) -> None:
    assert ids(ada, search="organ atp") == ["atp"]
    assert ids(ada, search="append") == ids(ada, search="LIST.app") == ["list"]
    assert ids(ada, search="cell") == ["ribo", "atp"]  # their tag
    assert ids(ada, search="prompt") == ids(ada, search="?!") == []
    assert ids(ada, type="poll") == ["empty"]
    assert ids(ada, tag="cell biology") == ["ribo", "atp"]
    assert ids(ada, difficulty=3) == ["atp"]
    assert ids(ada, quiz_id=shelf["cell"]) == ["atp", "ribo"]  # in the quiz's order
    assert ids(ada, quiz_id=shelf["cell"], search="ribosome", tag="cell biology") == ["ribo"]
    assert ada.get("/studio/bank/tags")["tags"] == ["cell biology", "python"]
    ada.get("/studio/bank/questions?tag=%00", 422)
    ada.get("/studio/bank/questions?search=%00", 422)


@pytest.mark.parametrize("by_quiz", [False, True])
def test_it_is_paged_by_key(ada: Author, shelf: dict[str, int], by_quiz: bool) -> None:
    query = {"quiz_id": shelf["code"]} if by_quiz else {}
    whole = ids(ada, **query)
    pages: list[str] = []
    after = None
    for _ in whole:
        asked = {**query, "limit": 1, **({"after": after} if after else {})}
        page = ada.get(f"/studio/bank/questions?{urlencode(asked)}")
        pages += [question["content"]["id"] for question in page["questions"]]
        after = page["next"]

    assert pages == whole
    assert after is None
    for wrong in ("x", "2026-01-01T00:00:00Z~1~x~y", f"2026-01-01T00:00:00Z~{2**64}~1~y"):
        ada.get(f"/studio/bank/questions?{urlencode({'after': wrong})}", 422)


def test_of_a_quiz_without_a_draft_it_shows_the_published_questions(app: OpenAPI) -> None:
    load_pack(pack())
    admin = new_author(app, "Root", "admin")

    questions = found(admin, search="q1")

    assert [question["content"]["id"] for question in questions] == ["q1"]
    assert (questions[0]["draft_id"], questions[0]["version"]) == (None, 0)
    assert admin.get("/studio/bank/tags")["tags"] == ["test"]


def test_authors_find_their_own_and_shared_questions_only(
    people: dict[str, Author], ada: Author
) -> None:
    people["other"].new_quiz(content("secret", prompt="Secret"))

    assert ids(ada) == ids(people["view"]) == ids(people["edit"]) == ["two", "one"]
    assert ids(people["view"], show="mine") == ids(ada, show="shared") == []
    assert ids(people["view"], show="shared") == ["two", "one"]
    assert ids(people["other"]) == ["secret"]
    assert ids(people["other"], search="Prompt of one") == []
    assert people["other"].get("/studio/bank/tags")["tags"] == ["test"]
    people["other"].get("/studio/bank/questions?quiz_id=1", 404)
    assert ids(people["admin"]) == []  # not everybody's, unless one asks for one quiz
    assert ids(people["admin"], quiz_id=1) == ["one", "two"]


def test_each_action_asks_for_its_right(people: dict[str, Author]) -> None:
    questions = found(people["view"])
    own = {
        name: person.new_quiz(title=f"Of {name}")
        for name, person in people.items()
        if name in ("view", "other", "edit")
    }

    act(people["other"], "copy", questions, 404, into=own["other"])
    act(people["view"], "copy", questions, 403, into=1)
    act(people["view"], "move", questions, 403, into=own["view"])
    act(people["view"], "delete", questions, 403)
    change(people["view"], questions, 403, points=2)
    act(people["other"], "delete", questions, 404)
    act(people["view"], "copy", questions[:1], 201, into=own["view"])
    act(people["edit"], "move", questions[:1], into=own["edit"])

    assert prompts(people["owner"].draft(1)) == ["Prompt of one"]
    assert prompts(people["edit"].draft(own["edit"])) == ["Prompt of two"]


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


def test_a_quiz_that_is_full_takes_no_more(
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


MANY = """
    INSERT INTO quiz (slug, title, description, description_html, language, settings, owner_id)
    SELECT 'bank-' || n, 'Bank ' || n, '', '', 'en', '{}', :owner FROM generate_series(1, 100) n;
    INSERT INTO quiz_draft (quiz_id, content) SELECT id, '{}' FROM quiz;
    INSERT INTO question_draft (id, quiz_id, position, content, edited_at)
    SELECT gen_random_uuid(), 1 + n / 200, n % 200, jsonb_build_object(
            'id', 'q' || n, 'type', CASE n % 3 WHEN 0 THEN 'multiple' ELSE 'single' END,
            'prompt', 'Which of these is number ' || n || ' in the list of ' || md5(n::text) || '?',
            'body', jsonb_build_object('key', 'a', 'choices', jsonb_build_array(
                jsonb_build_object('id', 'a', 'text', 'The answer ' || n),
                jsonb_build_object('id', 'b', 'text', 'Another answer ' || md5(n::text)))),
            'explanation', 'Because of ' || repeat('the reason that everyone knows ', 5) || n,
            'tags', jsonb_build_array('tag ' || n % 50), 'difficulty', 1 + n % 3, 'points', 1),
        now() - n * interval '1 second'
    FROM generate_series(0, 19999) AS n
"""


def test_twenty_thousand_questions_are_searched_fast(
    ada: Author, queries: Callable[[], list[str]], cpu_seconds: Callable[[], float]
) -> None:
    db.session.execute(text(MANY), {"owner": ada.id})
    db.session.commit()
    db.session.execute(text("ANALYZE quiz, quiz_draft, question_draft"))
    db.session.commit()

    for query in (
        *({}, {"search": "number"}, {"search": "the answer 19"}, {"search": "17999"}),
        *({"tag": "tag 7"}, {"type": "multiple", "difficulty": 2}, {"search": "nothing"}),
    ):
        found(ada, **query)
        before = cpu_seconds()
        for _ in range(5):
            queries()
            found(ada, limit=30, **query)
        assert len(queries()) <= 5, query
        assert (cpu_seconds() - before) / 5 < 0.25, query
    before = cpu_seconds()
    assert len(ada.get("/studio/bank/tags")["tags"]) == 50
    assert cpu_seconds() - before < 0.3
