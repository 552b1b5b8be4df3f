"""The tour that ships with Popquiz: played from start to end, and copied by an author."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from backend.library.packs import PACKS, load_pack, read_pack
from backend.models import db
from tests.support.accounts import add_user
from tests.support.browser import OpenPage, until
from tests.support.looks import DESKTOP, EVERY_SIZE, PHONE, STILL, look_at
from tests.support.player_pages import go_on
from tests.support.site import Site

BUTTERFLY = ["Egg", "Caterpillar", "Chrysalis", "Butterfly"]
THANKS = {"French": "merci", "German": "danke", "Spanish": "gracias", "Japanese": "arigatō"}
ABOVE, BELOW = "Above the ground", "Below the ground"
GROWS = {
    **dict.fromkeys(("Pumpkin", "Pineapple", "Artichoke"), ABOVE),
    **dict.fromkeys(("Carrot", "Potato", "Peanut"), BELOW),
}


@pytest.fixture
def tour(site: Site) -> Iterator[None]:
    """The site has the tour, until the test is over."""
    with site.app.app_context():
        load_pack(read_pack(PACKS / "a-tour-of-popquiz.yaml"))
        db.session.execute(text("UPDATE quiz SET archived_at = NULL WHERE origin = 'pack'"))
        db.session.commit()
    yield
    with site.app.app_context():
        db.session.execute(
            text("UPDATE quiz SET archived_at = now() WHERE slug = 'a-tour-of-popquiz'")
        )
        db.session.commit()


def check(page: Page) -> None:
    page.get_by_role("button", name="Check answer").click()


def single(page: Page) -> None:
    page.get_by_role("button", name="Show a hint").click()
    expect(page.get_by_text("comes from the Americas")).to_be_visible()
    page.get_by_role("button", name="A tomato").click()
    expect(page.get_by_text("Well spotted")).to_be_visible()


def multiple(page: Page) -> None:
    page.locator(".choice", has_text="kayak").click()
    page.locator(".choice", has_text="level").click()
    check(page)


def truefalse(page: Page) -> None:
    expect(page.locator(".rich img")).to_have_js_property("complete", True)
    assert page.locator(".rich img").evaluate("node => node.naturalWidth") > 0
    page.get_by_role("button", name="False").click()


def number(page: Page) -> None:
    expect(page.locator("math").first).to_be_visible()
    page.get_by_role("spinbutton", name="Type your number").fill("4")
    page.keyboard.press("Tab")
    check(page)


def short_text(page: Page) -> None:
    page.get_by_label("Your answer").fill("A towel")
    check(page)


def blanks(page: Page) -> None:
    page.get_by_label("Blank 1 of 3").fill("while")
    page.get_by_label("Blank 2 of 3").fill("1")
    page.get_by_label("Blank 3 of 3").select_option(label="3")
    check(page)


def ordering(page: Page) -> None:
    for place, item in enumerate(BUTTERFLY):
        while page.locator("li .text").all_inner_texts().index(item) > place:
            row = page.get_by_role("listitem").filter(has_text=item)
            row.get_by_role("button", name="Move up").click()
    check(page)


def put(page: Page, solution: dict[str, str]) -> None:
    for item, place in solution.items():
        pressed = page.locator(".item").filter(has=page.get_by_text(item, exact=True))
        if pressed.get_attribute("aria-expanded") == "false":
            pressed.click()
        page.get_by_role("group", name=item).get_by_role("button", name=place, exact=True).click()
    check(page)


def hotspot(page: Page) -> None:
    box = page.get_by_role("application").bounding_box()
    assert box
    page.mouse.click(box["x"] + 0.7 * box["width"], box["y"] + 0.175 * box["height"])
    check(page)


def poll(page: Page) -> None:
    expect(page.locator("audio")).to_have_attribute(
        "aria-label", "Two humming tones, one after the other"
    )
    length = page.locator("audio").evaluate("""async node => {
        node.muted = true
        await node.play()
        return node.duration
    }""")
    assert 1.5 < length < 4
    page.get_by_role("button", name="Higher").click()


def wordcloud(page: Page) -> None:
    page.get_by_role("textbox").fill("short")
    page.keyboard.press("Enter")


ANSWERS: list[tuple[Callable[[Page], None], str]] = [
    (single, "good"),
    (multiple, "partly"),
    (truefalse, "good"),
    (number, "good"),
    (short_text, "good"),
    (blanks, "good"),
    (ordering, "good"),
    (lambda page: put(page, THANKS), "good"),
    (lambda page: put(page, GROWS), "good"),
    (hotspot, "good"),
    (poll, ""),
    (wordcloud, ""),
]
"""How each question is answered, in the tour's order, and the verdict on that."""


@pytest.mark.usefixtures("tour")
def test_the_tour_is_played_on_a_phone(open_page: OpenPage) -> None:
    page = open_page(**STILL)
    page.get_by_role("button", name="Start A tour of Popquiz").click()
    for index, (answer, verdict) in enumerate(ANSWERS, start=1):
        expect(page.get_by_text(f"Question {index} of {len(ANSWERS)}")).to_be_visible()
        until(page, "[...document.images].every(i => i.complete)")
        answer(page)
        expect(page.locator(f".verdict.{verdict}" if verdict else ".verdict")).to_be_visible()
        look_at(page, PHONE, DESKTOP)
        go_on(page)

    expect(page.get_by_role("heading", name="Your result")).to_be_visible()
    expect(page.locator(".figure")).to_contain_text("9.67 out of 10")


def studio_of(name: str, site: Site, open_page: OpenPage, *expected: str) -> Page:
    """The list of quizzes of an author that has just been added."""
    email = f"{name.lower()}@example.org"
    with site.app.app_context():
        add_user(email, name=name)
    page = open_page("/studio", expect=expected, user=email, **STILL)
    expect(page.get_by_role("heading", name="Your quizzes will be here")).to_be_visible()
    return page


@pytest.mark.usefixtures("tour")
def test_an_author_without_quizzes_opens_a_copy_of_the_tour(
    open_page: OpenPage, site: Site
) -> None:
    page = studio_of("Tara", site, open_page)
    look_at(page, *EVERY_SIZE)
    page.get_by_role("button", name="Open a copy of the tour").click()

    page.wait_for_url("**/studio/quiz/*")
    expect(page.get_by_text("You are in Pompeii").first).to_be_visible()
    page.goto("/studio")
    expect(page.get_by_role("link", name="My tour of Popquiz").first).to_be_visible()
    expect(page.get_by_role("button", name="Open a copy of the tour")).to_have_count(0)


def test_without_the_tour_the_page_says_so(open_page: OpenPage, site: Site) -> None:
    page = studio_of("Theo", site, open_page, "404")
    page.get_by_role("button", name="Open a copy of the tour").click()

    expect(page.get_by_role("alert")).to_contain_text("quiz")
    look_at(page, *EVERY_SIZE)
