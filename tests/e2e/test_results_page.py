"""Results, as authors use the pages."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, Route, ViewportSize, expect
from sqlalchemy import select, text

from backend.accounts.links import new_user
from backend.library.packs import load_pack
from backend.models import Quiz, db
from tests.support.api import Api
from tests.support.attempts import play
from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.looks import DESKTOP, EVERY_SIZE, NEXT_FRAME, STILL, look_at
from tests.support.questions import multiple, pack, single, typed
from tests.support.site import Site
from tests.support.studio_pages import Studio, tab_to

EMAIL = "results@example.org"
WIDE: ViewportSize = {"width": 1920, "height": 1080}
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


@pytest.fixture
def visited(site: Site, played: int) -> Site:
    """Pages are closed before what they show, and ask for, is deleted."""
    return site


def results(open_page: OpenPage, quiz_id: int, **options: object) -> Page:
    """The results of a quiz, for its author."""
    return open_page(f"/studio/quiz/{quiz_id}/results", user=EMAIL, **options)


def grid(page: Page) -> Locator:
    return page.get_by_role("grid", name="Answers of all players")


def names(page: Page) -> list[str]:
    return grid(page).locator("tbody bdi").all_inner_texts()


def attempts(page: Page) -> Locator:
    """The links to the attempts of the grid."""
    return grid(page).get_by_role("link", name="No. ")


def cell(page: Page, player: str, question: int) -> Locator:
    row = grid(page).get_by_role("row").filter(has_text=player)
    return row.get_by_role("gridcell").nth(2 + question)


def test_the_results_are_accessible(open_page: OpenPage, played: int) -> None:
    page = results(open_page, played, viewport=DESKTOP, **STILL)
    expect(attempts(page)).to_have_count(6)
    expect(page.get_by_text("Average 40%")).to_be_visible()
    page.get_by_role("group").filter(has_text="Prompt of q3").locator("summary").click()
    page.get_by_text("As a table").click()
    page.get_by_role("button", name="Preview changes").click()
    expect(page.get_by_role("strong").filter(has_text="2 up, 3 down")).to_be_visible()
    look_at(page, *EVERY_SIZE, WIDE)

    page.get_by_role("button", name="Re-score", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.keyboard.press("Escape")
    cell(page, "Ann", 2).click()
    dialog = page.get_by_role("dialog", name="Ann")
    expect(dialog.get_by_text("choice a; choice b")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.get_by_role("link", name="Whole attempt").click()
    expect(page.get_by_role("heading", name="Ann")).to_be_focused()
    page.get_by_role("button", name="Find data").click()
    expect(page.get_by_role("button", name="Delete for good")).to_be_visible()
    page.get_by_text("The question as the player saw it").first.click()
    look_at(page, *EVERY_SIZE)


def test_sorting_and_filtering_by_keyboard(open_page: OpenPage, played: int) -> None:
    page = results(open_page, played, viewport=DESKTOP)
    expect(attempts(page)).to_have_count(6)

    page.get_by_role("button", name="Player").focus()
    page.keyboard.press("Enter")
    column = page.get_by_role("columnheader", name="Player")
    expect(column).to_have_attribute("aria-sort", "ascending")
    expect(grid(page).locator("tbody bdi").nth(1)).to_have_text("=1+1")
    page.keyboard.press("Enter")
    expect(column).to_have_attribute("aria-sort", "descending")

    page.get_by_label("Name contains").fill("a")
    page.keyboard.press("Enter")
    expect(attempts(page)).to_have_count(4)
    assert "=1+1" not in names(page)
    page.get_by_role("button", name="Download").focus()
    page.keyboard.press("Enter")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert len(download.value.path().read_text("utf-8-sig").splitlines()) == 5


def test_the_keyboard_finds_the_players_who_failed_a_question_and_why(
    open_page: OpenPage, played: int
) -> None:
    page = results(open_page, played, viewport=DESKTOP)
    page.get_by_role("button", name="Player").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Player")).to_have_attribute(
        "aria-sort", "ascending"
    )
    expect(grid(page).locator("tbody bdi").nth(1)).to_have_text("=1+1")  # sorted rows are here
    tab_to(page, "no name")  # the grid is one stop
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")

    wrong = cell(page, "=1+1", 3)
    expect(wrong).to_be_focused()
    expect(wrong).to_have_accessible_name("wrong")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="=1+1")
    expect(dialog.get_by_role("definition").get_by_text("Sydney")).to_be_visible()
    expect(dialog.get_by_role("definition").get_by_text("Canberra")).to_be_visible()
    page.get_by_role("button", name="Next player").press("Enter")
    expect(page.get_by_role("dialog", name="Ann")).to_be_visible()
    page.keyboard.press("Escape")

    expect(cell(page, "Ann", 3)).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ann")).to_be_focused()


def test_a_question_lists_those_who_failed_it_first(open_page: OpenPage, played: int) -> None:
    page = results(open_page, played, viewport=DESKTOP, **STILL)
    column = page.get_by_role("columnheader", name="Q3")
    failed = [PLAYERS[4], "=1+1", "no name", "Çağla", "Bea", "Ann"]

    column.get_by_role("button").click()
    expect(column).to_have_attribute("aria-sort", "ascending")
    assert names(page) == failed
    look_at(page)
    cell(page, PLAYERS[4], 3).click()
    page.get_by_role("button", name="Next player").click()
    expect(page.get_by_role("dialog", name="=1+1")).to_be_visible()
    page.keyboard.press("Escape")

    # The heads of questions are no Tab stops: arrow keys lead to them.
    expect(cell(page, "=1+1", 3)).to_be_focused()
    page.keyboard.press("Control+Home")
    for key in ("End", "ArrowUp", "ArrowLeft", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(column).to_have_attribute("aria-sort", "descending")
    assert names(page) == ["Çağla", "Bea", "Ann", "no name", PLAYERS[4], "=1+1"]
    page.keyboard.press("ArrowDown")
    expect(cell(page, "Çağla", 3)).to_be_focused()

    page.get_by_role("button", name="Started").click()
    expect(column).not_to_have_attribute("aria-sort", "descending")
    expect(grid(page).locator("tbody bdi").first).to_have_text("no name")


def test_a_phone_lists_the_same_by_player_and_by_question(open_page: OpenPage, played: int) -> None:
    page = results(open_page, played, **STILL)
    player = page.get_by_role("listitem").filter(has_text="Ann")
    player.locator("summary").click()
    expect(player.get_by_role("button", name="Q3 correct")).to_be_visible()
    look_at(page)

    page.get_by_text("By question").click()
    question = page.get_by_role("listitem").filter(has_text="Q3 Prompt of q3")
    question.locator("summary").click()
    assert question.get_by_role("button").all_inner_texts()[0].startswith(PLAYERS[4])  # worst first
    look_at(page)
    question.get_by_role("button", name="=1+1 wrong").click()

    answer = page.get_by_role("dialog", name="=1+1").get_by_role("definition").first
    expect(answer).to_have_text("Sydney")


def test_the_latest_request_wins(open_page: OpenPage, played: int) -> None:
    """Whatever arrives first: here the earlier request is answered last."""
    page = results(open_page, played, viewport=DESKTOP)
    expect(attempts(page)).to_have_count(6)
    held: list[Route] = []
    page.route(
        "**/matrix?*sort=name*",
        lambda route: route.continue_() if held else held.append(route),
    )

    page.get_by_role("button", name="Player").click()
    page.get_by_label("Name contains").fill("a")
    page.keyboard.press("Enter")
    expect(attempts(page)).to_have_count(4)
    with page.expect_response("**/matrix?*sort=name*") as late:
        held[0].continue_()
    late.value.finished()
    page.evaluate(NEXT_FRAME)

    expect(attempts(page)).to_have_count(4)


def test_the_focus_stays_on_a_row_that_moves(open_page: OpenPage, played: int) -> None:
    page = results(open_page, played, viewport=DESKTOP)
    expect(attempts(page)).to_have_count(6)
    held: list[Route] = []
    page.route("**/matrix?*sort=name*", lambda route: held.append(route))
    page.get_by_role("button", name="Player").click()
    expect(page.locator("[aria-sort=ascending]")).to_have_text("Player ↑")
    focused = cell(page, names(page)[0], 3)
    focused.focus()

    held[0].continue_()

    expect(grid(page).locator("tbody bdi").nth(1)).to_have_text("=1+1")
    expect(focused).to_be_focused()


def test_results_are_live_until_paused(open_page: OpenPage, site: Site, played: int) -> None:
    page = results(open_page, played, viewport=DESKTOP)
    expect(attempts(page)).to_have_count(6)
    page.clock.install()
    page.reload()
    expect(attempts(page)).to_have_count(6)
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    shown = names(page)
    api = Api(site.app.test_client())

    with site.app.app_context():
        play(api, "played", {"Prompt of q3": {"text": "Canberra"}}, "Late")
    page.clock.fast_forward(4_000)  # when the page looks again

    notice = page.get_by_role("status").filter(has_text="7 attempts so far, 6 finished")
    expect(notice).to_be_attached()
    expect(attempts(page)).to_have_count(7)
    assert names(page) == [*shown, "Late"]  # nothing has moved
    expect(cell(page, "Late", 3)).to_have_accessible_name("correct")

    page.get_by_role("button", name="Pause").click()
    page.request.post(f"{site.url}/api/quizzes/played/attempts", data={})
    page.clock.fast_forward(60_000)
    page.evaluate(NEXT_FRAME)
    expect(attempts(page)).to_have_count(7)
    page.get_by_role("button", name="Resume").click()
    expect(attempts(page)).to_have_count(8)


def test_rescoring_then_deleting_a_player(open_page: OpenPage, site: Site, played: int) -> None:
    page = results(open_page, played, viewport=DESKTOP)
    page.get_by_role("button", name="Preview changes").click()
    page.get_by_role("button", name="Re-score", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Re-score").click()
    expect(page.get_by_role("status").filter(has_text="5 attempts were re-scored")).to_be_attached()
    expect(page.get_by_text("(was 3)")).to_be_visible()
    [attempt_id] = site.run(
        "SELECT id::text FROM attempt WHERE player_name = 'Ann' AND quiz_id = %(id)s", id=played
    )

    player = open_page(f"/result/{attempt_id}")
    expect(
        player.get_by_text("Corrected by the author. Your previous score was 3.")
    ).to_be_visible()
    player.get_by_text("Prompt of q1").click()
    expect(player.get_by_text("The author changed the correct answer")).to_be_visible()

    page.get_by_label("Player’s name").fill("Ann")
    page.get_by_role("button", name="Find data").click()
    expect(page.locator("section").get_by_text("1 attempt will be deleted:")).to_be_visible()
    page.get_by_role("button", name="Delete for good").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete for good").click()
    expect(page.get_by_role("status").filter(has_text="Deleted: 1 attempt.")).to_be_attached()
    expect(attempts(page)).to_have_count(5)
    assert "Ann" not in names(page)


def test_deleting_an_attempt_returns_to_the_list(open_page: OpenPage, played: int) -> None:
    page = results(open_page, played, viewport=DESKTOP)
    attempts(page).first.click()
    page.get_by_role("button", name="Delete this attempt").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete this attempt").click()
    expect(attempts(page)).to_have_count(5)


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
    page = results(open_page, played, viewport=DESKTOP)
    attempts(page).last.click()
    page.get_by_label("In all my quizzes").check()
    page.get_by_role("button", name="Find data").click()
    expect(page.locator("section").get_by_text("2 attempts will be deleted:")).to_be_visible()
    expect(page.get_by_text("Played: 2 attempts")).to_be_visible()
    page.get_by_role("button", name="Delete for good").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete for good").click()

    expect(page.get_by_role("status").filter(has_text="Deleted: 2 attempts.")).to_be_attached()
    expect(attempts(page)).to_have_count(4)
    assert {"Ann", "Bea"}.isdisjoint(names(page))


def test_results_without_attempts_lead_to_the_link(ada: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP, **STILL)
    quiz = Studio(page).quiz("Not played", content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}/results")

    expect(page.get_by_role("heading", name="No attempts yet")).to_be_visible()
    expect(page.get_by_role("heading", name="Answers")).to_have_count(0)
    look_at(page, *EVERY_SIZE)
    page.get_by_role("button", name="Share").press("Enter")
    expect(page.get_by_role("button", name="Copy link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Share")).to_be_focused()

    page.request.post(f"/api/quizzes/{quiz['slug']}/attempts", data={})
    page.reload()
    expect(page.get_by_role("heading", name="Answers")).to_be_visible()


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/studio/quiz/{quiz}/results", "**/summary"),
        ("/studio/quiz/{quiz}/results/{number}", "**/attempts/*"),
        ("/studio/players/Ann", "**/api/studio/players?*"),
    ],
)
def test_results_that_could_not_be_loaded_can_be_retried(
    open_page: OpenPage, site: Site, played: int, path: str, asked: str
) -> None:
    page = open_page(None, user=EMAIL, expect=("503",), **STILL)
    body = json.dumps({"type": "/problems/database-unavailable"})
    page.route(asked, lambda route: route.fulfill(status=503, body=body))
    (number,) = site.run("SELECT min(number) FROM attempt WHERE quiz_id = %(id)s", id=played)

    page.goto(path.format(quiz=played, number=number))
    failed = page.get_by_role("alert").filter(has_text="The results couldn’t be loaded.")
    expect(failed).to_contain_text("Nothing was lost")
    look_at(page, *EVERY_SIZE)
    page.unroute(asked)
    failed.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
