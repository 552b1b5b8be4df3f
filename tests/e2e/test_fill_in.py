"""Questions with gaps, and formulas."""

import re

from playwright.sync_api import expect

from tests.support.browser import OpenPage
from tests.support.looks import EVERY_SIZE, STILL, fits, look_at


def test_gaps_are_filled_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page(**STILL)
    page.get_by_role("button", name="Start Gaps").click()
    check = page.get_by_role("button", name="Check answer")
    first, second, third = (page.get_by_label(f"Blank {number} of 3") for number in (1, 2, 3))
    expect(page.get_by_label("Blank 2 of 3, in m")).to_be_visible()
    expect(check).to_be_disabled()
    look_at(page, *EVERY_SIZE)

    page.keyboard.press("1")  # a digit key focuses its gap
    expect(first).to_be_focused()
    page.keyboard.type("Canbera 1a")  # and inside a gap it types the digit
    expect(first).to_have_value("Canbera 1a")
    first.fill("Canbera")
    page.keyboard.press("Enter")  # on to the next empty gap
    expect(second).to_be_focused()
    page.keyboard.type("high")
    expect(page.get_by_text("Enter a number.")).to_be_visible()
    expect(check).to_be_disabled()
    look_at(page, *EVERY_SIZE)
    second.fill("2230")
    expect(page.get_by_text(re.compile(r"Blank 2 of 3: Read as 2\s230 m\."))).to_be_visible()
    page.keyboard.press("Tab")
    expect(third).to_be_focused()
    page.keyboard.type("stop")
    expect(third.locator("option:checked")).to_have_text(re.compile("^stop"))
    page.keyboard.press("Shift+Tab")
    expect(second).to_be_focused()
    look_at(page, *EVERY_SIZE)
    page.keyboard.press("Enter")  # no gap is empty: it is checked

    expect(page.locator(".verdict.partly")).to_be_visible()
    expect(page.locator(".outcome > button")).to_be_focused()
    words = ["your answer, partly correct", "your answer, correct", "your answer, wrong"]
    for place, word in zip(page.locator(".gap").all(), words, strict=True):
        expect(place).to_contain_text(f"({word})")
    expect(page.locator(".filled.right")).to_have_text(
        ["Canberra(correct answer)", "end(correct answer)"]
    )
    look_at(page, *EVERY_SIZE)

    page.keyboard.press("Enter")
    expect(page.get_by_text("Question 2 of 2")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.get_by_label("Blank 1 of 3").fill("Canberra")
    check.click()  # a gap may stay empty
    expect(page.locator(".verdict.partly")).to_be_visible()
    expect(page.get_by_text("left blank")).to_have_count(2)
    assert fits(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your result")).to_be_visible()
    page.locator("summary").first.click()
    expect(page.locator(".gap .filled").first).to_be_visible()
    look_at(page, *EVERY_SIZE)


def test_gaps_respect_the_csp_and_survive_a_reload(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="Start Gaps").click()
    page.get_by_label("Blank 1 of 3").fill("Canberra" * 20)
    page.get_by_label("Blank 3 of 3").select_option("end")
    assert fits(page)
    page.get_by_role("button", name="Check answer").click()
    expect(page.locator(".gap .filled")).to_have_count(5)

    page.reload()
    page.get_by_label("Blank 1 of 3").fill("Canberra")
    expect(page.get_by_text("Question 2 of 2")).to_be_visible()


CLIPPED = "all => all.filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.innerText)"


def test_formulas_are_rendered_and_wide_ones_scroll(open_page: OpenPage) -> None:
    page = open_page(**STILL)
    page.get_by_role("button", name="Start Formulas").click()
    expect(page.locator(".prompt math")).to_have_count(6)
    expect(page.locator(".prompt code")).to_have_text(r"$\nonsense{$")
    fraction = page.locator(".prompt math mfrac").first.bounding_box()
    assert fraction
    assert fraction["height"] > fraction["width"]  # rendered as a formula, not as plain text
    wide = page.get_by_role("group", name="Formula").first
    wide.focus()
    page.keyboard.press("ArrowRight")
    expect(wide).to_be_focused()
    look_at(page, *EVERY_SIZE)
    page.locator(".choice").first.click()
    expect(page.locator(".verdict math").first).to_be_visible()
    expect(page.locator("div.choice")).to_have_count(4)
    assert page.locator(".choice").evaluate_all(CLIPPED) == []
    look_at(page, *EVERY_SIZE)
