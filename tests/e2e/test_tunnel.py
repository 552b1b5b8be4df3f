"""A game goes on without a network, and is handed in later."""

import json
import re
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_picking import play_areas, play_point
from tests.support.browser import OFFLINE, OpenPage, until
from tests.support.looks import EVERY_SIZE, STILL, look_at
from tests.support.past import PASS
from tests.support.player_pages import answer, go_on, start
from tests.support.site import Site
from tests.support.tunnel import (
    KEYS,
    expect_release,
    lose_network,
    prepare,
    serving,
    wait_for_copy,
)
from tests.support.visit import Visit

SETTLED = """await navigator.serviceWorker.getRegistration().then(
    found => found.active && !found.installing && !found.waiting)"""
PART = """async () => {
    const range = {headers: {Range: 'bytes=2-11'}}
    const part = await fetch(document.querySelector('audio').src, range)
    return [part.status, (await part.blob()).size]
}"""
"""How the browser asks for a sound that is played from the middle."""


@pytest.fixture
def open_page(visit: Visit) -> OpenPage:
    return partial(visit.open, service_workers="allow")


def play_without_network(page: Page) -> None:
    """Lose the network, and answer all three questions of the small quiz."""
    lose_network(page)
    for _ in range(3):
        answer(page)
        expect(page.locator(".outcome")).to_contain_text("Your answer is kept")
        go_on(page)
    expect(page.get_by_text("3 answers are saved on this device")).to_be_visible()


def answer_any(page: Page) -> None:
    """Answer the question of *Places* on the page, and wait until it is kept."""
    if page.locator(".rich img").count():
        page.locator(".choice").first.click()
    else:
        (play_areas if page.locator(".board path").count() else play_point)(page)
        page.get_by_role("button", name="Check answer").click()
    expect(page.locator(".outcome")).to_contain_text("Your answer is kept")


