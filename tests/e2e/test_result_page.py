"""The result: at a glance, on paper, and practising what was missed."""

import re
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect

from backend.library.packs import load_pack
from tests.support.api import Api
from tests.support.attempts import play as play_through
from tests.support.browser import OpenPage
from tests.support.looks import DESKTOP, EVERY_SIZE, PHONE, STILL, broken_words, look_at
from tests.support.player_pages import answer, go_on, start
from tests.support.questions import blanks, pack
from tests.support.site import Site

NARROW: ViewportSize = {"width": 320, "height": 640}

TABLE = """| quantity | measured in | symbol |
|---|---|---|
| Mass | [[mass]] | [[sign]] |
| Electrical resistance | [[unit]] | Ω |
| Acceleration of free fall | metres per second squared | [[g]] |
"""
GAPS = {
    "mass": {"accept": ["kilogram"]},
    "sign": {"accept": ["kg"]},
    "unit": {"accept": ["ohm"]},
    "g": {"key": 9.81, "tolerance": 0.05, "unit": "m/s²"},
}


def play(page: Page, *right: bool) -> None:
    """Play the quiz "Small" to its result."""
    start(page)
    for number, is_right in enumerate(right, start=1):
        expect(page.get_by_text(f"Question {number} of 3")).to_be_visible()
        answer(page, is_right)
        expect(page.locator(".verdict")).to_be_visible()
        go_on(page)
    expect(page.locator(".figure")).to_be_visible()


def test_it_is_scanned_at_a_glance(open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE, **STILL)
    play(page, True, False, False)

    expect(page.locator(".review .head h3")).to_contain_text(["Correct", "Wrong", "Wrong"])
    expect(page.locator(".review dt")).to_contain_text(
        ["You answered", "You answered", "Correct", "You answered", "Correct"]
    )
    expect(page.locator("details[open]")).to_have_count(0)
    look_at(page, NARROW, *EVERY_SIZE)
    page.evaluate("document.documentElement.dir = 'rtl'")
    look_at(page, NARROW)
    page.evaluate("document.documentElement.dir = 'ltr'")

    page.get_by_role("link", name="Question 3: Wrong").press("Enter")
    expect(page.locator("#question-3")).to_be_focused()
    expect(page.locator("#question-3")).to_be_in_viewport()


def test_it_prints_whole(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(viewport=DESKTOP, **STILL)
    play(page, True, False, False)

    finished = page.locator(".score").get_by_text(re.compile(r" 20\d\d, \d?\d:\d\d"))
    expect(finished).to_be_hidden()

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    expect(finished).to_be_visible()
    expect(page.locator("details[open]")).to_have_count(3)
    expect(page.locator(".review .explanation").first).to_be_visible()
    hidden = page.locator("header, footer, .actions, .board, form, nav, summary")
    assert not any(one.is_visible() for one in hidden.all())
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("details[open]")).to_have_count(0)


def test_missed_questions_are_practised(open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE, **STILL)
    play(page, True, False, True)
    result = page.url

    page.get_by_role("button", name="Practise the one I missed").click()
    expect(page.get_by_text("Question 1 of 1")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Practice")
    look_at(page)
    answer(page)
    go_on(page)

    expect(page.locator(".figure")).to_have_text("1 out of 1")
    expect(page.get_by_text("Practice: this doesn’t count.")).to_be_visible()
    expect(page.get_by_role("heading", name="Leaderboard")).to_have_count(0)
    expect(page.get_by_label("Your name")).to_have_count(0)
    look_at(page, *EVERY_SIZE)
    page.get_by_role("link", name="Back to your result").click()
    expect(page.get_by_role("button", name="Practise the one I missed")).to_be_visible()
    assert page.url == result


def test_streak_and_best_stand_in_the_result(open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE)
    play(page, True, True, False)
    page.get_by_role("button", name="Play again").click()
    for number in (1, 2, 3):
        expect(page.get_by_text(f"Question {number} of 3")).to_be_visible()
        answer(page)
        expect(page.locator(".verdict.good")).to_be_visible()
        go_on(page)

    expect(page.get_by_text("3 correct in a row")).to_be_visible()
    expect(page.get_by_text("A new best on this device")).to_be_visible()
    expect(page.locator(".celebration")).to_have_count(1)
    page.reload()
    expect(page.get_by_text("3 correct in a row")).to_be_visible()
    expect(page.locator(".celebration")).to_have_count(0)


def test_a_poll_shows_what_others_said(open_page: OpenPage) -> None:
    for size in (PHONE, NARROW):
        page = open_page("/quiz/poll", viewport=size, **STILL)
        page.get_by_role("button", name="Start").click()
        expect(page.locator(".choice")).to_have_count(4)
        expect(page.get_by_text("What others said")).to_have_count(0)
        page.locator(".choice").first.click()
        page.get_by_role("button", name="Vote").click()

        expect(page.locator(".others .mine")).to_contain_text("you")
        look_at(page)
        go_on(page)
        expect(page.locator(".review .others .mine")).to_contain_text("you")
        look_at(page)


def test_words_in_a_table_of_blanks_stay_whole_on_a_phone(open_page: OpenPage, site: Site) -> None:
    given = {"mass": "Donaudampfschifffahrtsgesellschaft", "sign": "kg", "unit": "volt", "g": 12}
    with site.app.app_context():
        load_pack(pack(slug="units", title="Units", of=[blanks("q1", text=TABLE, gaps=GAPS)]))
        api = Api(site.app.test_client())
        played = play_through(api, "units", {"Prompt of q1": {"gaps": given}}, "Ann")
        again = api.start("units")
    page = open_page(f"/result/{played['id']}", viewport=PHONE, **STILL)
    page.get_by_text("Show everything").click()
    expect(page.get_by_role("cell", name="kilogram")).to_be_visible()
    for size in (NARROW, PHONE):
        page.set_viewport_size(size)
        expect(page.locator(".stacked")).to_have_count(1)
        assert broken_words(page, ".blanks :is(th, td)") == [given["mass"]]
        look_at(page)
    page.set_viewport_size(DESKTOP)
    expect(page.locator(".stacked")).to_have_count(0)
    expect(page.get_by_role("columnheader", name="measured in")).to_be_visible()

    page.goto(f"/play/{again['id']}")
    page.set_viewport_size(NARROW)
    expect(page.get_by_label("Blank 1 of 4")).to_be_visible()
    assert broken_words(page, ".blanks :is(th, td)") == []
    look_at(page)
