"""A host's screens of a live game, in a real browser; the players come through the API."""

import re
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from backend.library.packs import load_pack
from tests.support.authors import content
from tests.support.browser import OFFLINE, OpenPage
from tests.support.live_pages import LARGE, PROJECTOR, Crowd, LiveHost, legible
from tests.support.looks import DESKTOP, NEXT_FRAME, PHONE, STILL, enlarge_text, look_at
from tests.support.questions import pack, single
from tests.support.site import Site
from tests.support.studio_pages import Studio

SIZES = (PROJECTOR, LARGE, PHONE)
LONG = "A sentence of a choice that takes two lines even of a projector, and some more, %s. "
WHY = "An explanation in a hundred characters, about as long as a sentence of a textbook is. "


def host_game(open_page: OpenPage, quiz: str = "small", **options: object) -> tuple[Page, Crowd]:
    page = open_page(f"/host/new/{quiz}", viewport=PROJECTOR, **{**STILL, **options})
    page.get_by_role("button", name="Open the lobby").click()
    expect(page.get_by_text("No players yet")).to_be_visible()
    expect(page.get_by_text("Phones can’t open this address")).to_be_visible()
    return page, Crowd(page)


def extend(page: Page) -> None:
    """Press the key for more time; keys are ignored until its request is answered."""
    with page.expect_response("**/commands") as answered:
        page.keyboard.press("+")
    answered.value.finished()
    page.evaluate(NEXT_FRAME)


def link(page: Page, label: str) -> str:
    """What the dialog of links offers to copy."""
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Links").click()
    address = page.get_by_label(label).input_value()
    page.keyboard.press("Escape")
    return address


def test_a_host_plays_a_whole_game_by_keys_only(open_page: OpenPage) -> None:
    page, crowd = host_game(open_page)
    assert "#" not in page.url  # a projector shows the address bar
    look_at(page, *SIZES)
    crowd.join("Ada")
    crowd.join("Ben")
    expect(page.get_by_role("heading", name="2 players")).to_be_visible()
    expect(page.get_by_text("Ada", exact=True)).to_be_visible()
    look_at(page, *SIZES)

    page.keyboard.press("Space")
    for number in (1, 2, 3):
        expect(page.get_by_text("Opens in")).to_be_visible()
        if number == 1:
            look_at(page, *SIZES)
        extend(page)  # enough to look at
        extend(page)
        expect(page.get_by_text("Time left")).to_be_visible()
        for place in range(4):  # all choices look alike
            expect(page.locator(".choices > li").nth(place)).to_have_css("font-style", "normal")
        crowd.answer("Ada")
        expect(page.get_by_text("1 of 2 answered")).to_be_visible()
        look_at(page, *SIZES)
        crowd.answer("Ben", 1)
        expect(page.get_by_text("2 of 2 answered")).to_be_visible()
        page.keyboard.press("s")
        expect(page.get_by_text("1 of 2 correct")).to_be_visible()
        look_at(page, *SIZES)
        page.keyboard.press("PageDown")
        expect(page.get_by_role("heading", name="Standings")).to_be_visible()
        if number == 2:
            look_at(page, *SIZES)
        page.keyboard.press("ArrowRight")

    expect(page.get_by_role("heading", name="Podium")).to_be_visible()
    expect(page.locator(".stand1")).to_contain_text("Ada")
    expect(page.get_by_text("Results are stored for hosts with an account.")).to_be_visible()
    look_at(page, *SIZES)


