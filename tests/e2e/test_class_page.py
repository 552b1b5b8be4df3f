"""A class list over several quizzes, as its author uses the page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import ViewportSize, expect
from sqlalchemy import text

from backend.models import db
from tests.support.api import Api
from tests.support.attempts import choose, play
from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.looks import DESKTOP, EVERY_SIZE, NARROW, PHONE, STILL, look_at
from tests.support.site import Site
from tests.support.studio_pages import Studio

WIDE: ViewportSize = {"width": 1920, "height": 1080}
TITLES = ["Maps", "Energy", "The industrial revolution and its consequences for everybody"]
LONG = "Wolfeschlegelsteinhausenbergerdorff"
NAMES = ["Ann Class", "Bea Class", f"{LONG} X", *(f"Player {n}" for n in range(20))]


@pytest.fixture
def ada_with_class(ada: OpenPage, site: Site) -> Iterator[OpenPage]:
    """Ada, whose list 7b was chosen for one of three quizzes and has played two others."""
    studio = Studio(ada(path=None))
    quizzes = [studio.quiz(title, content("q1"), content("q2")) for title in TITLES]
    made = studio.send("POST", "/lists", {"title": "7b", "names": NAMES})
    studio.send("PUT", f"/quizzes/{quizzes[0]['id']}/list", {"list": made["id"]})
    slugs = [studio.send("GET", f"/quizzes/{one['id']}")["slug"] for one in quizzes]
    with site.app.app_context():
        api = Api(site.app.test_client())
        for slug, choices, name in (
            (slugs[1], "ab", "Ann Class"),
            (slugs[2], "aa", "Ann Class"),
            (slugs[2], "bb", "bea class"),
            (slugs[2], "ab", NAMES[2]),
            (slugs[2], "aa", "Player 0"),
        ):
            play(api, slug, choose(*choices), name)
    yield ada
    studio.send("DELETE", f"/lists/{made['id']}")
    with site.app.app_context():
        ids = [one["id"] for one in quizzes]
        db.session.execute(text("DELETE FROM attempt WHERE quiz_id = ANY(:ids)"), {"ids": ids})
        db.session.commit()
        db.session.remove()
    for one in quizzes:
        studio.send("DELETE", f"/quizzes/{one['id']}")


def test_a_class_is_compared_over_its_quizzes(ada_with_class: OpenPage) -> None:
    page = ada_with_class(path="/studio/lists", viewport=DESKTOP, **STILL)
    page.get_by_role("link", name="Results of 7b").click()
    expect(page.get_by_role("heading", name="Results of 7b")).to_be_visible()
    table = page.get_by_role("region", name="Scores of the class")
    ann = table.get_by_role("row").filter(has_text="Ann Class")
    expect(ann.get_by_role("cell").first).to_have_text("75%")
    expect(table.get_by_role("row").last).to_contain_text("63%")  # of 62.5, in whole percents
    expect(ann).to_contain_text("Not played yet")
    expect(page.get_by_text("19 have not played any.")).to_be_visible()
    look_at(page, *EVERY_SIZE, WIDE)

    # As long as a person presses: the page must not move meanwhile.
    page.get_by_text("Lowest average first").click(delay=100)
    expect(table.locator("tbody th").first).to_have_text("Bea Class")
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Scores as XLSX").click()
    assert download.value.suggested_filename == "class.xlsx"

    ann.get_by_role("link", name="1 of 2: Ann Class, Energy").click()
    expect(page.get_by_role("heading", name="Ann Class")).to_be_visible()
    page.go_back()
    table.get_by_role("link", name="Ann Class", exact=True).click()
    expect(page.get_by_text("2 attempts in 2 quizzes")).to_be_visible()


def test_a_class_is_read_on_a_phone(ada_with_class: OpenPage) -> None:
    page = ada_with_class(path="/studio/lists", viewport=PHONE, **STILL)
    page.get_by_role("link", name="Results of 7b").click()
    for name in ("Ann Class", LONG):
        page.get_by_role("listitem").filter(has_text=name).locator("summary").click()
    ann = page.get_by_role("listitem").filter(has_text="Ann Class")
    expect(ann.get_by_text("2 of 3 quizzes finished")).to_be_visible()
    expect(ann.get_by_text("Not played yet")).to_be_visible()
    look_at(page, PHONE, NARROW)

    ann.get_by_role("link", name="All attempts of this player").click()
    expect(page.get_by_text("2 attempts in 2 quizzes")).to_be_visible()
