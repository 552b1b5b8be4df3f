"""A live game whose host dies, whose phones sleep, and whose devices have wrong clocks."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from backend.library.packs import load_pack
from tests.support.browser import OFFLINE, OpenPage
from tests.support.live_pages import PROJECTOR, LiveHost, says
from tests.support.local import eventually
from tests.support.looks import STILL
from tests.support.questions import pack
from tests.support.site import Site

NOTE_REQUESTS = """
    const send = window.fetch
    window.unanswered = new Set()
    window.fetch = (...request) => {
        const answer = send(...request)
        const read = answer.then(found => found.clone().arrayBuffer())
        unanswered.add(read)
        read.catch(() => {}).finally(() => unanswered.delete(read))
        return answer
    }
"""
WAKE = "document.dispatchEvent(new Event('visibilitychange'))"
SENT = "Sent. Now wait for the others."
# When the choices can be tapped, by the clock of the page.
NOTE_OPENING = """
    new MutationObserver(() => {
        window.opened ??= document.querySelector('button.choice') ? Date.now() : undefined
    }).observe(document, {subtree: true, childList: true, attributes: true})
"""
COUNTDOWN = "[document.querySelector('[role=timer]').lastChild.data.trim(), Date.now()]"


@pytest.fixture(scope="module")
def quiz(site: Site) -> Iterator[str]:
    """Three single choices, in order; on no list afterwards."""
    with site.app.app_context():
        load_pack(
            pack(slug="interrupted", title="Interrupted", settings={"shuffle_questions": False})
        )
    site.change_visibility("interrupted", "public")
    yield "interrupted"
    site.change_visibility("interrupted", "unlisted")


@pytest.fixture
def host(open_page: OpenPage, site: Site, quiz: str) -> LiveHost:
    return LiveHost(open_page(None), site, quiz, seconds=120, speed_weight=0)


def join(page: Page, host: LiveHost) -> Page:
    page.goto(f"/join/{host.pin}")
    page.get_by_label("Your name").fill("Anna")
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_role("heading", name="You’re in!")).to_be_visible()
    return page


def phone_that_sleeps(open_page: OpenPage) -> Page:
    page = open_page(None, expect=OFFLINE, **STILL)
    page.clock.install()
    page.add_init_script(NOTE_REQUESTS)
    return page


def asleep(page: Page) -> None:
    """Timers stand still from now on, and nothing can be sent. For `phone_that_sleeps`."""
    page.context.set_offline(True)
    page.clock.pause_at(datetime.now(UTC) + timedelta(seconds=5))


def awake(page: Page) -> None:
    """A minute later the page is shown again, for two seconds: then its timers stop once more.

    They wait for each reply, however long a busy machine takes for it. As they may pass within one
    second of the server, its copies of the game's document have ended before.
    """
    changed = int(time.time())
    eventually(lambda: time.time() >= changed + 1)
    page.clock.fast_forward(60_000)
    with page.expect_response("**/state"):
        page.context.set_offline(False)
        page.evaluate(WAKE)
    for _ in range(20):
        page.evaluate("Promise.allSettled([...unanswered])")
        page.clock.run_for(100)


def running(host: LiveHost) -> dict[str, Any]:  # Any: JSON
    """What another host screen must not change."""
    seen = host.look()["state"]
    names = ("version", "phase", "round", "opens_at", "closes_at", "paused", "question", "players")
    return {name: seen[name] for name in names}


def test_a_host_killed_in_a_question_goes_on_elsewhere(open_page: OpenPage, host: LiveHost) -> None:
    address = f"/host/{host.id}#{host.secret}"  # the link is all that the host has
    page = open_page(address, viewport=PROJECTOR, **STILL)
    phone = join(open_page(None, **STILL), host)
    ben = host.join("Ben")
    expect(page.get_by_role("heading", name="2 players")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    host.open()
    host.choose(ben, "choice b")
    expect(page.get_by_text("1 of 2 answered")).to_be_visible()
    before = running(host)
    assert (before["phase"], before["round"]) == ("open", 1)

    page.context.close()
    phone.get_by_role("button", name="choice a").click()  # while there is no host
    expect(says(phone, SENT)).to_be_visible()
    other = open_page(address, viewport=PROJECTOR, **STILL)

    expect(other.get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    expect(other.get_by_text("2 of 2 answered")).to_be_visible()
    assert running(host) == before
    other.keyboard.press("s")
    expect(other.get_by_text("1 of 2 correct")).to_be_visible()
    expect(phone.locator("h1 .sign.good")).to_be_visible()
    other.keyboard.press("Space")
    expect(other.get_by_role("heading", name="Standings")).to_be_visible()
    other.keyboard.press("Space")
    expect(other.get_by_role("heading", name="Question 2 of 3")).to_be_visible()


def test_a_phone_that_slept_is_in_the_running_round(open_page: OpenPage, host: LiveHost) -> None:
    page = phone_that_sleeps(open_page)
    join(page, host)
    host.begin()
    page.get_by_role("button", name="choice a").click()
    expect(says(page, SENT)).to_be_visible()
    asleep(page)
    host.close()
    host.begin()
    expect(says(page, SENT)).to_be_visible()  # of the first question

    awake(page)

    expect(says(page, "Prompt of")).to_be_visible()
    page.get_by_role("button", name="choice b").click()
    page.clock.resume()
    expect(says(page, SENT)).to_be_visible()
    assert host.players()[0]["answered"]
    assert host.look()["state"]["round"] == 2
    expect(page.get_by_text("1,000").first).to_be_visible()  # of the first question


def test_an_answer_that_slept_with_its_phone_is_sent_when_it_wakes(
    open_page: OpenPage, host: LiveHost
) -> None:
    page = phone_that_sleeps(open_page)
    join(page, host)
    host.begin()
    choice = page.get_by_role("button", name="choice c")
    choice.wait_for()
    page.context.set_offline(True)
    choice.click()
    expect(says(page, "It will be sent once you’re back online.")).to_be_visible()
    asleep(page)
    assert not host.players()[0]["answered"]

    awake(page)

    expect(says(page, SENT)).to_be_visible()
    expect(page.locator(".choice.chosen")).to_contain_text("choice c")
    assert host.players()[0]["answered"]


@pytest.mark.parametrize("minutes", [-7, 45])
def test_a_question_opens_at_its_time_on_a_device_whose_clock_is_wrong(
    open_page: OpenPage, host: LiveHost, minutes: int
) -> None:
    wrong = timedelta(minutes=minutes)
    page = open_page(None, **STILL)
    page.clock.install(time=datetime.now(UTC) + wrong)
    page.add_init_script(NOTE_OPENING)
    join(page, host)
    host.announce()
    state = host.look()["state"]
    opens_at, closes_at = (datetime.fromisoformat(state[n]) for n in ("opens_at", "closes_at"))

    page.get_by_role("button", name="choice a").wait_for()

    opened = datetime.fromtimestamp(page.evaluate("window.opened") / 1000, UTC) - wrong
    early = timedelta(seconds=-0.5)
    assert early < opened - opens_at < timedelta(seconds=15)  # of minutes; machines are slow
    left, now = page.evaluate(COUNTDOWN)
    shown = timedelta(minutes=int(left.split(":")[0]), seconds=int(left.split(":")[1]))
    expected = closes_at - (datetime.fromtimestamp(now / 1000, UTC) - wrong)
    assert abs(shown - expected) < timedelta(seconds=3)
