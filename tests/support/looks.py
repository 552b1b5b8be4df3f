"""Checks of a page in every size and theme: axe-core, and elements that are too wide."""

import os
import re
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page, ViewportSize

AXE = Path(__file__).parents[2] / "client/node_modules/axe-core/axe.min.js"
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe that a theme can break; the others find the same in both."""
OF_LAYOUT = ["scrollable-region-focusable", "target-size"]
"""The rules of axe that a width can break where the same elements are shown."""
RUN_AXE = """async rules => (await axe.run({
    resultTypes: ['violations'],
    preload: {assets: ['media']},
    ...(rules ? {runOnly: rules} : {rules: {'target-size': {enabled: true}}}),
})).violations.map(
    violation => `${violation.id}: ${violation.nodes.map(node => node.target).join(', ')}`)"""
SHOWN = """() => JSON.stringify([...document.querySelectorAll('body, body *')].map(node => {
    const style = getComputedStyle(node)
    const box = node.getBoundingClientRect()
    const large = parseFloat(style.fontSize) >= (style.fontWeight >= 700 ? 18.66 : 24)
    return [
        node.checkVisibility({opacityProperty: true, visibilityProperty: true}),
        box.width > 0 && box.height > 0 && box.right > 0 && box.bottom + scrollY > 0,
        style.color, style.backgroundColor, style.backgroundImage, style.opacity, large,
    ]
}))"""
"""What axe's rules look at, but for places: which elements are shown, in which colours."""
WIDE = """() => {
    const scrolls = node => node.tagName !== 'MAIN' &&
        (getComputedStyle(node).overflowX !== 'visible' || scrolls(node.parentElement))
    return [...document.querySelectorAll('main *')]
        .filter(node => node.getBoundingClientRect().right > innerWidth + 0.5)
        .filter(node => !scrolls(node.parentElement))
        .map(node => node.className || node.tagName)
}"""

RENDER_ALL = """() => {
    if (window.allRendered) return
    window.allRendered = new CSSStyleSheet()
    allRendered.replaceSync('* { content-visibility: visible !important }')
    document.adoptedStyleSheets.push(allRendered)
}"""
"""What is rendered only when it comes into sight moves what is below it, while axe is measuring."""

NARROW: ViewportSize = {"width": 320, "height": 640}
"""1280 pixels at 400 %: not even there may a page scroll sideways (WCAG 2.2, 1.4.10)."""
PHONE: ViewportSize = {"width": 360, "height": 740}
TABLET: ViewportSize = {"width": 768, "height": 1024}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
EVERY_SIZE = (PHONE, TABLET, DESKTOP)
Scheme = Literal["dark", "light"]
SCHEMES: tuple[Scheme, ...] = ("dark", "light")
STILL: dict[str, Any] = {"reduced_motion": "reduce"}
"""Options of a page for axe: animations are over."""
DEVELOPED: dict[str, Any] = {**STILL, "bypass_csp": True}
"""Those for the development build, which writes its styles into the page."""
NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

BROKEN = """selector => [...document.querySelectorAll(selector)].flatMap(box => {
    const found = []
    const nodes = document.createTreeWalker(box, NodeFilter.SHOW_TEXT)
    while (nodes.nextNode()) {
        for (const {0: word, index} of nodes.currentNode.data.matchAll(/\\S+/g)) {
            const range = document.createRange()
            range.setStart(nodes.currentNode, index)
            range.setEnd(nodes.currentNode, index + word.length)
            if (range.getClientRects().length > 1) found.push(word)
        }
    }
    return found
})"""


def broken_words(page: Page, selector: str) -> list[str]:
    """The words in these elements that are on more than one line."""
    result: list[str] = page.evaluate(BROKEN, selector)
    return result


def enlarge_text(page: Page) -> None:
    """Enlarge text to 200 % (WCAG 2.2, 1.4.4), as the settings of browsers and phones do."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.evaluate(NEXT_FRAME)


def fits(page: Page) -> bool:
    """Whether the page needs no sideways scrolling. `look_at` finds what is cut off."""
    result: bool = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return result


def look_at(page: Page, *sizes: ViewportSize) -> None:
    """Looks in both themes of these sizes, or of the one that it has; leaves it as it was, light.

    Raises AssertionError for what axe finds and for what is too wide. axe judges everything in the
    first size, and again in each other size that shows other elements or colours. If a phone is one
    of the sizes, the page must fit into 320 pixels, too. Pictures go into the folder SCREENSHOTS,
    if there is one.
    """
    before = page.viewport_size
    assert before
    page.evaluate(RENDER_ALL)
    judged: set[str] = set()
    looked_at = sizes or (before,)
    for place, size in enumerate(looked_at):
        if size != page.viewport_size:
            page.set_viewport_size(size)
        # Each size begins with the theme in which the one before ended, and the last ends light.
        light_first = (len(looked_at) - place) % 2 == 0
        for scheme in reversed(SCHEMES) if light_first else SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.evaluate(NEXT_FRAME)
            _look_at(page, f"{size['width']}-{scheme}", _rules(page, scheme, judged))
    if PHONE in sizes:
        page.set_viewport_size(NARROW)
        page.evaluate(NEXT_FRAME)
        _look_at(page, "320-light", [])
    page.set_viewport_size(before)


def _rules(page: Page, scheme: Scheme, judged: set[str]) -> list[str] | None:
    """The rules of axe for what is shown; None: all of them."""
    shown: str = page.evaluate(SHOWN)
    if shown in judged:
        return OF_LAYOUT if scheme == "light" else []
    judged.add(shown)
    return OF_COLOURS if scheme == "dark" else None


def _look_at(page: Page, look: str, rules: list[str] | None) -> None:
    if folder := os.environ.get("SCREENSHOTS"):
        test = re.sub(r"\W+", "-", os.environ["PYTEST_CURRENT_TEST"].split("::")[-1].split()[0])
        number = len(list(Path(folder).glob(f"{test}*-{look}.png")))
        page.screenshot(path=f"{folder}/{test}{number:02}-{look}.png", full_page=True)
    if rules != []:
        if not page.evaluate("typeof axe !== 'undefined'"):
            page.evaluate(AXE.read_text())  # a script element is against the policy
        found = page.evaluate(RUN_AXE, rules)
        assert not found, (look, found)
    wide = page.evaluate(WIDE)
    assert not wide, (look, wide)
    assert fits(page), look
