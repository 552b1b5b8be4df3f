"""The bank: all questions of an author, listed, searched and paged."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.library.packs import load_pack
from backend.models import db
from tests.support.authors import Author, content, new_author, prompts
from tests.support.bank import act, change, found, ids
from tests.support.questions import pack

Json = Any  # whatever the API answers


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
