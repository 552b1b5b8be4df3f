"""Answers to a word cloud: how authors see them, and what they hide."""

import json
from typing import Any

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import select

from backend.models import Question, db
from tests.support.api import Api, check_status
from tests.support.attempts import play
from tests.support.authors import Author, content
from tests.support.tables import only_quiz

CLOUD = content("one", type="wordcloud", body={"entries": 2, "hidden": ["*spam*"]})


@pytest.fixture
def quiz_id(ada: Author, api: Api) -> int:
    """A published word cloud that three have answered."""
    quiz_id = ada.new_quiz(CLOUD)
    for words in (["Café", "buy spam"], ["café"], ["cafe", "Tea"]):
        play(api, "small", {"Prompt of one": {"words": words}})
    return quiz_id


def cloud(author: Author, quiz_id: int) -> Any:  # Any: JSON
    [figures] = author.get(f"/studio/quizzes/{quiz_id}/figures")["questions"]
    return figures


def shown(figures: Any) -> dict[str, Any]:  # Any: JSON
    """By answer: how often, and what hides it."""
    return {one["label"]: (one["count"], one["hidden_by"]) for one in figures["labels"]}


def hide(author: Author, quiz_id: int, question_id: int, *hidden: str, status: int = 204) -> None:
    path = f"/api/studio/quizzes/{quiz_id}/questions/{question_id}/hidden"
    check_status(author.client.put(path, json={"hidden": list(hidden)}), status)


def test_answers_are_counted_as_they_are_usually_spelled(ada: Author, quiz_id: int) -> None:
    figures = cloud(ada, quiz_id)

    assert shown(figures) == {"Café": (3, None), "Tea": (1, None), "buy spam": (1, "*spam*")}
    assert (figures["hidden"], figures["may_hide"], figures["credit"]) == (["*spam*"], True, None)
    assert all(label["right"] is None for label in figures["labels"])


def test_hiding_changes_the_question_in_place(ada: Author, api: Api, quiz_id: int) -> None:
    question_id = cloud(ada, quiz_id)["id"]

    hide(ada, quiz_id, question_id, "tea", "*cafe*")

    figures = cloud(ada, quiz_id)
    assert shown(figures) == {"Café": (3, "*cafe*"), "Tea": (1, "tea"), "buy spam": (1, None)}
    assert figures["id"] == question_id
    assert api.start()["questions"][0]["id"] == question_id
    [drafted] = ada.draft(quiz_id)["questions"]
    assert drafted["content"]["body"] == {"entries": 2, "hidden": ["tea", "*cafe*"]}
    exported = ada.client.get(f"/api/studio/quizzes/{quiz_id}/export?format=json")
    assert json.loads(exported.data)["questions"][0]["hidden"] == ["tea", "*cafe*"]


def test_what_the_editor_hides_makes_no_new_edition(ada: Author, quiz_id: int) -> None:
    question_id = cloud(ada, quiz_id)["id"]
    [drafted] = ada.post(f"/studio/quizzes/{quiz_id}/draft", {})["questions"]
    ada.put_question(quiz_id, drafted, body={"entries": 2, "hidden": ["tea"]})
    ada.publish(quiz_id)

    assert cloud(ada, quiz_id)["id"] == question_id
    assert shown(cloud(ada, quiz_id))["Tea"] == (1, "tea")


def test_an_older_edition_is_filtered_as_the_current_one(ada: Author, quiz_id: int) -> None:
    old = cloud(ada, quiz_id)["id"]
    [drafted] = ada.post(f"/studio/quizzes/{quiz_id}/draft", {})["questions"]
    ada.put_question(quiz_id, drafted, prompt="Better?")
    ada.publish(quiz_id)

    hide(ada, quiz_id, old, "tea")

    assert cloud(ada, quiz_id)["id"] == old
    assert shown(cloud(ada, quiz_id))["Tea"] == (1, "tea")


def test_a_draft_keeps_what_was_hidden_in_the_results(ada: Author, quiz_id: int) -> None:
    draft = ada.post(f"/studio/quizzes/{quiz_id}/draft", {})["questions"][0]
    hide(ada, quiz_id, cloud(ada, quiz_id)["id"], "tea")

    conflict = ada.put_question(quiz_id, draft, status=409, prompt="Typed meanwhile")

    assert conflict["current"]["content"]["body"]["hidden"] == ["tea"]
    ada.publish(quiz_id)
    assert cloud(ada, quiz_id)["hidden"] == ["tea"]


def test_a_copy_of_the_quiz_has_its_own(ada: Author, quiz_id: int) -> None:
    copy = ada.post(f"/studio/quizzes/{quiz_id}/duplicate", {"title": "Copy"}, 201)["id"]
    hide(ada, quiz_id, cloud(ada, quiz_id)["id"], "tea")

    [drafted] = ada.draft(copy)["questions"]
    assert drafted["content"]["body"]["hidden"] == ["*spam*"]
    db.session.rollback()
    assert db.session.scalars(select(Question)).one().body["hidden"] == ["*spam*"]


@pytest.mark.parametrize("hidden", [["*"], ["a" * 41], ["two\nlines"]])
def test_words_that_hide_nothing_or_everything_are_refused(
    ada: Author, quiz_id: int, hidden: list[str]
) -> None:
    before = cloud(ada, quiz_id)

    hide(ada, quiz_id, before["id"], *hidden, status=422)

    assert cloud(ada, quiz_id) == before


def test_only_those_who_edit_may_hide(app: OpenAPI, people: dict[str, Author]) -> None:
    quiz = only_quiz()
    [_one, two] = people["owner"].draft(quiz.id)["questions"]

    for who, status in (("view", 403), ("other", 404), ("edit", 404)):
        # It is single choice, which hides nothing.
        hide(people[who], quiz.id, two["question_id"], "tea", status=status)