def test_a_game_is_played_to_its_end_in_a_tunnel(open_page: OpenPage, site: Site) -> None:
    page = open_page(expect=OFFLINE, **STILL)
    start(page)
    prepare(page)
    wait_for_copy(page)
    before = site.count("answer")
    answer(page)
    expect(page.locator(".verdict.good")).to_be_visible()
    lose_network(page)
    go_on(page)
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()

    page.reload()

    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    expect(page.locator(".score")).to_have_text("1 point")
    answer(page)
    expect(page.locator(".outcome")).to_contain_text("Your answer is kept")
    page.reload()
    expect(page.get_by_text("Question 3 of 3")).to_be_visible()
    answer(page)
    expect(page.locator(".outcome")).to_contain_text("Your answer is kept")
    go_on(page)
    expect(page.get_by_text("2 answers are saved on this device")).to_be_visible()
    expect(page.get_by_text("handed in when the connection is back")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    assert site.count("answer") == before + 1

    page.context.set_offline(False)

    expect(page.locator(".figure")).to_have_text("3 out of 3")
    expect(page.locator(".review").first).to_be_visible()
    assert site.count("answer") == before + 3
    assert page.evaluate(KEYS) == []
    assert page.evaluate("caches.has('media')") is False


def test_kept_answers_are_handed_in_from_any_page(open_page: OpenPage, site: Site) -> None:
    page = open_page(expect=OFFLINE, **STILL)
    start(page)
    prepare(page)
    wait_for_copy(page)
    before = site.count("answer")
    play_without_network(page)
    address = page.url
    page.get_by_role("link", name="Popquiz").first.click()
    expect(page.get_by_text("3 answers to “Small” are saved on this device")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_be_visible(timeout=30_000)
    look_at(page, *EVERY_SIZE)
    page.close()

    context = page.context
    context.set_offline(False)
    page = context.new_page()
    page.goto("/what-is-a-wat")

    expect(page.get_by_text("Your answers to “Small” have been handed in.")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    assert site.count("answer") == before + 3
    page.get_by_role("link", name="See your result").click()
    expect(page.locator(".figure")).to_have_text("3 out of 3")
    assert page.url == address
    assert page.evaluate(KEYS) == []


def test_images_and_sounds_of_later_questions_are_there(open_page: OpenPage, site: Site) -> None:
    page = open_page("/quiz/places", expect=OFFLINE)
    page.get_by_role("button", name="Start Places").click()
    expect(page.get_by_text("Question 1 of 3")).to_be_visible()
    prepare(page, media=2)
    before = site.count("answer")
    lose_network(page)
    page.reload()

    seen = set()
    for number in (1, 2, 3):
        expect(page.get_by_text(f"Question {number} of 3")).to_be_visible()
        image = page.locator("main img").first
        expect(image).to_be_visible()
        until(page, "[...document.images].every(image => image.naturalWidth > 0)")
        if page.locator("audio").count():
            seen.add("sound")
            assert page.evaluate(PART) == [206, 10]
        answer_any(page)
        go_on(page)
    assert seen == {"sound"}
    expect(page.get_by_text("3 answers are saved on this device")).to_be_visible()
    page.context.set_offline(False)

    expect(page.locator(".figure")).to_be_visible()
    assert site.count("answer") == before + 3


def test_what_arrives_after_the_deadline_is_not_counted(open_page: OpenPage, site: Site) -> None:
    page = open_page("/quiz/exam", expect=(*OFFLINE, "409"), **STILL)
    page.get_by_label("Access code").fill("sesame")
    page.get_by_role("button", name="Start Exam").click()
    expect(page.get_by_text("Question 1 of 3")).to_be_visible()
    prepare(page)
    wait_for_copy(page)
    answer(page)
    expect(page.locator(".verdict.good")).to_be_visible()
    go_on(page)
    attempt = page.url.split("/play/")[1]
    lose_network(page)
    for _ in range(2):
        answer(page)
        expect(page.locator(".outcome")).to_contain_text("Your answer is kept")
        go_on(page)
    expect(page.get_by_text(re.compile("Answers that arrive after .* don’t count"))).to_be_visible()
    look_at(page, *EVERY_SIZE)
    site.run(PASS.format(seconds="%(seconds)s", id="%(id)s"), seconds=400, id=attempt)

    page.context.set_offline(False)

    expect(page.locator(".figure")).to_have_text("1 out of 3")
    note = "Your answers to questions 2 and 3 don’t count: they reached the server after"
    expect(page.get_by_text(note)).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.reload()
    expect(page.get_by_text(note)).to_be_visible()


def test_a_timed_question_says_that_it_needs_a_connection(open_page: OpenPage) -> None:
    page = open_page("/quiz/timed", expect=OFFLINE, **STILL)
    page.get_by_role("button", name="Start Timed").click()
    expect(page.get_by_text("Question 1 of 3")).to_be_visible()
    prepare(page)
    answer(page)
    expect(page.locator(".verdict.good")).to_be_visible()
    lose_network(page)
    go_on(page)
    expect(page.locator(".notice")).to_have_text("The next question needs a connection.")
    look_at(page, *EVERY_SIZE)

    page.context.set_offline(False)

    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    expect(page.locator(".notice")).to_have_count(0)
    lose_network(page)
    answer(page)
    expect(page.locator(".outcome")).to_contain_text("The next question needs a connection.")
    look_at(page, *EVERY_SIZE)


def test_two_tabs_hand_in_one_game_once(open_page: OpenPage, site: Site) -> None:
    first = open_page(expect=OFFLINE)
    start(first)
    prepare(first)
    wait_for_copy(first)
    second = first.context.new_page()
    second.goto("/what-is-a-wat")
    prepare(second)
    before = site.count("answer")
    play_without_network(first)

    first.context.set_offline(False)

    expect(first.locator(".figure")).to_have_text("3 out of 3")
    assert site.count("answer") == before + 3
    assert second.evaluate(KEYS) == []


def test_it_plays_without_a_service_worker(open_page: OpenPage, site: Site) -> None:
    page = open_page(expect=OFFLINE, service_workers="block")
    start(page)
    wait_for_copy(page)
    lose_network(page)
    for _ in range(3):
        answer(page)
        go_on(page)
    expect(page.get_by_text("3 answers are saved on this device")).to_be_visible()

    page.context.set_offline(False)

    expect(page.locator(".figure")).to_have_text("3 out of 3")


def test_a_new_release_takes_over(open_page: OpenPage, site: Site, tmp_path: Path) -> None:
    with serving(tmp_path, site.url) as releases:
        page = open_page(None, expect=(*OFFLINE, releases.url))
        page.goto(releases.url)
        prepare(page)
        expect_release(page, new=False)

        releases.served = releases.new
        page.reload()

        expect_release(page, new=True)  # the worker is still the old one
        until(page, "(await caches.keys()).some(key => key.startsWith('client-new'))")
        until(page, SETTLED)
        lose_network(page)
        page.reload()
        expect_release(page, new=True)
        page.context.close()  # or it asks a server that is gone


def test_a_worker_that_is_switched_off_leaves_nothing(
    open_page: OpenPage, site: Site, tmp_path: Path
) -> None:
    with serving(tmp_path, site.url) as releases:
        page = open_page(None, expect=(releases.url,))
        page.goto(releases.url)
        prepare(page)
        off = (releases.old / "worker-off.js").read_bytes()
        (releases.old / "worker.js").write_bytes(off)

        page.reload()

        until(page, "(await caches.keys()).length === 0")
        until(page, "(await navigator.serviceWorker.getRegistrations()).length === 0")
        page.context.close()


def test_the_site_can_be_installed(open_page: OpenPage, site: Site) -> None:
    page = open_page("/")
    prepare(page)
    devtools = page.context.new_cdp_session(page)

    found = devtools.send("Page.getAppManifest")
    assert found["errors"] == []
    manifest = json.loads(found["data"])
    assert {icon.get("purpose", "any") for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in [*manifest["icons"], {"src": "/apple-touch-icon.png"}]:
        size = page.evaluate(
            """async address => {
                const image = new Image()
                image.src = address
                await image.decode()
                return image.naturalWidth
            }""",
            icon["src"],
        )
        assert icon.get("sizes", "180x180") in ("any", f"{size}x{size}")
    assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []


def test_an_installed_app_has_a_way_out_of_every_page(open_page: OpenPage) -> None:
    page = open_page(None, expect=("404",))
    for path in ("/quiz/small", "/what-is-a-wat", "/check", "/play/x", "/result/x", "/none"):
        page.goto(path)
        expect(page.get_by_role("banner").get_by_role("link").first).to_have_attribute("href", "/")
    for path in ("/api/docs", "/problems/", "/problems/quiz-not-found"):
        page.goto(path)
        page.get_by_role("link", name="All quizzes").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Ten questions")
