"""Every page in each of its states: accessible, readable, helpful."""

import json

import pytest
from playwright.sync_api import Route, expect

from tests.support.browser import OpenPage
from tests.support.looks import EVERY_SIZE, STILL, fits, look_at
from tests.support.player_pages import answer, go_on, start


def test_every_page_of_a_game_is_accessible(open_page: OpenPage) -> None:
    page = open_page("/", **STILL)

    expect(page.locator(".quiz").first).to_be_visible()
    look_at(page, *EVERY_SIZE)
    start(page)
    for number in (1, 2, 3):
        look_at(page, *EVERY_SIZE)
        answer(page, right=number == 1)
        expect(page.locator(".verdict")).to_be_visible()
        look_at(page, *EVERY_SIZE)
        go_on(page)
    expect(page.locator(".figure")).to_be_visible()
    page.locator("summary").first.click()
    expect(page.locator(".board table, .board .card")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.get_by_label("Your name").fill("Axel")
    page.keyboard.press("Enter")
    expect(page.get_by_text("you are here")).to_be_visible()
    look_at(page, *EVERY_SIZE)


@pytest.mark.parametrize("path", ["/quiz/small", "/what-is-a-wat", "/no/such/page", "/api/docs"])
def test_every_page_outside_of_a_game_is_accessible(open_page: OpenPage, path: str) -> None:
    page = open_page(path, **STILL)

    expect(page.locator("h1").first).to_be_visible()
    look_at(page, *EVERY_SIZE)


def test_a_narrow_screen_and_large_text_need_no_sideways_scrolling(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 320, "height": 600})
    start(page)
    for _ in range(3):
        assert fits(page)
        answer(page)
        expect(page.locator(".verdict")).to_be_visible()
        assert fits(page)
        go_on(page)


def test_the_verdict_causes_no_layout_shift(open_page: OpenPage) -> None:
    page = open_page(reduced_motion="reduce")
    start(page)
    page.evaluate("""window.shift = 0; new PerformanceObserver(list => {
        for (const entry of list.getEntries())
            if (!entry.hadRecentInput) window.shift += entry.value
    }).observe({type: 'layout-shift', buffered: true})""")
    before = page.locator(".choices").bounding_box()
    answer(page)
    expect(page.locator(".verdict")).to_be_visible()

    after = page.evaluate("""() => { const box = document.querySelector('.choices')
        .getBoundingClientRect(); return {top: box.top + scrollY, height: box.height} }""")
    assert before
    assert after["top"] == pytest.approx(before["y"], abs=1)
    assert page.evaluate("window.shift") < 0.05


def test_an_empty_server_explains_how_to_add_quizzes(open_page: OpenPage) -> None:
    page = open_page("/what-is-a-wat")
    page.route("**/api/quizzes*", lambda r: r.fulfill(json={"quizzes": [], "next": None}))

    page.get_by_role("link", name="Popquiz, home").click()

    expect(page.get_by_text("init_fixtures")).to_be_visible()


def test_an_unreachable_server_can_be_retried(open_page: OpenPage) -> None:
    page = open_page("/what-is-a-wat", expect=("502",))
    calls: list[int] = []

    def away(route: Route) -> None:
        calls.append(1)
        body = json.dumps({"type": "/problems/server-away", "params": {}})
        route.fulfill(status=502, content_type="application/problem+json", body=body)

    page.route("**/api/quizzes*", away)
    page.clock.install()
    with page.expect_response("**/api/quizzes*"):
        page.get_by_role("link", name="Popquiz, home").click()
    for wait in (500, 1000, 2000, 4000):
        with page.expect_response("**/api/quizzes*"):
            page.clock.run_for(wait)
    expect(page.get_by_text("The quiz server is restarting.")).to_be_visible()
    assert len(calls) == 5

    page.unroute("**/api/quizzes*")
    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("button", name="Start Small")).to_be_visible()


