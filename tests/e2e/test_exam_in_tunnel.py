"""A game with free navigation goes on without a network, and is handed in later."""

from functools import partial

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_back_and_forth import begin, overview, saved
from tests.support.browser import OFFLINE, OpenPage
from tests.support.looks import EVERY_SIZE, NARROW, STILL, look_at
from tests.support.past import PASS
from tests.support.site import Site
from tests.support.tunnel import KEYS, lose_network, prepare, wait_for_copy
from tests.support.visit import Visit

WAITS = "You’re offline."
PLACE = "node => node.getBoundingClientRect().top + scrollY"


@pytest.fixture
def open_page(visit: Visit) -> OpenPage:
    return partial(visit.open, service_workers="allow", expect=OFFLINE, **STILL)


def enter_tunnel(page: Page) -> None:
    """Start, answer the first question, and lose the network."""
    begin(page)
    prepare(page, media=1)
    wait_for_copy(page)
    page.locator(".choice").nth(0).click()
    saved(page)
    lose_network(page)


def kept(page: Page) -> None:
    expect(page.locator(".question .state")).to_contain_text(WAITS)


def go_to(page: Page, number: int, state: str = "not answered") -> None:
    unfold = overview(page).get_by_role("button", expanded=False)
    if unfold.count():
        unfold.click()
    overview(page).get_by_role("button", name=f"{number}, {state}", exact=True).click()
    expect(page.get_by_text(f"Question {number} of 15")).to_be_visible()


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="Review your answers").first.click()
    page.get_by_role("button", name="Hand in").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Hand in").click()


def test_an_exam_is_played_to_its_end_in_a_tunnel(open_page: OpenPage, site: Site) -> None:
    page = open_page("/quiz/freely")
    enter_tunnel(page)
    before = site.count("answer")

    # A change, a choice of several, a text, an order, and a place on an image.
    page.locator(".choice").nth(1).click()
    kept(page)
    page.get_by_role("button", name="Flag", exact=True).click()
    go_to(page, 2)
    for place in (0, 1):
        page.locator(".choice").nth(place).click()
    kept(page)
    go_to(page, 11)
    page.get_by_role("button", name="Move down:").first.click()
    order = page.locator(".question ol").inner_text()
    kept(page)
    go_to(page, 15)
    page.get_by_role("application").click(position={"x": 60, "y": 60})
    kept(page)
    go_to(page, 5)
    page.get_by_label("Your answer").fill("Lima")

    page.reload()  # what is typed is saved by it

    expect(page.get_by_text("Question 5 of 15")).to_be_visible()
    expect(page.get_by_label("Your answer")).to_have_value("Lima")
    kept(page)
    expect(overview(page)).to_contain_text("5 of 15 answered")
    expect(overview(page)).to_contain_text("1 flagged")
    look_at(page, *EVERY_SIZE)
    go_to(page, 1, "answered, flagged")
    expect(page.locator(".choice.chosen")).to_contain_text("choice b")
    go_to(page, 11, "answered")
    assert page.locator(".question ol").inner_text() == order
    go_to(page, 15, "answered")
    expect(page.locator(".board image, .board img").first).to_be_visible()
    assert site.count("answer") == before
    hand_in(page)
    expect(page.get_by_text("5 answers are saved on this device")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.reload()
    expect(page.get_by_text("5 answers are saved on this device")).to_be_visible()

    page.context.set_offline(False)

    expect(page.locator(".figure")).to_be_visible()
    expect(page.locator(".review").get_by_text("no answer", exact=True)).to_have_count(10)
    expect(page.locator(".review").nth(4)).to_contain_text("Lima")
    assert site.count("answer") == before + 4
    assert page.evaluate(KEYS) == []


def test_a_connection_in_the_middle_saves_and_goes_on(open_page: OpenPage, site: Site) -> None:
    page = open_page("/quiz/freely")
    enter_tunnel(page)
    before = site.count("answer")
    go_to(page, 5)
    page.get_by_label("Your answer").fill("Lima")
    page.get_by_role("button", name="Flag", exact=True).click()
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value("Lima")

    page.context.set_offline(False)

    saved(page)
    assert site.count("answer") == before + 1
    expect(page.get_by_text("Question 5 of 15")).to_be_visible()
    expect(page.get_by_label("Your answer")).to_have_value("Lima")
    expect(page.get_by_role("button", name="Flag", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    page.get_by_label("Your answer").fill("Quito")
    saved(page)
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value("Quito")


def test_an_exam_is_handed_in_from_any_page(open_page: OpenPage, site: Site) -> None:
    page = open_page("/quiz/freely")
    enter_tunnel(page)
    before = site.count("answer")
    go_to(page, 5)
    page.set_viewport_size(NARROW)
    review = page.get_by_role("button", name="Review your answers").first
    before_typing = review.evaluate(PLACE)
    page.get_by_label("Your answer").fill("Lima")
    kept(page)
    assert review.evaluate(PLACE) == before_typing  # or the click that leaves the field would miss
    hand_in(page)
    expect(page.get_by_text("1 answer is saved on this device")).to_be_visible()
    page.get_by_role("link", name="Popquiz").first.click()
    expect(page.get_by_text("1 answer to “Freely” is saved on this device")).to_be_visible()
    page.close()

    page.context.set_offline(False)
    page = page.context.new_page()
    page.goto("/what-is-a-wat")

    expect(page.get_by_text("Your answers to “Freely” have been handed in.")).to_be_visible()
    assert site.count("answer") == before + 1
    assert page.evaluate(KEYS) == []


def test_what_comes_after_the_time_is_named(open_page: OpenPage, site: Site) -> None:
    page = open_page("/quiz/freely", expect=(*OFFLINE, "409"))
    enter_tunnel(page)
    attempt = page.url.split("/play/")[1]
    go_to(page, 5)
    page.get_by_label("Your answer").fill("Lima")
    kept(page)
    hand_in(page)
    expect(page.get_by_text("1 answer is saved on this device")).to_be_visible()
    site.run(PASS.format(seconds="%(seconds)s", id="%(id)s"), seconds=3700, id=attempt)

    page.context.set_offline(False)

    expect(page.locator(".figure")).to_be_visible()
    expect(page.get_by_text("Your answer to question 5 doesn’t count")).to_be_visible()
    look_at(page, *EVERY_SIZE)
