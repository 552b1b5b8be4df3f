"""Slugs of titles."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask_openapi3 import OpenAPI
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from backend.document.question import Slug
from backend.library.quizzes import new_quiz
from backend.library.slugs import LONGEST, suggested
from tests.support.authors import Author, new_author


@given(title=st.text(max_size=120))
def test_every_title_yields_a_slug(title: str) -> None:
    slug = suggested(title)

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= LONGEST


@pytest.mark.parametrize("slug", ["a" * 80, "-".join(["ab"] * 26), "a"])
def test_every_deduplicated_slug_is_valid(app: OpenAPI, slug: str) -> None:
    for _ in range(12):
        TypeAdapter(Slug).validate_python(new_quiz(None, "Title", "en", slug).slug)


def test_concurrent_quizzes_with_one_title_get_distinct_slugs(app: OpenAPI) -> None:
    ada = new_author(app, "Ada")
    template = ada.new_quiz(title="Same")

    browsers = [Author(app, ada.email) for _ in range(10)]

    def create(number: int) -> None:
        path = f"/{template}/duplicate" if number % 2 else ""
        browsers[number].post(f"/studio/quizzes{path}", {"title": "Same"}, 201)

    with ThreadPoolExecutor(10) as threads:
        list(threads.map(create, range(10)))

    slugs = {quiz["slug"] for quiz in ada.get("/studio/quizzes")["quizzes"]}
    assert slugs == {"same", *(f"same-{number}" for number in range(2, 12))}
