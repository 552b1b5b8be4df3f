"""Every control in every state, in the client of a development build."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import OpenPage
from tests.support.looks import DESKTOP, DEVELOPED, EVERY_SIZE, look_at
from tests.support.pseudo import CLIENT, Walk
from tests.support.site import Site

MIDDLE_OF_LABEL = """input => {
    const range = document.createRange()
    const label = input.closest('label')
    label.scrollIntoView({block: 'center'})
    range.selectNodeContents(label.querySelector('span') ?? label)
    const {left, width, top, height} = range.getBoundingClientRect()
    return [left + width / 2, top + height / 2]
}"""


@pytest.fixture
def visited(developed: Site) -> Site:
    return developed


@pytest.fixture
def parts(open_page: OpenPage) -> Page:
    page = open_page("/studio/parts", viewport=DESKTOP, **DEVELOPED)
    expect(page.get_by_role("heading", name="Parts", exact=True)).to_be_visible()
    return page


def test_every_control_is_accessible_in_both_densities(parts: Page) -> None:
    look_at(parts, *EVERY_SIZE)
    parts.get_by_role("button", name="Compact").click()
    look_at(parts, *EVERY_SIZE)


def test_menus_and_dialogs_are_accessible_and_keep_the_focus(parts: Page) -> None:
    more = parts.get_by_role("button", name="More", exact=True)
    more.focus()
    parts.keyboard.press("Enter")
    expect(parts.get_by_role("menuitem", name="Edit")).to_be_focused()
    look_at(parts)
    parts.keyboard.press("Escape")
    expect(more).to_be_focused()

    more.click()
    parts.mouse.click(5, 5)
    expect(parts.get_by_role("menu")).to_have_count(0)
    more.click()
    more.click()
    expect(parts.get_by_role("menu")).to_have_count(0)

    opener = parts.get_by_role("button", name="Open the dialog")
    opener.click()
    expect(parts.get_by_role("button", name="Keep")).to_be_focused()
    look_at(parts)
    parts.keyboard.press("Escape")
    expect(opener).to_be_focused()

    parts.get_by_role("button", name="Delete a question").click()
    expect(parts.get_by_role("button", name="Undo").last).to_be_visible()
    look_at(parts)


def test_a_hand_that_moves_while_it_presses_still_chooses(parts: Page) -> None:
    inputs = parts.locator("label input:is([type=radio], [type=checkbox]):enabled")
    expect(inputs.first).to_be_attached()
    for box in inputs.all():
        before = box.is_checked()
        x, y = box.evaluate(MIDDLE_OF_LABEL)
        parts.mouse.move(x - 2, y)
        parts.mouse.down()
        parts.mouse.move(x + 2, y)
        parts.mouse.up()
        expect(box).to_be_checked(checked=box.get_attribute("type") == "radio" or not before)


def test_an_icons_name_is_seen_with_the_focus_and_put_away(parts: Page) -> None:
    share = parts.get_by_role("button", name="Share")
    tip = share.locator(".tip")
    share.hover()
    expect(tip).to_be_visible()
    parts.mouse.move(0, 0)
    expect(tip).to_be_hidden()

    parts.get_by_role("button", name="Star").focus()
    parts.keyboard.press("Shift+Tab")
    expect(tip).to_be_visible()
    parts.keyboard.press("Escape")
    expect(tip).to_be_hidden()


@pytest.mark.parametrize("locale", ["en-XA", "ar-XB"])
def test_long_and_mirrored_texts_fit_into_every_control(open_page: OpenPage, locale: str) -> None:
    walk = Walk(open_page(None, viewport=DESKTOP, **DEVELOPED), locale)
    walk.page.goto("/studio/parts")
    expect(walk.page.locator(".empty-state")).to_be_visible()
    walk.look("parts")

    assert not walk.found, "\n".join(walk.found)


def test_no_release_has_the_page_of_parts() -> None:
    scripts = list((CLIENT / "dist/assets").glob("*.js"))

    assert scripts
    assert not [s.name for s in scripts if "Hamburgefonstiv" in s.read_text()]
