"""Images and sounds in questions, and questions about a place on an image."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.support.browser import OpenPage, until
from tests.support.looks import DESKTOP, EVERY_SIZE, PHONE, STILL, look_at
from tests.support.player_pages import go_on, prompt


def begin(page: Page) -> None:
    page.get_by_role("button", name="Start Places").click()
    expect(page.get_by_text("Question 1 of 3")).to_be_visible()


def loaded(page: Page) -> bool:
    until(page, "[...document.images].every(i => i.complete)")
    result: bool = page.evaluate("[...document.images].every(i => i.naturalWidth > 0)")
    return result


def play_areas(page: Page) -> None:
    """Pick a wrong area on the image and the right one in the list; half of that is lost."""
    expect(page.get_by_role("button", name="Check answer")).to_be_disabled()
    box = page.locator(".board").bounding_box()
    assert box
    page.mouse.click(box["x"] + 0.7 * box["width"], box["y"] + 0.2 * box["height"])
    expect(page.get_by_role("button", name="Area B")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Area A").click()


def play_point(page: Page) -> None:
    """Miss the area."""
    expect(page.locator(".board path")).to_have_count(0)
    surface = page.get_by_role("application")
    box = surface.bounding_box()
    assert box
    page.mouse.click(box["x"] + 0.5 * box["width"], box["y"] + 0.5 * box["height"])
    expect(page.locator(".spot svg")).to_be_visible()


@pytest.mark.parametrize("size", EVERY_SIZE, ids=lambda size: size["width"])
def test_places_are_picked(open_page: OpenPage, size: ViewportSize) -> None:
    page = open_page(viewport=size, **STILL)
    begin(page)
    for number in (1, 2, 3):
        expect(page.get_by_text(f"Question {number} of 3")).to_be_visible()
        expect(page.locator(".board, .choices")).not_to_have_count(0)
        assert loaded(page)
        if page.locator(".rich img").count():
            page.locator(".choice").first.click()
        else:
            (play_areas if page.locator(".board path").count() else play_point)(page)
            look_at(page)
            page.get_by_role("button", name="Check answer").click()
        expect(page.locator(".verdict")).to_be_visible()
        look_at(page)
        go_on(page)
    expect(page.get_by_role("heading", name="Your result")).to_be_visible()
    for summary in page.locator("summary").all():
        summary.click()
    expect(page.locator(".board").first).to_be_visible()
    look_at(page)


def test_places_are_picked_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page(viewport=DESKTOP)
    begin(page)
    for number in (1, 2, 3):
        expect(page.get_by_text(f"Question {number} of 3")).to_be_visible()
        expect(page.locator(".board, .choices")).not_to_have_count(0)
        if prompt(page) == "Prompt of point":
            page.keyboard.press("Tab")  # from the heading
            expect(page.get_by_role("application")).to_be_focused()
            page.keyboard.press("ArrowLeft")  # to the middle
            expect(page.get_by_role("status")).to_contain_text("50% from the left")
            for _ in range(3):
                page.keyboard.press("Shift+ArrowLeft")
                page.keyboard.press("Shift+ArrowUp")
            page.keyboard.press("ArrowDown")
            expect(page.get_by_role("status")).to_contain_text("20% from the left, 21% from")
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("a")
            if prompt(page) == "Prompt of areas":
                page.keyboard.press("Enter")
        expect(page.locator(".verdict.good")).to_be_visible()
        expect(page.locator(".outcome > button")).to_be_focused()
        page.keyboard.press("Enter")
    expect(page.locator(".figure")).to_have_text("3 out of 3")


def test_right_areas_are_shown_in_lines_and_words(open_page: OpenPage) -> None:
    page = open_page()
    begin(page)
    for _ in range(3):
        expect(page.locator(".board, .choices")).not_to_have_count(0)
        if prompt(page) == "Prompt of point":
            play_point(page)
            page.get_by_role("button", name="Check answer").click()
            expect(page.locator(".line.wrongPick")).to_contain_text("50% from the left")
            expect(page.locator(".line.wrongPick")).to_contain_text("your answer, wrong")
            expect(page.locator(".line.right")).to_contain_text("Outlined on the image")
            expect(page.locator(".board g.right")).to_have_count(1)
            expect(page.locator(".spot")).to_contain_text("✗")
        elif prompt(page) == "Prompt of areas":
            play_areas(page)
            page.get_by_role("button", name="Check answer").click()
            expect(page.locator(".choice.rightPick")).to_contain_text("your answer, correct")
            expect(page.locator(".choice.wrongPick")).to_contain_text("your answer, wrong")
            expect(page.locator(".letter.rightPick")).to_have_text("A ✓")
            expect(page.locator(".letter.wrongPick")).to_have_text("B ✗")
        else:
            page.locator(".choice").first.click()
        go_on(page)


def test_an_image_keeps_its_place_while_it_loads(open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE)
    page.route("**/api/media/*", lambda route: None)  # it never comes
    begin(page)
    for _ in range(3):
        expect(page.locator(".board, .choices")).not_to_have_count(0)
        for shown in page.locator("img").all():
            box = shown.bounding_box()
            assert box
            assert box["height"] == pytest.approx(box["width"] * 0.6, abs=2)
        if prompt(page) == "Prompt of point":
            play_point(page)
        else:
            page.locator(".choice").first.click()
        check = page.get_by_role("button", name="Check answer")
        if check.count():
            check.click()
        go_on(page)


def test_a_sound_can_be_played(open_page: OpenPage) -> None:
    page = open_page()
    begin(page)
    while not page.locator("audio").count():
        if prompt(page) == "Prompt of point":
            play_point(page)
        else:
            page.locator(".choice").first.click()
        page.get_by_role("button", name="Check answer").click()
        go_on(page)
        expect(page.locator(".board, .choices")).not_to_have_count(0)
    sound = page.locator("audio")

    expect(sound).to_have_attribute("aria-label", "A beep")
    assert sound.evaluate("node => node.networkState") != 2  # nothing is fetched before it is asked
    sound.evaluate("""async node => {
        node.muted = true
        await node.play()
        await new Promise(ended => node.onended = ended)
    }""")
