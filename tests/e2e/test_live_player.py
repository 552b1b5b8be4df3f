"""A live game as its players see it, on phones that reload, lose the network and return."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from backend.library.packs import load_pack
from tests.support.browser import OFFLINE, OpenPage
from tests.support.live_pages import LiveHost, says
from tests.support.looks import DESKTOP, NARROW, PHONE, STILL, enlarge_text, look_at
from tests.support.questions import multiple, pack, poll, single, truefalse, typed, wordcloud
from tests.support.site import Site


@pytest.fixture(scope="module")
def live_quiz(site: Site) -> Iterator[str]:
    """A quiz of several types, in order, that guests can host; it is on no list afterwards."""
    questions = [
        single("first", shuffle=False, prompt="Which organelle makes **ATP**?"),
        multiple("second", shuffle=False),
        typed("third", prompt="What is the capital of Australia?"),
        truefalse("fourth", prompt="Mars has two moons."),
        poll("fifth"),
        wordcloud("sixth", prompt="How do you feel today?"),
    ]
    settings = {"shuffle_questions": False}
    with site.app.app_context():
        load_pack(pack(slug="live", title="Biology: the cell", of=questions, settings=settings))
    site.change_visibility("live", "public")
    yield "live"
    site.change_visibility("live", "unlisted")


@pytest.fixture
def host(open_page: OpenPage, site: Site, live_quiz: str) -> LiveHost:
    return LiveHost(open_page(None), site, live_quiz, seconds=120, reading_seconds=5)


def paste(page: Page, words: str) -> None:
    page.get_by_label("Game PIN").evaluate(
        """(field, words) => {
            const clipboardData = new DataTransfer()
            clipboardData.setData('text', words)
            field.dispatchEvent(new ClipboardEvent('paste', {clipboardData, cancelable: true}))
        }""",
        words,
    )


def join(open_page: OpenPage, host: LiveHost, name: str = "Anna", **options: object) -> Page:
    """Come by the QR code: two taps, unless the name is known."""
    page = open_page(f"/join/{host.pin}", **{**STILL, **options})
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_role("heading", name="You’re in!")).to_be_visible()
    return page


def see(page: Page) -> None:
    """Look at it on a phone and at a desk."""
    look_at(page, PHONE, DESKTOP)


def test_a_game_from_a_pasted_pin_to_the_review(open_page: OpenPage, host: LiveHost) -> None:
    page = open_page("/", expect=("409",), **STILL)
    page.get_by_role("link", name="Join a game").click()
    expect(page.get_by_role("heading", name="Join a game")).to_be_focused()
    page.get_by_role("button", name="Next").click()
    expect(says(page, "Enter all 7 digits of the PIN.")).to_be_visible()
    see(page)
    paste(page, f"PIN: {host.pin[:3]}-{host.pin[3:]}")
    expect(page.get_by_label("Game PIN")).to_have_value(f"{host.pin[:3]} {host.pin[3:]}")
    page.get_by_role("button", name="Next").click()

    expect(page.get_by_role("heading", name="Biology: the cell")).to_be_visible()
    ben = host.join("Anna")
    page.get_by_label("Your name").fill("Anna")
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Anna is taken.")
    see(page)
    page.get_by_role("button", name="Join as Anna 2").click()

    expect(page.get_by_role("heading", name="You’re in!")).to_be_visible()
    expect(says(page, "2 players so far")).to_be_visible()
    see(page)

    host.announce()
    expect(says(page, "Which organelle makes ATP?")).to_be_visible()
    expect(page.get_by_role("button", name="choice a")).to_have_count(0)  # to be read first
    host.open()
    page.get_by_role("button", name="choice a").wait_for()
    see(page)
    page.keyboard.press("a")
    expect(says(page, "Sent. Now wait for the others.")).to_be_visible()
    see(page)
    host.choose(ben, "choice b")
    host.close()

    expect(page.locator(".figures")).to_contain_text("1 of 2")
    expect(page.locator("h1 .sign.good")).to_be_visible()
    expect(says(page, "You’re in the lead.")).to_be_visible()
    expect(says(page, "Explanation of first")).to_be_visible()
    see(page)
    host.give("standings")
    expect(page.get_by_role("row", name=re.compile("Anna 2 you"))).to_be_visible()
    expect(page.locator(".moved")).to_have_count(0)  # from no rank at all
    see(page)

    host.begin()  # several choices
    page.get_by_role("button", name="choice a").click()
    page.get_by_role("button", name="Send answer").click()
    expect(says(page, "Sent. Now wait for the others.")).to_be_visible()
    host.answer(ben, {"choices": [host.choice("choice a"), host.choice("choice b")]})
    host.close()
    expect(page.locator("h1 .sign.partly")).to_be_visible()
    expect(
        page.get_by_text("behind the next player").or_(page.get_by_text("in the lead"))
    ).to_be_visible()
    see(page)

    host.begin()  # a text
    page.get_by_label("Your answer").fill("Canberra")
    page.keyboard.press("Enter")
    expect(says(page, "Sent. Now wait for the others.")).to_be_visible()
    see(page)
    host.close()
    expect(page.locator("h1 .sign.good")).to_be_visible()

    host.begin()  # true or false: left alone
    page.get_by_role("button", name="True").wait_for()
    see(page)
    host.close()
    expect(page.get_by_role("heading", name="No answer")).to_be_visible()
    see(page)

    host.begin()  # a poll
    page.get_by_role("button", name="choice c").click()
    expect(says(page, "Sent. Now wait for the others.")).to_be_visible()
    host.close()
    expect(page.get_by_role("heading", name="Thank you.")).to_be_visible()
    expect(says(page, "What others said")).to_be_visible()
    see(page)

    host.begin()  # a cloud of words
    page.get_by_label(re.compile("1 of 2")).fill("curious")
    page.get_by_role("button", name="Send").click()
    expect(says(page, "Sent. Now wait for the others.")).to_be_visible()
    host.close()
    expect(page.locator(".cloud")).to_contain_text("curious")
    see(page)

    host.give("next")
    expect(says(page, "You’re number")).to_be_visible()
    see(page)
    page.get_by_role("link", name="Review your answers").click()
    expect(page.locator(".review")).to_have_count(6)


def test_a_reload_in_the_middle_of_a_question(open_page: OpenPage, host: LiveHost) -> None:
    page = join(open_page, host)
    host.begin()
    page.get_by_role("button", name="choice a").wait_for()
    page.reload()
    page.get_by_role("button", name="choice b").click()
    expect(says(page, "Sent. Now wait for the others.")).to_be_visible()
    page.reload()
    expect(page.locator(".choice.chosen")).to_contain_text("choice b")
    expect(says(page, "Sent. Now wait for the others.")).to_be_visible()
    assert len(host.players()) == 1

    page.goto(f"/join/{host.pin}")  # who is in needs no name again
    expect(page.locator(".choice.chosen")).to_contain_text("choice b")


def test_an_answer_without_a_network_arrives_before_the_close(
    open_page: OpenPage, host: LiveHost
) -> None:
    page = join(open_page, host, expect=OFFLINE)
    host.begin()
    choice = page.get_by_role("button", name="choice a")
    choice.wait_for()
    page.context.set_offline(True)
    choice.click()
    expect(says(page, "It will be sent once you’re back online.")).to_be_visible()
    see(page)
    assert not host.players()[0]["answered"]
    page.context.set_offline(False)
    expect(says(page, "Sent. Now wait for the others.")).to_be_visible()
    assert host.players()[0]["answered"]
    host.close()
    expect(page.locator("h1 .sign.good")).to_be_visible()


def test_an_answer_survives_a_closed_tab_without_a_network(
    open_page: OpenPage, host: LiveHost
) -> None:
    page = join(open_page, host, expect=OFFLINE)
    host.begin()
    page.get_by_role("button", name="choice a").wait_for()
    page.context.set_offline(True)
    page.get_by_role("button", name="choice a").click()
    expect(says(page, "It will be sent once you’re back online.")).to_be_visible()
    address, context = page.url, page.context
    page.close()
    context.set_offline(False)
    later = context.new_page()
    later.goto(address)
    expect(says(later, "Sent. Now wait for the others.")).to_be_visible()
    assert host.players()[0]["answered"]


def test_an_answer_that_comes_too_late_is_refused_plainly(
    open_page: OpenPage, host: LiveHost
) -> None:
    page = join(open_page, host, expect=(*OFFLINE, "409"))
    host.begin()
    page.get_by_role("button", name="choice a").wait_for()
    page.context.set_offline(True)
    page.get_by_role("button", name="choice a").click()
    host.close()
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="No answer")).to_be_visible()
    expect(says(page, "Your answer came too late.")).to_be_visible()
    see(page)


def test_a_lost_reply_to_joining_joins_once(open_page: OpenPage, host: LiveHost) -> None:
    page = open_page(f"/join/{host.pin}", expect=("ERR_FAILED", "Failed to load"), **STILL)
    page.get_by_label("Your name").fill("Anna")
    lost: list[int] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/players", lose)
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_role("heading", name="You’re in!")).to_be_visible()
    assert lost == [200]
    assert [player["name"] for player in host.players()] == ["Anna"]


def test_a_player_continues_in_another_browser(open_page: OpenPage, host: LiveHost) -> None:
    page = join(open_page, host)
    page.get_by_role("button", name="Options").click()
    page.get_by_role("menuitem", name="Continue on another device").click()
    link = page.get_by_role("textbox", name="Your personal link").input_value()
    see(page)
    other = open_page(link, **STILL)
    expect(other.get_by_text("Anna", exact=True).first).to_be_visible()
    expect(other).to_have_url(re.compile(f"/game/{host.id}$"))  # the secret does not stay there
    assert len(host.players()) == 1


def test_a_kicked_player_is_out(open_page: OpenPage, host: LiveHost) -> None:
    page = join(open_page, host)
    host.kick(host.players()[0]["number"])
    expect(page.get_by_role("heading", name="You’re no longer in this game")).to_be_visible()
    see(page)


def test_pauses_voided_rounds_and_an_early_end(open_page: OpenPage, host: LiveHost) -> None:
    page = join(open_page, host)
    host.announce()
    host.give("pause")
    expect(says(page, "The host has paused the game.")).to_be_visible()
    expect(page.get_by_role("heading", name="Get ready")).to_be_visible()
    see(page)
    host.give("resume")
    host.open()
    page.get_by_role("button", name="choice a").click()
    expect(says(page, "Sent. Now wait for the others.")).to_be_visible()
    host.give("void")
    expect(page.get_by_role("heading", name="This question doesn’t count")).to_be_visible()
    see(page)
    host.give("end")
    expect(page.get_by_role("heading", name="The game is over")).to_be_visible()


def test_large_text_fits_from_the_lobby_to_the_end(open_page: OpenPage, host: LiveHost) -> None:
    page = join(open_page, host, "Maximiliane von und zu Hohenstein")

    def enlarged() -> None:
        enlarge_text(page)
        look_at(page, PHONE)

    enlarged()
    host.begin()
    page.get_by_role("button", name="choice a").click()
    expect(says(page, "Sent. Now wait for the others.")).to_be_visible()
    enlarged()
    host.close()
    expect(page.locator("h1 .sign.good")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    enlarged()
    host.give("standings")
    expect(page.get_by_role("heading", name="Standings")).to_be_focused()
    enlarged()
    host.give("end")
    expect(page.get_by_role("heading", name="You won!")).to_be_focused()
    enlarged()


def test_letters_only(open_page: OpenPage, site: Site, live_quiz: str) -> None:
    host = LiveHost(
        open_page(None),
        site,
        live_quiz,
        seconds=120,
        phones="letters",
        teams=["Red", "Blue"],
        deal=False,
    )
    page = open_page(f"/join/{host.pin}", **STILL)
    page.get_by_label("Your name").fill("Anna")
    page.get_by_role("button", name="Join", exact=True).click()
    expect(says(page, "Choose a team.")).to_be_visible()
    page.get_by_label("Blue").check()
    see(page)
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_text("Blue").first).to_be_visible()
    host.begin()
    page.get_by_role("button", name="A", exact=True).wait_for()
    assert "ATP" not in page.locator("main").inner_text()
    see(page)
    page.get_by_role("button", name="Options").click()
    page.get_by_role("menuitemcheckbox", name="Show letters only").click()
    expect(says(page, "Which organelle makes ATP?")).to_be_visible()
    page.get_by_role("button", name="choice a").click()
    expect(says(page, "Sent. Now wait for the others.")).to_be_visible()
    host.close()
    host.give("standings")
    expect(page.get_by_role("row", name=re.compile("Blue you"))).to_be_visible()
    see(page)


def test_made_up_names_and_wrong_pins(open_page: OpenPage, site: Site, live_quiz: str) -> None:
    host = LiveHost(open_page(None), site, live_quiz, nicknames="generated")
    page = open_page("/join/0000000", expect=("404",), **STILL)
    expect(says(page, "No game has this PIN.")).to_be_visible()
    see(page)
    page.get_by_label("Game PIN").fill(host.pin)
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_label("Your name")).to_have_count(0)
    see(page)
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_role("heading", name="You’re in!")).to_be_visible()
    page.goto("/game/00000000-0000-4000-8000-000000000000")
    expect(says(page, "You haven’t joined this game on this device.")).to_be_visible()
    see(page)


def test_nothing_moves_from_the_announcement_to_the_close(
    open_page: OpenPage, host: LiveHost
) -> None:
    page = join(open_page, host, expect=OFFLINE, viewport=NARROW)

    def places() -> list[object]:
        parts = (".prompt", ".choice >> nth=0", ".choice >> nth=3")
        return [page.locator(part).bounding_box() for part in parts]

    host.announce()
    expect(says(page, "You can answer in a moment.")).to_be_visible()
    before = places()
    host.open()
    page.get_by_role("button", name="choice a").wait_for()
    assert places() == before
    page.context.set_offline(True)
    page.get_by_role("button", name="choice a").click()
    page.mouse.move(0, 0)
    expect(says(page, "It will be sent once you’re back online.")).to_be_visible()
    expect(says(page, "You’re offline. Reconnecting …")).to_be_visible()
    assert places() == before
    page.context.set_offline(False)
    expect(says(page, "Sent. Now wait for the others.")).to_be_visible()
    assert places() == before
