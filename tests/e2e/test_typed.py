"""Questions whose answer is typed."""

import re

from playwright.sync_api import expect

from tests.support.browser import OpenPage
from tests.support.looks import EVERY_SIZE, STILL, fits, look_at


def test_numbers_are_typed(open_page: OpenPage) -> None:
    page = open_page(**STILL)
    page.get_by_role("button", name="Start Numbers").click()
    for index, (typed, verdict, lines) in enumerate(
        [("1000", "wrong", 2), ("48", "partly", 2)], start=1
    ):
        expect(page.get_by_text(f"Question {index} of 2")).to_be_visible()
        expect(page.get_by_role("button", name="Check answer")).to_be_disabled()
        page.get_by_label("Your number").click()
        page.keyboard.type("many")
        expect(page.get_by_text("Enter a number.")).to_be_visible()
        page.keyboard.press("Enter")  # and nothing is sent
        look_at(page, *EVERY_SIZE)
        page.get_by_label("Your number").fill(typed)
        expect(page.get_by_text(re.compile(rf"Read as {typed[:1]}\s?{typed[1:]}"))).to_be_visible()
        assert fits(page)
        page.keyboard.press("Enter")
        expect(page.locator(f".verdict.{verdict}")).to_be_visible()
        expect(page.locator(".line")).to_have_count(lines)
        expect(page.locator(".outcome > button")).to_be_focused()
        look_at(page, *EVERY_SIZE)
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your result")).to_be_visible()
    page.locator("summary").first.click()
    expect(page.locator(".line").first).to_be_visible()
    look_at(page, *EVERY_SIZE)


def test_words_are_typed(open_page: OpenPage) -> None:
    page = open_page(**STILL)
    page.get_by_role("button", name="Start Words").click()
    for typed, verdict, lines in [("Canbera", "partly", 2), ("  canberra ", "good", 1)]:
        expect(page.get_by_role("button", name="Check answer")).to_be_disabled()
        page.get_by_label("Your answer").fill(typed)
        look_at(page)
        page.keyboard.press("Enter")
        expect(page.locator(f".verdict.{verdict}")).to_be_visible()
        expect(page.locator(".line")).to_have_count(lines)
        look_at(page)
        page.keyboard.press("Enter")
    expect(page.locator(".figure")).to_have_text("1.5 out of 2")


def test_a_very_long_word_fits_a_phone(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 320, "height": 600})
    page.get_by_role("button", name="Start Words").click()
    page.get_by_label("Your answer").fill("العربية" + "🦘" * 90)
    page.keyboard.press("Enter")

    expect(page.locator(".verdict.wrong")).to_be_visible()
    assert fits(page)
