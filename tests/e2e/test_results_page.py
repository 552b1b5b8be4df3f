"""Results, as authors use the pages."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select, text

from backend.accounts.links import new_user
from backend.library.packs import load_pack
from backend.models import Quiz, db
from tests.support.api import Api
from tests.support.attempts import play
from tests.support.browser import OpenPage
from tests.support.looks import DESKTOP, EVERY_SIZE, NEXT_FRAME, STILL, look_at
from tests.support.questions import multiple, pack, single, typed
from tests.support.site import Site

EMAIL = "results@example.org"
PLAYERS = ("Ann", "Bea", "Çağla", "=1+1", "Someone with a name of forty characters")


@pytest.fixture
def played(site: Site) -> Iterator[int]:
    """The id of a quiz with attempts, whose first key was corrected since."""
    rest = [multiple("q2", shuffle=False), typed("q3")]
    rules = {"shuffle_questions": False}
    with site.app.app_context():
        db.session.execute(text('DELETE FROM "user" WHERE email = :email'), {"email": EMAIL})
        new_user(EMAIL, "Ada", "admin", None)
        db.session.commit()
        load_pack(pack(slug="played", title="Played", settings=rules, of=[single("q1"), *rest]))
        api = Api(site.app.test_client())
        for number, name in enumerate(PLAYERS):
            responses = {
                "Prompt of q1": {"choice": "ab"[number % 2]},
                "Prompt of q2": {"choices": ["a", "bcd"[number % 3]]},
                "Prompt of q3": {"text": "Canberra" if number < 3 else "Sydney"},
            }
            play(api, "played", responses, name)
        api.start("played")
        corrected = [single("q1", key="b"), *rest]
        load_pack(pack(slug="played", title="Played", settings=rules, of=corrected))
        quiz_id = db.session.scalars(select(Quiz.id).where(Quiz.slug == "played")).one()
        yield quiz_id
        db.session.execute(text("DELETE FROM attempt WHERE quiz_id = :id"), {"id": quiz_id})
        db.session.commit()
        db.session.remove()


def results(open_page: OpenPage, quiz_id: int, **options: object) -> Page:
    """The results of a quiz, for its author."""
    return open_page(f"/studio/quiz/{quiz_id}/results", user=EMAIL, **options)


def players(page: Page) -> list[str]:
    return page.get_by_role("table", name="Attempts").locator("td.name").all_inner_texts()


def test_the_results_are_accessible(open_page: OpenPage, played: int) -> None:
    page = results(
        open_page,
        played,
        **STILL,
    )
    expect(page.get_by_role("link", name="No. ")).to_have_count(6)
    expect(page.get_by_text("40% correct")).to_be_visible()
    page.get_by_role("button", name="Preview changes").click()
    expect(page.get_by_role("strong").filter(has_text="2 up, 3 down")).to_be_visible()
    look_at(page, *EVERY_SIZE)

    page.get_by_role("button", name="Re-score", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.keyboard.press("Escape")
    page.get_by_role("link", name="No. ").last.click()
    expect(page.get_by_role("heading", name="Attempt")).to_be_focused()
    expect(page.get_by_text("Ann", exact=True)).to_be_visible()
    page.get_by_role("button", name="Find data").click()
    expect(page.get_by_role("button", name="Delete for good")).to_be_visible()
    look_at(page, *EVERY_SIZE)


def test_sorting_and_filtering_by_keyboard(open_page: OpenPage, played: int) -> None:
    page = results(open_page, played, viewport=DESKTOP)
    expect(page.get_by_role("link", name="No. ")).to_have_count(6)

    page.get_by_role("button", name="Player").focus()
    page.keyboard.press("Enter")
    column = page.get_by_role("columnheader", name="Player")
    expect(column).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("td.name").nth(1)).to_have_text("=1+1")
    page.keyboard.press("Enter")
    expect(column).to_have_attribute("aria-sort", "descending")

    page.get_by_label("Name contains").fill("a")
    page.keyboard.press("Enter")
    expect(page.locator("td.name")).to_have_count(4)
    assert "=1+1" not in players(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Attempts as CSV").click()
    assert len(download.value.path().read_text("utf-8-sig").splitlines()) == 5


def test_the_latest_request_wins(open_page: OpenPage, played: int) -> None:
    """Whatever arrives first: here the earlier request is answered last."""
    page = results(open_page, played, viewport=DESKTOP)
    expect(page.get_by_role("link", name="No. ")).to_have_count(6)
    held: list[Route] = []
    page.route(
        "**/attempts?*sort=name*",
        lambda route: route.continue_() if held else held.append(route),
    )

    page.get_by_role("button", name="Player").click()
    page.get_by_label("Name contains").fill("a")
    page.keyboard.press("Enter")
    expect(page.locator("td.name")).to_have_count(4)
    with page.expect_response("**/attempts?*sort=name*") as late:
        held[0].continue_()
    late.value.finished()
    page.evaluate(NEXT_FRAME)

    expect(page.locator("td.name")).to_have_count(4)


def test_a_new_attempt_is_announced_without_a_reload(
    open_page: OpenPage, site: Site, played: int
) -> None:
    page = results(open_page, played, viewport=DESKTOP)
    expect(page.get_by_role("link", name="No. ")).to_have_count(6)

    page.clock.install()
    page.reload()
    expect(page.get_by_role("link", name="No. ")).to_have_count(6)

    page.request.post(f"{site.url}/api/quizzes/played/attempts", data={})

    page.clock.fast_forward(5_000)  # when the page looks again
    notice = page.get_by_role("status").filter(has_text="7 attempts so far")
    expect(notice).to_be_attached()
    page.get_by_role("button", name="1 new attempt").click()
    expect(page.get_by_role("link", name="No. ")).to_have_count(7)


def test_rescoring_then_deleting_a_player(open_page: OpenPage, site: Site, played: int) -> None:
    page = results(open_page, played)
    page.get_by_role("button", name="Preview changes").click()
    page.get_by_role("button", name="Re-score", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Re-score").click()
    expect(page.get_by_role("status").filter(has_text="5 attempts were re-scored")).to_be_attached()
    expect(page.get_by_text("(was 3)")).to_be_visible()
    [attempt_id] = site.run(
        "SELECT id::text FROM attempt WHERE player_name = 'Ann' AND quiz_id = %(id)s", id=played
    )

    player = open_page(f"/result/{attempt_id}")
    expect(player.get_by_text("Corrected by the author. Your previous score was 3.")).to_be_visible()
    player.get_by_text("Prompt of q1").click()
    expect(player.get_by_text("The author changed the correct answer")).to_be_visible()

    page.get_by_label("Player’s name").fill("Ann")
    page.get_by_role("button", name="Find data").click()
    expect(page.locator("section").get_by_text("1 attempt will be deleted:")).to_be_visible()
    page.get_by_role("button", name="Delete for good").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete for good").click()
    expect(page.get_by_role("status").filter(has_text="Deleted: 1 attempt.")).to_be_attached()
    expect(page.get_by_role("link", name="No. ")).to_have_count(5)
    assert "Ann" not in players(page)


def test_deleting_an_attempt_returns_to_the_list(open_page: OpenPage, played: int) -> None:
    page = results(open_page, played)
    page.get_by_role("link", name="No. ").first.click()
    page.get_by_role("button", name="Delete this attempt").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete this attempt").click()
    expect(page.get_by_role("link", name="No. ")).to_have_count(5)


def test_all_attempts_of_one_browser_can_be_deleted(
    open_page: OpenPage, site: Site, played: int
) -> None:
    of_one_browser = """
        WITH seen AS (
            UPDATE attempt SET player_key = repeat('0', 32)
            WHERE quiz_id = %(id)s AND player_name IN ('Ann', 'Bea') RETURNING id
        ) SELECT count(*) FROM seen
    """
    assert site.run(of_one_browser, id=played) == (2,)
    page = results(open_page, played)
    page.get_by_role("link", name="No. ").last.click()
    page.get_by_label("In all my quizzes").check()
    page.get_by_role("button", name="Find data").click()
    expect(page.locator("section").get_by_text("2 attempts will be deleted:")).to_be_visible()
    expect(page.get_by_text("Played: 2 attempts")).to_be_visible()
    page.get_by_role("button", name="Delete for good").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete for good").click()

    expect(page.get_by_role("status").filter(has_text="Deleted: 2 attempts.")).to_be_attached()
    expect(page.get_by_role("link", name="No. ")).to_have_count(4)
    assert {"Ann", "Bea"}.isdisjoint(players(page))