def test_a_reload_and_another_device_go_on_and_a_screen_only_shows(open_page: OpenPage) -> None:
    page, crowd = host_game(open_page)
    crowd.join("Ada")
    page.reload()
    expect(page.get_by_role("heading", name="1 player")).to_be_visible()

    screen = open_page(link(page, "For a second screen"), viewport=PROJECTOR)
    remote = open_page(link(page, "For you"), viewport=PHONE)
    expect(screen.get_by_role("heading", name="1 player")).to_be_visible()
    expect(screen.get_by_role("button", name="Start")).to_have_count(0)
    screen.keyboard.press("Space")
    screen.keyboard.press("l")
    remote.get_by_role("button", name="Start").click()

    for shown in (page, screen):
        expect(shown.get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    expect(remote.get_by_text("0 of 1 answered")).to_be_visible()
    expect(page.get_by_role("button", name="Lock", exact=False)).to_have_attribute(
        "aria-pressed", "false"
    )


def test_a_host_kicks_renames_and_locks(open_page: OpenPage) -> None:
    page, crowd = host_game(open_page)
    for name in ("Ada", "Bot 1", "Bot 2"):
        crowd.join(name)
    expect(page.get_by_role("heading", name="3 players")).to_be_visible()

    page.get_by_role("button", name="Players (3)").click()
    page.get_by_role("button", name="Actions: Ada").click()
    page.get_by_role("menuitem", name="Select everyone who joined after").click()
    page.get_by_role("button", name="Kick 2 players").click()
    expect(page.get_by_text("Their names stay reserved")).to_be_visible()
    page.get_by_role("button", name="Kick 2 players").click()
    expect(page.get_by_role("heading", name="1 player")).to_have_count(2)  # the dialog's, too
    crowd.join("Bot 1", status=409)

    page.get_by_role("button", name="Actions: Ada").click()
    page.get_by_role("menuitem", name="Rename").click()
    page.get_by_label("New name").fill("Ada L.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Actions: Ada L.")).to_be_visible()
    look_at(page, *SIZES)
    page.keyboard.press("Escape")

    page.keyboard.press("l")
    expect(page.get_by_text("Locked: no one else can join")).to_be_visible()
    crowd.join("Late", status=409)


def test_ending_asks_first(open_page: OpenPage) -> None:
    page, crowd = host_game(open_page)
    crowd.join("Ada")
    expect(page.get_by_role("heading", name="1 player")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_text("Opens in")).to_be_visible()
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="End game").click()
    page.get_by_role("button", name="Keep playing").click()
    expect(page.get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="End game").click()
    page.get_by_role("button", name="End game").click()
    expect(page.get_by_text("No one has points.")).to_be_visible()


def test_a_mouse_leaves_space_to_the_next_step(open_page: OpenPage) -> None:
    page, crowd = host_game(open_page)
    crowd.join("Ada")
    expect(page.get_by_role("heading", name="1 player")).to_be_visible()
    page.get_by_role("button", name="Mute").click()
    page.get_by_role("button", name="Players (1)").click()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    expect(page.get_by_role("button", name="Mute")).to_have_attribute("aria-pressed", "true")


def test_the_focus_follows_the_screens_and_comes_back_from_dialogs(open_page: OpenPage) -> None:
    page, crowd = host_game(open_page)
    crowd.join("Ada")
    start = page.get_by_role("button", name="Start")
    start.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Question 1 of 3")).to_be_focused()
    more = page.get_by_role("button", name="More", exact=True)
    more.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("can")  # cel this question
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This question was cancelled.", exact=False)).to_be_visible()
    expect(more).to_be_focused()


def test_large_text_fits_on_every_screen(open_page: OpenPage) -> None:
    page, crowd = host_game(open_page)
    for name in ("Ada", "Maximiliane von und zu Hohenstein"):
        crowd.join(name)
    remote = open_page(link(page, "For you"), viewport=PHONE, **STILL)
    shown = (page, remote)
    for each in shown:
        expect(
            each.get_by_role("heading", name="2 players").or_(each.get_by_text("2 players")).first
        ).to_be_visible()
        enlarge_text(each)
        look_at(each)
    page.keyboard.press("Space")
    expect(page.get_by_text("Time left")).to_be_visible(timeout=15_000)
    crowd.answer("Ada")
    for each in shown:
        expect(each.get_by_text("1 of 2 answered")).to_be_visible()
        look_at(each)
    crowd.answer("Maximiliane von und zu Hohenstein")
    expect(page.get_by_text("2 of 2 answered")).to_be_visible()
    page.keyboard.press("s")
    for each in shown:
        expect(each.get_by_text("2 of 2 correct")).to_be_visible()
        look_at(each)
    page.keyboard.press("Space")
    for each in shown:
        expect(each.get_by_role("heading", name="Standings")).to_be_visible()
        look_at(each)


@pytest.mark.parametrize("path", ["/host/new/small", f"/host/{UUID(int=7)}"])
def test_the_other_pages_are_accessible(open_page: OpenPage, path: str) -> None:
    page = open_page(path, **STILL)
    expect(page.locator("h1").first).to_be_visible()
    look_at(page, PHONE, PROJECTOR)


