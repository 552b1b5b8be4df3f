"""A name before the start, class lists, and the page of a quiz: by keyboard, on a phone."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from backend.library.packs import load_pack
from backend.models import db
from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.looks import EVERY_SIZE, STILL, look_at
from tests.support.player_pages import answer, go_on, start
from tests.support.questions import pack
from tests.support.site import Site
from tests.support.studio_pages import Studio, saved, tab_to

PHONE: dict[str, Any] = {**STILL, "viewport": {"width": 360, "height": 640}}
CLASS = [f"Player number {n}" for n in range(58)] + ["Renée Dupont", "Ada Byron"]


@pytest.fixture
def typed(site: Site) -> Iterator[str]:
    """The slug of a quiz that asks for a name before the start."""
    with site.app.app_context():
        load_pack(pack(slug="typed", title="Typed", settings={"names": "start"}))
    yield "typed"
    with site.app.app_context():
        db.session.execute(
            text("DELETE FROM attempt USING quiz WHERE quiz.id = quiz_id AND slug = 'typed'")
        )
        db.session.commit()


def play_to_the_end(page: Page) -> None:
    expect(page.get_by_text("Question 1 of 3")).to_be_visible()
    for _ in range(3):
        answer(page)
        go_on(page)
    expect(page.get_by_role("heading", name="Your result")).to_be_visible()


def test_a_name_is_typed_before_the_start_and_kept(open_page: OpenPage, typed: str) -> None:
    page = open_page(**PHONE)
    page.get_by_role("link", name="Start Typed").press("Enter")
    expect(page.get_by_role("textbox", name="Your name")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    tab_to(page, "Your name")
    page.keyboard.type("Zoë")
    page.keyboard.press("Enter")

    play_to_the_end(page)

    expect(page.get_by_text("On the leaderboard as Zoë")).to_be_visible()
    expect(page.get_by_role("button", name="Join the leaderboard")).to_have_count(0)
    page.get_by_role("link", name="Play again").press("Enter")
    expect(page.get_by_role("textbox", name="Your name")).to_have_value("Zoë")
    expect(page.get_by_text(re.compile(r"Last result on this device: \d of 3\."))).to_be_visible()
    look_at(page, *EVERY_SIZE)


def test_the_page_of_a_quiz_continues_a_game(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    start(page)
    answer(page)
    expect(page.locator(".verdict")).to_be_visible()

    page.goto("/quiz/small")

    expect(page.get_by_role("button", name="Start Small")).to_have_count(0)
    look_at(page, *EVERY_SIZE)
    tab_to(page, "Continue: question 2 of 3")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    page.goto("/quiz/small")
    page.get_by_role("button", name="Start a new attempt").press("Enter")
    page.get_by_role("button", name="Start Small").press("Enter")
    expect(page.get_by_text("Question 1 of 3")).to_be_visible()


def test_the_field_appears_if_the_quiz_has_changed(open_page: OpenPage, site: Site) -> None:
    with site.app.app_context():
        load_pack(pack(slug="typed", title="Typed"))
    page = open_page("/quiz/typed", expect=("422",), **PHONE)
    expect(page.get_by_role("button", name="Start Typed")).to_be_visible()
    with site.app.app_context():
        load_pack(pack(slug="typed", title="Typed", settings={"names": "start"}))

    page.get_by_role("button", name="Start Typed").press("Enter")

    expect(page.get_by_role("textbox", name="Your name")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_text("Enter your name.")


def test_a_name_is_chosen_from_sixty_on_a_phone(ada: OpenPage, open_page: OpenPage) -> None:
    quiz = Studio(ada()).in_list(CLASS, "Chosen", code="sesame", attempts=2)
    page = open_page(f"/quiz/{quiz['slug']}", expect=("403",), **PHONE)
    tab_to(page, "Access code")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Enter the access code.")
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Wrong access code.")
    assert "Renée" not in page.content()
    page.get_by_role("textbox", name="Access code").fill("sesame")
    page.keyboard.press("Enter")

    expect(page.get_by_role("radio")).to_have_count(60)
    look_at(page, *EVERY_SIZE)
    tab_to(page, "Find your name")
    page.keyboard.type("rene")
    expect(page.get_by_role("radio")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="Renée Dupont")).to_be_checked()
    page.keyboard.press("Enter")
    play_to_the_end(page)

    expect(page.get_by_text("On the leaderboard as Renée Dupont")).to_be_visible()
    page.get_by_role("link", name="Play again").press("Enter")
    expect(page.get_by_text("1 attempt left")).to_be_visible()


def test_play_again_is_only_where_one_may(ada: OpenPage, open_page: OpenPage) -> None:
    quiz = Studio(ada()).in_list(CLASS, "Once", attempts=1)
    page = open_page(f"/quiz/{quiz['slug']}", **PHONE)
    page.get_by_role("radio", name="Ada Byron").check()
    page.get_by_role("button", name="Start Once").press("Enter")
    play_to_the_end(page)

    expect(page.get_by_text("On the leaderboard as Ada Byron")).to_be_visible()
    expect(page.get_by_text("Play again")).to_have_count(0)
    page.goto(f"/quiz/{quiz['slug']}")
    expect(page.get_by_text("You have used your only attempt.")).to_be_visible()
    expect(page.get_by_role("button", name="Start Once")).to_have_count(0)
    look_at(page, *EVERY_SIZE)
    page.get_by_role("link", name="View result").press("Enter")
    expect(page.get_by_role("heading", name="Your result")).to_be_visible()


def test_a_quiz_says_when_it_opens_or_has_closed(open_page: OpenPage, site: Site) -> None:
    with site.app.app_context():
        for slug, settings in {
            "soon": {"opens_at": "2100-03-01T10:00:00Z"},
            "gone": {"opens_at": "2020-03-01T10:00:00Z", "closes_at": "2020-03-02T10:00:00Z"},
        }.items():
            load_pack(pack(slug=slug, title=slug.title(), settings=settings))
    page = open_page("/quiz/soon", **PHONE)
    expect(page.get_by_text("Opens on 1 Mar 2100")).to_be_visible()
    expect(page.get_by_role("button", name="Start Soon")).to_have_count(0)
    look_at(page, *EVERY_SIZE)
    page.goto("/quiz/gone")
    expect(page.get_by_text("Closed on 2 Mar 2020")).to_be_visible()
    expect(page.get_by_text(re.compile("Opens on|Closes on"))).to_have_count(0)
    expect(page.get_by_role("button", name="Start Gone")).to_have_count(0)


def test_an_author_keeps_lists_by_keyboard(ada: OpenPage) -> None:
    page = ada(expect=("422",), **PHONE)
    page.get_by_role("link", name="Class lists").press("Enter")
    expect(page.get_by_role("heading", name="Class lists", exact=True)).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.get_by_role("button", name="New list").press("Enter")
    expect(page.get_by_role("textbox", name="Name of the list")).to_be_focused()
    page.keyboard.type("7b")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("Ada\tByron\n\nBen\u200b Okri\n")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(
        page.get_by_text("Line 3 (Ben\u200b Okri): This name contains an invisible")
    ).to_be_visible()
    expect(page.get_by_role("textbox", name="Names")).to_be_focused()
    look_at(page, *EVERY_SIZE)
    page.get_by_role("textbox", name="Names").fill("Ada\tByron\nBen Okri")
    page.get_by_role("button", name="Create list").press("Enter")

    expect(page.get_by_role("heading", name="7b")).to_be_visible()
    expect(page.get_by_role("button", name="New list")).to_be_focused()
    page.get_by_role("button", name="Edit 7b").press("Enter")
    expect(page.get_by_role("textbox", name="Names")).to_have_value("Ada Byron\nBen Okri")
    page.get_by_role("button", name="Delete list").press("Enter")
    page.get_by_role("button", name="Delete for good").press("Enter")
    expect(page.get_by_role("heading", name="7b")).to_have_count(0)


def test_a_list_is_chosen_in_the_settings_and_results_show_missing_players(
    ada: OpenPage,
) -> None:
    page = ada(**PHONE)
    studio = Studio(page)
    quiz = studio.quiz("Missing", content("one"))
    studio.send("POST", "/lists", {"title": "Class 9", "names": ["Ada Byron", "Ben Okri"]})
    page.goto(f"/studio/quiz/{quiz['id']}?at=settings")
    page.get_by_role("combobox", name="Ask for a name").select_option("From a class list")
    saved(page)
    page.get_by_role("combobox", name="Class list").select_option("Class 9 (2 names)")
    expect(page.get_by_text("It takes effect immediately.").last).to_be_visible()
    look_at(page, *EVERY_SIZE)
    studio.send("POST", f"/quizzes/{quiz['id']}/draft/publish", {"visibility": "unlisted"})
    slug = studio.send("GET", f"/quizzes/{quiz['id']}")["slug"]
    body = {"player_name": "Ben Okri"}
    begun = page.request.post(f"/api/quizzes/{slug}/attempts", data=body).json()
    page.request.post(f"/api/attempts/{begun['id']}/finish", data={})

    page.goto(f"/studio/quiz/{quiz['id']}/results")

    expect(page.get_by_text("1 of 2 on the list “Class 9” have not played yet.")).to_be_visible()
    expect(page.locator(".missing li")).to_have_text(["Ada Byron"])
    look_at(page, *EVERY_SIZE)
