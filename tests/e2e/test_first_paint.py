"""The faces of the first page: there at the first visit, and nothing moves when they come late."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, ViewportSize, expect

from tests.support.browser import OpenPage
from tests.support.looks import DESKTOP, NEXT_FRAME, PHONE
from tests.support.player_pages import start

FACES = {"h1": "Bricolage Grotesque", "main p": "Atkinson Hyperlegible Next"}
SHIFTS = """window.observer = new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
        window.shift = (window.shift ?? 0) + entry.value
        window.moved = entry.sources.map(({ node }) => node?.className || node?.nodeName)
    }
})
window.observer.observe({type: 'layout-shift', buffered: true})"""
FROM_NOW = f"({NEXT_FRAME})().then(() => {{ window.observer.takeRecords(); window.shift = 0 }})"
"""Forget the shifts so far, also those that the observer has not been called for yet."""
WIDTHS = """([text, face, standIn, weight]) => {
    const line = document.createElement('span')
    line.textContent = text
    Object.assign(line.style, { position: 'absolute', whiteSpace: 'nowrap', fontSize: '32px' })
    Object.assign(line.style, { fontWeight: weight, textRendering: 'geometricPrecision' })
    document.body.append(line)
    const sizes = [face, standIn].map(family => {
        line.style.fontFamily = `'${family}'`
        return { width: line.offsetWidth, height: line.offsetHeight }
    })
    line.remove()
    return sizes
}"""
TEXT = (
    "Which part of the cell turns sugar into the energy that everything else in it runs on? "
    "Pick the one that has a membrane of its own, and that came from a bacterium."
)


def drawn_in(page: Page, selector: str) -> set[str]:
    """The fonts that the text of an element is drawn in, as the browser says."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    node = devtools.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts: list[dict[str, Any]] = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})[
        "fonts"
    ]
    return {font["familyName"] for font in fonts if font["isCustomFont"]}


def test_the_first_visit_draws_in_our_faces_and_asks_for_them_at_once(open_page: OpenPage) -> None:
    page = open_page("/", viewport=DESKTOP)
    expect(page.locator(".quiz").first).to_be_visible()
    page.evaluate("document.fonts.ready.then(() => true)")

    for selector, family in FACES.items():
        assert any(family in drawn for drawn in drawn_in(page, selector)), selector
    asked = page.evaluate("""performance.getEntriesByType('resource')
        .filter(({ name }) => name.endsWith('.woff2')).map(entry => entry.initiatorType)""")
    assert asked == ["link", "link"], "each is preloaded, and none is fetched twice"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_moves_when_the_faces_come_late(open_page: OpenPage, size: ViewportSize) -> None:
    page = open_page("/what-is-a-wat", viewport=size)
    page.add_init_script(SHIFTS)
    held: list[Route] = []
    page.route("**/*.woff2", lambda route: held.append(route))

    for path in ("/", "/quiz/small", "/what-is-a-wat", "/no/such/page", "/studio/sign-in"):
        held.clear()
        page.goto(path, wait_until="commit")
        expect(page.locator("h1, .quiz").first).to_be_visible()
        expect(page.locator(".skeleton")).to_have_count(0)
        page.evaluate(FROM_NOW)
        before = drawn_in(page, "h1") if page.locator("h1").count() else set()
        assert not before, "the faces are not there yet"
        for route in held:
            route.continue_()
        page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")

        assert any("Bricolage" in face for face in drawn_in(page, "h1"))
        # In a line of prose, what follows a link moves by as much as the link grew; from 0.1 on,
        # a page is said to move.
        assert page.evaluate("window.shift") < 0.001, (path, page.evaluate("window.moved"))


def test_a_question_does_not_move_when_its_fonts_load_late(open_page: OpenPage) -> None:
    page = open_page("/")
    start(page)
    page.add_init_script(SHIFTS)
    held: list[Route] = []
    page.route("**/*.woff2", lambda route: held.append(route))
    page.reload(wait_until="domcontentloaded")  # at "commit", the old page may still be found
    expect(page.locator(".choice").first).to_be_visible()
    page.evaluate(FROM_NOW)

    for route in held:
        route.continue_()
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")

    assert page.evaluate("window.shift") == 0, page.evaluate("window.moved")


def test_a_quiz_is_fetched_with_its_page_and_moves_nothing(open_page: OpenPage) -> None:
    page = open_page(None, viewport=PHONE)
    page.add_init_script(SHIFTS)
    held: list[Route] = []
    page.route("**/assets/later.*.js", lambda route: held.append(route))
    page.route("**/api/quizzes/small", lambda route: held.append(route))
    with page.expect_request("**/api/quizzes/small"), page.expect_request("**/later.*.js"):
        page.goto("/quiz/small", wait_until="commit")
    page.evaluate("'both are held'")
    code, quiz = sorted(held, key=lambda route: "/api/" in route.request.url)

    code.continue_()
    expect(page.get_by_text("Loading …")).to_be_visible()
    page.evaluate(FROM_NOW)
    quiz.continue_()
    expect(page.get_by_role("heading", name="Small", exact=True)).to_be_visible()
    expect(page.locator(".skeleton")).to_have_count(0)
    page.evaluate(NEXT_FRAME)

    assert page.evaluate("window.shift") == 0, page.evaluate("window.moved")
    assert len(held) == 2, "each is fetched once"


@pytest.mark.parametrize(
    ("face", "weight"),
    [("Atkinson", 400), ("Atkinson", 600), ("Atkinson", 700), ("Bricolage", 800)],
)
def test_the_stand_ins_are_of_the_faces_size(open_page: OpenPage, face: str, weight: int) -> None:
    page = open_page("/")
    page.evaluate("font => document.fonts.load(font)", f"{weight} 16px {face}")
    here = []
    for known in ("Arial", "Roboto", "DejaVu"):
        stand_in = f"{face} by {known}"
        if not page.evaluate("font => document.fonts.load(font).then(f => f.length, () => 0)",
                             f"{weight} 16px '{stand_in}'"):  # fmt: skip
            continue
        ours, theirs = page.evaluate(WIDTHS, [TEXT, face, stand_in, str(weight)])
        if (
            theirs["width"]
            == page.evaluate(WIDTHS, [TEXT, face, "no such face", str(weight)])[1]["width"]
        ):
            continue
        here.append(known)
        assert theirs["width"] == pytest.approx(ours["width"], rel=0.02), stand_in
        assert theirs["height"] == pytest.approx(ours["height"], abs=1), stand_in
    assert here, "none of the stand-ins is installed here: apt-get install fonts-dejavu-core"
