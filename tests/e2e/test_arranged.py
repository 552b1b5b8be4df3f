"""Statements, polls, and questions whose answers are arranged: by touch, mouse, keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browser import OpenPage
from tests.support.looks import DESKTOP, PHONE, STILL, fits, look_at
from tests.support.pointers import drag
from tests.support.questions import ordering

PLANETS = [text.strip("*`") for text in ordering("")["items"]]
PLACES = {"nginx": "HTTP", "PostgreSQL": "SQL", "uWSGI": "HTTP"}
CLASSES = {"whale": "Mammals", "bat": "Mammals", "ostrich": "Birds", "penguin": "Birds"}


def begin(page: Page, title: str) -> None:
    page.get_by_role("button", name=f"Start {title}").click()
    expect(page.get_by_text("Question 1 of 1")).to_be_visible()
    expect(page.locator(".choice, .handle, .item").first).to_be_visible()


def shown(page: Page) -> list[str]:
    """The planets from top to bottom."""
    return page.locator("li .text").all_inner_texts()


def row(page: Page, planet: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=planet)


def order(page: Page) -> None:
    for place, planet in enumerate(PLANETS):
        while shown(page).index(planet) > place:
            row(page, planet).get_by_role("button", name="Move up").tap()


def put(page: Page, solution: dict[str, str]) -> None:
    """In another order than on the screen: each item is pressed first, unless it is open."""
    for item, place in solution.items():
        pressed = page.locator(".item").filter(has=page.get_by_text(item, exact=True))
        if pressed.get_attribute("aria-expanded") == "false":
            pressed.tap()
        page.get_by_role("group", name=item).get_by_role("button", name=place, exact=True).tap()


def vote(page: Page) -> None:
    for index in (0, 2):
        page.locator(".choice").nth(index).tap()


ANSWERED: dict[str, Callable[[Page], None]] = {
    "Truefalse": lambda page: page.locator(".choice").first.tap(),
    "Poll": vote,
    "Ordering": order,
    "Matching": lambda page: put(page, PLACES),
    "Categorise": lambda page: put(page, CLASSES),
}


@pytest.mark.parametrize("title", ANSWERED)
def test_arranging_works_on_a_phone(open_page: OpenPage, title: str) -> None:
    page = open_page(has_touch=True, **STILL)
    begin(page, title)
    look_at(page)

    ANSWERED[title](page)
    look_at(page)
    if title != "Truefalse":
        page.locator(".check button").last.tap()  # or the order is kept, if it was right at first

    verdict = page.locator(".verdict")
    expect(verdict).to_contain_text("Thank you." if title == "Poll" else "1 of 1")
    expect(page.locator(".wrongPick")).to_have_count(0)
    look_at(page)
    page.locator(".outcome > button").tap()
    expect(page.locator(".score .stamp")).to_have_count(0 if title == "Poll" else 1)
    expect(page.locator(".score")).to_contain_text(
        "Thank you." if title == "Poll" else "1 out of 1"
    )
    page.locator("summary").tap()
    expect(page.locator(".choice, .line").first).to_be_visible()
    outcome = page.locator(".review .head")
    expect(outcome).to_contain_text("Poll" if title == "Poll" else "1 of 1")
    look_at(page)


DIGITS = {"Matching": PLACES, "Categorise": CLASSES}


@pytest.mark.parametrize("title", ANSWERED)
def test_arranging_works_by_keyboard_alone(open_page: OpenPage, title: str) -> None:
    page = open_page(viewport=DESKTOP)
    begin(page, title)
    if title == "Truefalse":
        page.keyboard.press("t")
    elif title == "Poll":
        page.keyboard.press("1")
        page.keyboard.press("c")
    elif title == "Ordering":
        for place, planet in enumerate(PLANETS, start=1):
            if shown(page)[place - 1] != planet:
                page.keyboard.press(str(shown(page).index(planet) + 1))
                expect(row(page, planet).locator(".handle")).to_have_attribute(
                    "aria-pressed", "true"
                )
                page.keyboard.press(str(place))
                expect(page.locator("li .text").nth(place - 1)).to_have_text(planet)
    else:
        for count in range(1, len(DIGITS[title]) + 1):
            item = page.locator("[aria-expanded=true] > .text").inner_text()
            places = page.locator(".places .text").all_inner_texts()
            page.keyboard.press(str(places.index(DIGITS[title][item]) + 1))
            expect(page.locator(".check")).to_contain_text(f"{count} of {len(DIGITS[title])}")
    if (kept := page.get_by_role("button", name="Keep this order")).count():
        kept.press("Enter")
    elif title != "Truefalse":
        page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text(
        "Thank you." if title == "Poll" else "1 of 1."
    )
    expect(page.locator(".outcome > button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your result")).to_be_visible()


def test_arrow_keys_move_the_focused_item(open_page: OpenPage) -> None:
    page = open_page(viewport=DESKTOP)
    begin(page, "Ordering")
    planet = shown(page)[2]
    handle = row(page, planet).locator(".handle")
    handle.focus()

    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("status")).to_have_text(f"{planet}, now 2 of 5.")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")  # there is nothing above

    expect(page.get_by_role("status")).to_have_text(f"{planet}, now 1 of 5.")
    expect(handle).to_be_focused()
    assert shown(page)[0] == planet


def test_tab_and_enter_are_enough_to_place_items(open_page: OpenPage) -> None:
    page = open_page(viewport=DESKTOP)
    begin(page, "Categorise")
    first = page.locator(".item").first
    for _ in range(10):
        page.keyboard.press("Tab")
        if first.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(first).to_contain_text("Mammals")
    expect(page.locator(".item").nth(1)).to_be_focused()
    expect(page.locator(".item").nth(1)).to_have_attribute("aria-expanded", "true")


@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "touch"])
def test_items_are_dragged(open_page: OpenPage, touch: bool) -> None:
    page = open_page(viewport=PHONE if touch else DESKTOP, has_touch=touch)
    begin(page, "Ordering")
    before = shown(page)
    boxes = [box for handle in page.locator(".handle").all() if (box := handle.bounding_box())]
    x, tops = boxes[0]["x"] + 10, [box["y"] + 20 for box in boxes]
    scrolled = page.evaluate("scrollY")

    steps = [(x, tops[3]), (x, tops[3] - 8), (x, tops[2]), (x, tops[0] - 8)]
    drag(page, steps, touch=touch)
    expect(page.get_by_role("status")).to_have_text(f"{before[3]}, now 1 of 5.")
    assert shown(page) == [before[3], *before[:3], before[4]]
    # In one step, and past the last one.
    drag(page, [(x, tops[0]), (x, tops[4] + 8)], touch=touch)

    expect(page.get_by_role("status")).to_have_text(f"{before[3]}, now 5 of 5.")
    assert shown(page) == [*before[:3], before[4], before[3]]
    assert page.evaluate("scrollY") == scrolled
    expect(page.locator(".dragged, .picked")).to_have_count(0)


def test_right_and_wrong_are_stated_in_words(open_page: OpenPage) -> None:
    page = open_page()
    begin(page, "Ordering")
    for planet in PLANETS:  # each to the top: the opposite order
        while shown(page).index(planet) > 0:
            row(page, planet).get_by_role("button", name="Move up").click()
    page.get_by_role("button", name="Check answer").click()

    expect(page.locator(".verdict.wrong")).to_contain_text("0 of 1")
    lines = page.locator(".line")
    expect(lines).to_have_count(10)
    expect(lines.nth(0)).to_contain_text("Correct position 5")
    expect(lines.nth(0)).to_contain_text("your answer, wrong")
    expect(lines.nth(2)).to_contain_text("your answer, correct")
    expect(lines.nth(5)).to_contain_text("Mercury")
    expect(lines.nth(5)).to_contain_text("correct answer")


def test_items_can_be_left_unplaced(open_page: OpenPage) -> None:
    page = open_page(has_touch=True)
    begin(page, "Matching")
    put(page, {"nginx": "FTP"})
    page.keyboard.press("Enter")  # reaches the next item, not the server
    expect(page.locator(".verdict")).to_have_count(0)

    page.get_by_role("button", name="Check answer").tap()

    expect(page.locator(".verdict.wrong")).to_be_visible()
    nginx = page.locator(".line").filter(has_text="nginx")
    expect(nginx).to_contain_text("You answered FTP")
    expect(nginx).to_contain_text("Correct HTTP")
    expect(page.locator(".line").filter(has_text="uWSGI")).to_contain_text("You answered nothing")
    assert fits(page)


def test_a_narrow_screen_needs_no_sideways_scrolling(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 320, "height": 600})
    for title in ("Ordering", "Matching", "Categorise"):
        begin(page, title)
        assert fits(page)
        page.goto("/")
