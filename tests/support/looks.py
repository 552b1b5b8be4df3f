"""Looks at a page in every size and theme: axe-core, and elements that are too wide."""

import os
import re
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page, ViewportSize

AXE = Path(__file__).parents[2] / "client/node_modules/axe-core/axe.min.js"
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe that a theme can break; the others find the same in both."""
RUN_AXE = """async rules => (await axe.run(rules ? {runOnly: rules} : {})).violations.map(
    violation => `${violation.id}: ${violation.nodes.map(node => node.target).join(', ')}`)"""
WIDE = """() => {
    const scrolls = node => node.tagName !== 'MAIN' &&
        (getComputedStyle(node).overflowX !== 'visible' || scrolls(node.parentElement))
    return [...document.querySelectorAll('main *')]
        .filter(node => node.getBoundingClientRect().right > innerWidth + 0.5)
        .filter(node => !scrolls(node.parentElement))
        .map(node => node.className || node.tagName)
}"""

PHONE: ViewportSize = {"width": 360, "height": 740}
TABLET: ViewportSize = {"width": 768, "height": 1024}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
EVERY_SIZE = (PHONE, TABLET, DESKTOP)
SCHEMES: dict[Literal["dark", "light"], list[str] | None] = {"dark": OF_COLOURS, "light": None}
STILL: dict[str, Any] = {"reduced_motion": "reduce", "bypass_csp": True}
"""Options of a page for axe: animations are over, and its script may run."""
NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def fits(page: Page) -> bool:
    """Whether it needs no scrolling sideways. What is cut off there, `look_at` sees."""
    result: bool = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return result


def look_at(page: Page, *sizes: ViewportSize) -> None:
    """Looks in both themes of these sizes, or of the one that it has; leaves it as it was, light.

    Raises AssertionError for what axe finds and what is too wide. Pictures go into the folder
    SCREENSHOTS, if there is one.
    """
    before = page.viewport_size
    assert before
    for size in sizes or [before]:
        if size != page.viewport_size:
            page.set_viewport_size(size)
        for scheme, rules in SCHEMES.items():
            page.emulate_media(color_scheme=scheme)
            page.evaluate(NEXT_FRAME)
            _look_at(page, f"{size['width']}-{scheme}", rules)
    page.set_viewport_size(before)


def _look_at(page: Page, look: str, rules: list[str] | None) -> None:
    if folder := os.environ.get("SCREENSHOTS"):
        test = re.sub(r"\W+", "-", os.environ["PYTEST_CURRENT_TEST"].split("::")[-1].split()[0])
        number = len(list(Path(folder).glob(f"{test}*-{look}.png")))
        page.screenshot(path=f"{folder}/{test}{number:02}-{look}.png", full_page=True)
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.add_script_tag(path=AXE)
    found = page.evaluate(RUN_AXE, rules)
    assert not found, (look, found)
    wide = page.evaluate(WIDE)
    assert not wide, (look, wide)
    assert fits(page), look
