"""Settings, bank, sharing and printing by keys alone: the focus is seen, and never lost."""

import pytest
from playwright.sync_api import expect

from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.keyboard import Keyboard
from tests.support.looks import DESKTOP, PHONE
from tests.support.studio_pages import Studio, saved

SIZES = [pytest.param(DESKTOP, id="desktop"), pytest.param(PHONE, id="phone")]
CLIPBOARD = ["clipboard-read", "clipboard-write"]
KEYS = (
    content("first", prompt="Which key is the first?", tags=["cells"]),
    content("last", prompt="Which key is the last?", tags=["cells"]),
)


@pytest.mark.parametrize("viewport", SIZES)
def test_settings(ada: OpenPage, viewport: object) -> None:
    page = ada(path=None, viewport=viewport, permissions=CLIPBOARD)
    studio = Studio(page)
    quiz = studio.quiz("Keys in settings", content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}?at=settings")
    expect(page.get_by_label("Link name")).to_be_visible()
    keys = Keyboard(page)

    everything = keys.stops()
    for name in ("Settings", "Practice", "Title", "Attempts allowed", "Player’s name", "Licences"):
        assert any(stop.startswith(name) for stop in everything), (name, everything)

    page.reload()
    expect(page.get_by_label("Link name")).to_be_visible()
    keys.to("Homework")
    keys.press("Enter")
    keys.press("Escape")
    keys.to("Ask for an access code")
    keys.press("Space")
    keys.on("Access code")
    keys.type("mitosis")
    keys.to("Attempts allowed")
    keys.press("ArrowDown", "ArrowDown")
    keys.to("Player’s name")
    keys.type("Grace")
    keys.press("Enter")
    expect(page.get_by_text("Link for Grace copied.")).to_be_visible()
    keys.on("Player’s name")
    keys.to("Remove: Grace")
    keys.press("Enter")
    keys.on("Keep link")
    keys.to("Remove link")
    keys.press("Enter")
    keys.on("Player’s name")
    saved(page)

    settings = studio.send("GET", f"/quizzes/{quiz['id']}/draft")["fields"]["settings"]
    assert (settings["code"], settings["attempts"]) == ("mitosis", 2)


@pytest.mark.parametrize("viewport", SIZES)
def test_bank(ada: OpenPage, viewport: object) -> None:
    page = ada(path=None, viewport=viewport)
    studio = Studio(page)
    source = studio.quiz("Keys in the bank", *KEYS)
    name = f"{'Phone' if viewport == PHONE else 'Desk'} keys to the bank"
    target = studio.quiz(name, publish=False)
    page.goto(f"/studio/bank?quiz={source['id']}")
    expect(page.locator(".bank-row")).to_have_count(2)
    keys = Keyboard(page)

    keys.to("Search questions")
    keys.type("key is the last")
    expect(page.locator(".bank-row")).to_have_count(1)
    keys.to("Select: Which key is the last?")
    keys.press("Space")
    keys.to("Add tags")
    keys.press("Enter")
    keys.on("Tags")
    assert len(keys.stops()) <= 5, "the dialog keeps the focus"
    keys.to("Tags")
    keys.type("exam")
    keys.press("Enter")
    expect(page.get_by_text("1 question changed.")).to_be_visible()
    keys.on("Add tags")
    keys.to("Copy to quiz", "Shift+Tab")
    keys.press("Enter")
    keys.type(name)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="keys to")).to_have_count(1)  # the search is done
    keys.to(name)
    keys.press("Enter")
    expect(page.get_by_text("1 question copied")).to_be_visible()
    keys.focus_is_seen()
    assert studio.prompts(target["id"]) == ["Which key is the last?"]

    page.reload()
    expect(page.locator(".bank-row")).to_have_count(2)
    keys.to("Select all listed questions")
    keys.press("Space")
    keys.to("Clear selection")
    keys.press("Enter")
    keys.on("Question bank")
    keys.to("Select: Which key is the first")
    keys.press("Space")
    keys.to("Delete")
    keys.press("Enter")
    keys.on("Cancel")
    keys.press("Escape")
    keys.on("Delete")
    keys.press("Enter")
    keys.to("Delete question")
    keys.press("Enter")
    expect(page.locator(".bank-row")).to_have_count(1)
    keys.on("Question bank")


@pytest.mark.parametrize("viewport", SIZES)
def test_from_the_list_to_sharing_and_printing(ada: OpenPage, viewport: object) -> None:
    page = ada(path=None, viewport=viewport, permissions=CLIPBOARD)
    quiz = Studio(page).quiz("Keys to share", content("one"), content("two"))
    page.goto("/studio")
    expect(page.get_by_role("button", name="Share: Keys to share").first).to_be_visible()
    keys = Keyboard(page)
    keys.to("Share: Keys to share")
    keys.press("Enter")
    keys.on("Copy link")
    keys.press("Enter")
    expect(page.get_by_text("Link copied.")).to_be_visible()
    stops = keys.stops()
    for name in ("Show large", "Download the QR code as PNG", "Print as a handout", "Embed"):
        assert any(stop.startswith(name) for stop in stops), (name, stops)
    keys.to("Show large")
    keys.press("Enter")
    page.keyboard.press("Escape")
    # It is gone when full screen has ended, too.
    expect(page.locator("dialog .screen")).to_have_count(0)
    keys.on("Show large")
    keys.press("Escape")
    keys.on("Share: Keys to share")
    expect(page.get_by_role("dialog")).to_have_count(0)

    keys.press("Enter")
    keys.on("Copy link")
    keys.to("Create link: more time")
    keys.press("Enter")
    expect(page).to_have_url(f"/studio/quiz/{quiz['id']}?at=settings#more-time")
    keys.on("Player’s name")
    keys.to("Share", "Shift+Tab")
    keys.press("Enter")
    keys.on("Copy link")
    keys.to("Print as a handout")
    keys.press("Enter")
    keys.on("Print “Keys to share”")
    page.evaluate("window.print = () => { window.printed = true }")
    keys.press("Tab", "ArrowRight")
    expect(page.locator(".sheet")).to_have_count(4)
    keys.to("With the answer key")
    keys.press("Space")
    expect(page.locator(".sheet")).to_have_count(2)
    keys.to("Print")
    keys.press("Enter")
    assert page.evaluate("window.printed")
    keys.to("Back to the quiz")
    keys.press("Enter")
    keys.on("Keys to share")
    expect(page).to_have_url(f"/studio/quiz/{quiz['id']}")


def test_the_skip_link_leads_to_the_content(open_page: OpenPage) -> None:
    page = open_page("/", viewport=DESKTOP)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)
