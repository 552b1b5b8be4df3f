"""One attempt, comments on its answers, and one player over several quizzes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select, text

from backend.accounts.links import new_user
from backend.library.packs import load_pack
from backend.models import Quiz, db
from tests.support.api import Api
from tests.support.attempts import choose, play
from tests.support.browser import OpenPage
from tests.support.looks import DESKTOP, EVERY_SIZE, STILL, look_at
from tests.support.questions import pack
from tests.support.site import Site
from tests.support.studio_pages import tab_to

EMAIL = "comments@example.org"


@pytest.fixture
def commented(site: Site) -> Iterator[int]:
    """The id of a quiz that Ann and Bea played."""
    with site.app.app_context():
        db.session.execute(text('DELETE FROM "user" WHERE email = :email'), {"email": EMAIL})
        new_user(EMAIL, "Ada", "admin", None)
        db.session.commit()
        rules = {"shuffle_questions": False}
        load_pack(pack(slug="commented", title="Commented", settings=rules))
        api = Api(site.app.test_client())
        for name, chosen in (("Ann", "aba"), ("Bea", "bbb")):
            play(api, "commented", choose(*chosen), name)
        quiz_id = db.session.scalars(select(Quiz.id).where(Quiz.slug == "commented")).one()
        yield quiz_id
        db.session.execute(text("DELETE FROM attempt WHERE quiz_id = :id"), {"id": quiz_id})
        db.session.commit()
        db.session.remove()


def attempt_of(open_page: OpenPage, site: Site, name: str, quiz: int, **options: object) -> Page:
    """The page of this player's attempt, for the author."""
    [number] = site.run(
        "SELECT number FROM attempt WHERE player_name = %(name)s AND quiz_id = %(quiz)s",
        name=name,
        quiz=quiz,
    )
    return open_page(f"/studio/quiz/{quiz}/results/{number}", user=EMAIL, **options)


def test_a_comment_is_written_by_keyboard_and_read_by_the_player(
    open_page: OpenPage, site: Site, commented: int
) -> None:
    page = open_page(f"/studio/quiz/{commented}/results", user=EMAIL, viewport=DESKTOP)
    row = page.get_by_role("row").filter(has_text="Ann")
    row.get_by_role("gridcell", name="wrong").click()
    dialog = page.get_by_role("dialog", name="Ann")
    dialog.get_by_role("button", name="Comment").press("Enter")
    page.keyboard.type("Remember <b>page 3</b>.")
    page.keyboard.press("Control+Enter")

    expect(dialog.get_by_text("Remember <b>page 3</b>.")).to_be_visible()
    expect(dialog.get_by_role("button", name="Edit comment")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type(" No!")
    page.keyboard.press("Escape")
    expect(dialog.get_by_text("Remember <b>page 3</b>.", exact=True)).to_be_visible()
    [attempt_id] = site.run(
        "SELECT id::text FROM attempt WHERE player_name = 'Ann' AND quiz_id = %(id)s", id=commented
    )
    player = open_page(f"/result/{attempt_id}", **STILL)
    player.get_by_text("Prompt of q2").click()
    expect(player.get_by_text("Remember <b>page 3</b>.")).to_be_visible()
    look_at(player)


def test_an_attempt_steps_to_its_neighbours(
    open_page: OpenPage, site: Site, commented: int
) -> None:
    page = attempt_of(open_page, site, "Ann", commented, viewport=DESKTOP, **STILL)
    expect(page.get_by_role("heading", name="Ann")).to_be_visible()
    expect(page.get_by_role("button", name="Previous attempt")).to_be_disabled()
    page.get_by_role("button", name="2 wrong").click()
    expect(page.get_by_role("listitem").filter(has_text="Prompt of q2")).to_be_focused()
    page.get_by_role("button", name="Comment").first.click()
    look_at(page, *EVERY_SIZE)

    tab_to(page, "Next attempt", "Shift+Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Bea")).to_be_focused()
    expect(page.get_by_role("button", name="Next attempt")).to_be_disabled()


def test_everything_is_unfolded_on_paper(open_page: OpenPage, site: Site, commented: int) -> None:
    page = attempt_of(open_page, site, "Ann", commented, viewport=DESKTOP)
    expect(page.get_by_role("heading", name="Ann")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="All results")).to_be_hidden()
    expect(page.get_by_text("Explanation of q1")).to_be_hidden()

    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    letter = page.locator(".choice .letter").first  # light on dark where it was chosen
    expect(letter).to_have_css("print-color-adjust", "exact")
    for question in ("q1", "q2", "q3"):
        expect(page.get_by_text(f"Explanation of {question}")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.get_by_text("Explanation of q1")).to_be_hidden()


def test_one_player_over_several_quizzes(open_page: OpenPage, site: Site, commented: int) -> None:
    page = attempt_of(open_page, site, "Bea", commented, **STILL)
    page.get_by_role("link", name="All attempts of this player").click()

    expect(page.get_by_role("heading", name="Bea")).to_be_focused()
    expect(page.get_by_role("link", name="Commented")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Attempts as CSV").click()
    assert "Commented" in download.value.path().read_text("utf-8-sig")
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_role("link", name="All attempts of this player")).to_be_visible()
    page.goto("/studio/players/Bea")
    expect(page.get_by_role("main").get_by_role("link", name="Quizzes")).to_be_visible()
