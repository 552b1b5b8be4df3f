"""The list of an author's quizzes: labels, states, search and order."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import text

from backend.models import db
from tests.support.api import Api
from tests.support.authors import Author, content, titles


def label(author: Author, quiz_id: int, *labels: str, status: int = 200) -> Any:  # Any: JSON
    return author.put(f"/studio/quizzes/{quiz_id}/labels", {"labels": labels}, status)


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