@pytest.mark.parametrize(
    ("path", "asked", "said"),
    [
        ("/quiz/small", "**/api/quizzes/small", "The quiz couldn’t be loaded."),
        ("/check/ABCD-EFGH-JKLM", "**/api/certificates/*", "The certificate couldn’t be loaded."),
    ],
)
def test_a_page_says_what_it_could_not_load(
    open_page: OpenPage, path: str, asked: str, said: str
) -> None:
    page = open_page(None, expect=("403", "404"), **STILL)
    body = json.dumps({"type": "/problems/forbidden", "params": {}})
    page.route(asked, lambda route: route.fulfill(status=403, body=body))

    page.goto(path)

    expect(page.get_by_text(said)).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.unroute(asked)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text(said)).to_have_count(0)


def test_a_page_that_fails_to_load_can_be_retried(open_page: OpenPage) -> None:
    page = open_page("/", expect=("ERR_FAILED",), **STILL)
    page.route("**/assets/later.*.js", lambda route: route.abort())

    page.goto(page.url + "what-is-a-wat")
    expect(page.get_by_text("The page couldn’t be loaded.")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.unroute("**/assets/later.*.js")
    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("heading", name="What is a WAT?")).to_be_visible()


def test_a_loading_page_shows_a_placeholder(open_page: OpenPage) -> None:
    page = open_page("/")
    held: list[Route] = []
    page.route("**/assets/later.*.js", lambda route: held.append(route))

    page.goto(page.url + "what-is-a-wat", wait_until="commit")
    expect(page.locator("header")).to_be_visible()
    expect(page.locator("footer")).to_be_hidden()
    skeleton = page.locator("main").evaluate("main => getComputedStyle(main, '::before').height")
    assert skeleton == "192px"
    held[0].continue_()

    expect(page.get_by_role("heading", name="What is a WAT?")).to_be_visible()
    expect(page.locator("footer")).to_be_visible()


def test_an_unknown_game_offers_a_way_home(open_page: OpenPage) -> None:
    page = open_page("/play/00000000-0000-4000-8000-000000000000", expect=("404",), **STILL)

    expect(page.get_by_text("This attempt no longer exists")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.get_by_role("link", name="All quizzes").click()
    expect(page.get_by_role("button", name="Start Small")).to_be_visible()


def test_an_unfinished_game_has_no_result_yet(open_page: OpenPage) -> None:
    page = open_page()
    start(page)

    page.goto(page.url.replace("/play/", "/result/"))
    expect(page.get_by_text("3 questions still to answer.")).to_be_visible()
    page.get_by_role("link", name="Keep playing").click()

    expect(page.get_by_text("Question 1 of 3")).to_be_visible()


def test_sound_and_theme_are_remembered(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="Sound").click()
    page.get_by_role("button", name="Theme: system").click()
    page.get_by_role("button", name="Theme: light").click()

    page.reload()

    expect(page.get_by_role("button", name="Sound")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("button", name="Theme: dark")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_sharing_does_not_reveal_the_attempt(open_page: OpenPage) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    start(page)
    for _ in range(3):
        answer(page)
        go_on(page)
    expect(page.locator(".figure")).to_be_visible()

    page.get_by_role("button", name="Share").click()

    expect(page.locator(".outcome")).to_contain_text("Copied.")
    text = page.evaluate("navigator.clipboard.readText()")
    assert "3 of 3" in text
    assert text.endswith("/quiz/small")


def test_a_game_ended_early_has_a_result(open_page: OpenPage) -> None:
    page = open_page()
    start(page)
    path = page.url.split("/play/")[1]
    ended = page.request.post(f"/api/attempts/{path}/finish", data={})
    assert ended.ok

    page.reload()

    expect(page.locator(".figure")).to_have_text("0 out of 3")


def test_the_release_is_shown_in_the_footer_of_the_studio_only(
    open_page: OpenPage,
) -> None:
    page = open_page("/studio/sign-in")
    commit = page.request.get("/api/version").json()["commit"]
    footer = page.get_by_role("contentinfo")

    expect(footer).to_contain_text(f"Version {commit}")
    expect(footer.get_by_role("link", name="API")).to_be_visible()
    page.goto("/what-is-a-wat")
    expect(footer.get_by_role("link")).to_have_text(["What is a WAT?", "For authors"])
    expect(footer).not_to_contain_text("Version")
