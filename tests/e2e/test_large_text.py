"""Text at 200 % on a phone: no word is broken, and nothing is cut or covered."""

import pytest
from playwright.sync_api import expect

from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.looks import PHONE, STILL, broken_words, enlarge_text, look_at
from tests.support.player_pages import answer, go_on, start
from tests.support.studio_pages import Studio


def test_choices_verdicts_and_result_are_read_in_large_text(open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE, **STILL)
    enlarge_text(page)
    expect(page.get_by_role("link", name="Skip to")).not_to_be_in_viewport()
    start(page)
    assert broken_words(page, ".choice .text") == []
    look_at(page)
    for right in (True, False, True):
        answer(page, right)
        expect(page.locator(".verdict")).to_be_visible()
        assert broken_words(page, ".choice .text, .verdict h2") == []
        look_at(page)
        go_on(page)
    expect(page.locator(".figure")).to_be_visible()
    assert broken_words(page, ".figure") == []
    look_at(page)


@pytest.mark.parametrize("slug", ["ordering", "matching", "categorise", "poll"])
def test_items_are_read_in_large_text(open_page: OpenPage, slug: str) -> None:
    page = open_page(f"/quiz/{slug}", viewport=PHONE, **STILL)
    enlarge_text(page)
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".question")).to_be_visible()
    expect(page.locator(".choice, .item, li .text").first).to_be_visible()
    assert broken_words(page, ".choice .text, .item, li .text") == []
    look_at(page)


WHOLE = "header, main h1:not(.unseen), main .button, main .preset"
OF_STUDIO = ["", "/bank", "/lists", "/players/Ann", "/account"]
OF_QUIZ = ["", "?at=settings", "?at=collaborators", "?at=files", "/results", "/try", "/print"]


def test_the_studio_is_read_in_large_text(ada: OpenPage) -> None:
    page = ada(path=None, viewport=PHONE, **STILL)
    quiz = Studio(page).quiz("Large", content("one"), content("two"))["id"]
    for path in OF_STUDIO + [f"/quiz/{quiz}{part}" for part in OF_QUIZ]:
        page.goto(f"/studio{path}")
        enlarge_text(page)
        expect(page.locator("main h1").first).to_be_attached()
        expect(page.locator("main .skeleton, main [aria-busy=true]")).to_have_count(0)
        header = page.get_by_role("banner").bounding_box()
        assert header, path
        assert header["height"] <= PHONE["height"] / 4, (path, header["height"])
        assert broken_words(page, WHOLE) == [], path
        look_at(page)
    page.goto(f"/studio/quiz/{quiz}")
    page.locator(".side .name").first.click()
    enlarge_text(page)
    expect(page.get_by_label("Type", exact=True)).to_be_visible()
    look_at(page)
