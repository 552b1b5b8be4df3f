"""Text at 200 % on a phone: no word is broken, and nothing is cut or covered."""

import pytest
from playwright.sync_api import expect

from tests.support.browser import OpenPage
from tests.support.looks import PHONE, STILL, broken_words, enlarge_text, look_at
from tests.support.player_pages import answer, go_on, start


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
