"""What has the focus is never under a head, a bar or a toast (WCAG 2.2, 2.4.11)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.authors import content
from tests.support.browser import OpenPage, until
from tests.support.looks import DESKTOP, NEXT_FRAME, PHONE
from tests.support.studio_pages import Studio

MOST = 150  # Tabs
LONG = "A title that takes as much room as a title may: " + "long words of " * 4 + "it"
FRAMES = 20
COVERED = """() => {
    const focused = document.activeElement
    let {left, right, top, bottom} = focused.getBoundingClientRect()
    for (let node = focused.parentElement; node !== document.body; node = node.parentElement) {
        const {overflow, position} = getComputedStyle(node)
        if (position === 'fixed') break
        if (overflow === 'visible') continue
        const shown = node.getBoundingClientRect() // of a long title, two lines
        left = Math.max(left, shown.left)
        right = Math.min(right, shown.right)
        top = Math.max(top, shown.top)
        bottom = Math.min(bottom, shown.bottom)
    }
    const {ariaLabel, innerText, tagName} = focused
    const name = (ariaLabel || innerText || focused.name || tagName).slice(0, 40)
    const floats = node => {
        for (; node && node !== document.body && !node.contains(focused); node = node.parentElement)
            if (['sticky', 'fixed'].includes(getComputedStyle(node).position)) return node
    }
    const inset = 3
    const seen = [
        [(left + right) / 2, (top + bottom) / 2], [left + inset, top + inset],
        [right - inset, top + inset], [left + inset, bottom - inset],
        [right - inset, bottom - inset],
    ].filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight)
    if (seen.length === 0 && bottom - top > 1) return `${name} is out of sight`
    for (const [x, y] of seen) {
        const over = floats(document.elementFromPoint(x, y))
        if (over) return `${name} is under ${over.className || over.tagName}`
    }
    return ''
}"""


def tab_through(page: Page, key: str = "Tab") -> list[str]:
    """Press the key from the page's first stop to its last: what was covered."""
    found = []
    stops = 0
    for _ in range(MOST):
        page.keyboard.press(key)
        if page.evaluate("document.activeElement === document.body"):
            break
        stops += 1
        for _ in range(FRAMES):  # cards that were out of sight are laid out first
            page.evaluate(NEXT_FRAME)
            covered: str = page.evaluate(COVERED)
            if not covered:
                break
        if covered:
            found.append(covered)
    assert stops > 5, "the keyboard reaches nothing"
    return found


def editor(page: Page, quiz: int) -> None:
    page.goto(f"/studio/quiz/{quiz}")
    expect(page.locator("[data-control=name]").first).to_be_visible()


def question(page: Page, quiz: int) -> None:
    editor(page, quiz)
    page.locator("[data-control=name]").nth(1).click()
    expect(page.get_by_role("combobox", name="Type", exact=True)).to_be_visible()


def settings(page: Page, quiz: int) -> None:
    page.goto(f"/studio/quiz/{quiz}?at=settings")
    expect(page.get_by_text("How it plays").first).to_be_visible()


def bulk(page: Page, quiz: int) -> None:
    page.goto(f"/studio/bank?quiz={quiz}")
    page.get_by_label("Select all listed questions").check()
    expect(page.locator(".bulk-bar")).to_be_visible()


def bulk_and_toast(page: Page, quiz: int) -> None:
    bulk(page, quiz)
    page.get_by_role("button", name="Difficulty").click()
    page.get_by_role("menuitem").first.click()
    toasted(page)


def quizzes_and_toast(page: Page, quiz: int) -> None:
    studio = Studio(page)
    for number in range(3):
        studio.quiz(f"{LONG} {number}", content("one"))
    page.goto("/studio")
    page.get_by_role("button", name=f"More actions: {LONG} 2").first.click()
    page.get_by_role("menuitem", name="Duplicate").click()
    toasted(page)
    page.get_by_role("heading", name="Quizzes").focus()


def toasted(page: Page) -> None:
    page.locator(".toast p").hover()  # it stays


@pytest.mark.parametrize(
    "shown", [editor, question, settings, bulk, bulk_and_toast, quizzes_and_toast]
)
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
def test_the_focus_is_in_sight(
    ada: OpenPage, size: dict[str, int], shown: Callable[[Page, int], None]
) -> None:
    page = ada(path=None, viewport=size, reduced_motion="reduce")
    questions = [content(f"q{number}", prompt=f"What is {number}?") for number in range(14)]
    quiz = Studio(page).quiz("Held in sight", *questions)
    shown(page, quiz["id"])
    page.evaluate("scrollTo(0, 0)")

    assert tab_through(page) == []
    assert tab_through(page, "Shift+Tab") == []


def test_a_toast_that_comes_leaves_the_focus_in_sight(ada: OpenPage) -> None:
    page = ada(path=None, viewport=PHONE, reduced_motion="reduce")
    title = f"Copied. {LONG}"
    Studio(page).quiz(title, content("one"))
    page.goto("/studio")
    page.get_by_role("button", name=f"More actions: {title}", exact=True).press("Enter")
    page.get_by_role("menuitem", name="Duplicate").press("Enter")
    toasted(page)

    copy = page.get_by_role("heading", name=f"Copy of {title}"[:120])
    expect(copy.get_by_role("link")).to_be_focused()
    until(page, f"({COVERED})() === ''")