def test_a_link_without_its_secret_leads_on(open_page: OpenPage) -> None:
    page = open_page(f"/host/{UUID(int=7)}")
    page.get_by_role("link", name="All quizzes").click()
    expect(page.get_by_role("link", name="Join a game")).to_be_visible()


def test_a_quiz_offers_to_host_it(open_page: OpenPage) -> None:
    page = open_page("/quiz/small")
    page.get_by_role("link", name="Host a live game").click()
    expect(page.get_by_role("heading", name="Host “Small”")).to_be_visible()


def test_a_host_without_a_connection_knows_it_and_catches_up(open_page: OpenPage) -> None:
    page, crowd = host_game(open_page, expect=OFFLINE)
    page.context.set_offline(True)
    expect(page.get_by_text("This screen is offline.", exact=False)).to_be_visible()
    page.context.set_offline(False)
    crowd.join("Ada")
    expect(page.get_by_role("heading", name="1 player")).to_be_visible()
    expect(page.get_by_text("This screen is offline.", exact=False)).to_have_count(0)


def long_question(**changes: Any) -> dict[str, Any]:  # Any: any field of a question
    """Six choices of more than a hundred characters, and an explanation of 600."""
    choices = [{"id": c, "text": LONG % c + LONG[:40]} for c in "abcdef"]
    return single("long", shuffle=False, choices=choices, explanation=6 * WHY, **changes)


@pytest.mark.parametrize("code", ["", "\n\n```python\nprint(1)\n```"], ids=["text", "code"])
def test_a_long_solution_is_read_from_the_last_row(
    open_page: OpenPage, site: Site, code: str
) -> None:
    with site.app.app_context():
        load_pack(
            pack(
                slug="long-solution",
                title="A long solution",
                of=[long_question(prompt=f"Which of these, and why?{code}")],
            )
        )
    host = LiveHost(open_page(None), site, "long-solution", seconds=120)
    ann = host.join("Ann")
    page = open_page(f"/host/{host.id}#{host.secret}", viewport=PROJECTOR, **STILL)
    host.begin()
    host.choose(ann, LONG % "a" + LONG[:40])
    expect(page.get_by_text("1 of 1 answered")).to_be_visible()
    host.close()
    expect(page.get_by_text("1 of 1 correct")).to_be_visible()

    legible(page, ".right .text", ".wrong .text", ".explanation")
    look_at(page, PROJECTOR, LARGE)


def test_an_author_hosts_a_private_quiz_from_the_studio(ada: OpenPage, open_page: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP, **STILL)
    studio = Studio(page)
    quiz = studio.quiz("For 7b only", content("one"))
    studio.send("PATCH", f"/quizzes/{quiz['id']}", {"visibility": "private"})

    page.goto(f"/studio/quiz/{quiz['id']}")  # from its editor, or from the list
    page.get_by_role("button", name="More", exact=False).first.click()
    expect(page.get_by_role("menuitem", name="Host a live game")).to_be_enabled()
    page.goto("/studio")
    page.get_by_role("button", name="More actions: For 7b only").click()
    page.get_by_role("menuitem", name="Host a live game").click()
    expect(page.get_by_text("Not everyone can play this quiz", exact=False)).to_be_visible()
    look_at(page, PHONE, DESKTOP)
    page.get_by_role("button", name="Open the lobby").click()
    expect(page.get_by_role("heading", name="No players yet")).to_be_visible()

    code = page.get_by_role("img", name=re.compile("^QR code of")).get_attribute("aria-label") or ""
    phone = open_page(code.split()[-1], expect=("404",))  # the quiz is private
    phone.get_by_label("Your name").fill("Anna")
    phone.get_by_role("button", name="Join", exact=True).click()
    page.get_by_role("button", name="Start").click()
    phone.get_by_role("button", name="choice a").click(timeout=30_000)
    expect(page.get_by_text("1 of 1 answered")).to_be_visible()
    page.keyboard.press("s")
    page.get_by_role("button", name="Standings").click()
    page.get_by_role("button", name="Podium").click()
    expect(page.get_by_role("link", name="View results")).to_be_visible()
    phone.get_by_role("button", name="Play this quiz on your own").click()
    expect(phone.get_by_text("This quiz isn’t open to play on your own.")).to_be_visible()
    phone.get_by_role("link", name="Review your answers").click()
    expect(phone.locator(".review")).to_have_count(1)
    phone.get_by_role("link", name="Back to the game").click()
    expect(phone.get_by_role("heading", name="You won!")).to_be_visible()
