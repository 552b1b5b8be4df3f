"""Pages as they are looked at: in every size and theme, by axe, and for what is too wide."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "client/node_modules/axe-core/axe.min.js"
RUN_AXE = """async () => (await axe.run()).violations.map(
    violation => `${violation.id}: ${violation.nodes.map(node => node.target).join(', ')}`)"""
WIDE = """() => {
    const scrolls = node => node.tagName !== 'MAIN' &&
        (getComputedStyle(node).overflowX !== 'visible' || scrolls(node.parentElement))
    return [...document.querySelectorAll('main *')]
        .filter(node => node.getBoundingClientRect().right > innerWidth + 0.5)
        .filter(node => !scrolls(node.parentElement))
        .map(node => node.className || node.tagName)
}"""

PHONE = {"width": 360, "height": 740}
TABLET = {"width": 768, "height": 1024}
DESKTOP = {"width": 1440, "height": 900}
STILL = {"reduced_motion": "reduce", "bypass_csp": True}
"""For axe: animations are over, and its script may run."""
Look = dict[str, Any]
"""Options of a page, or of the context that it is in."""


def in_every(**sizes: dict[str, int]) -> pytest.MarkDecorator:
    """Both themes of each size, as `look`."""
    looks = {
        f"{name}-{scheme}": {"viewport": size, "color_scheme": scheme, **STILL}
        for name, size in sizes.items()
        for scheme in ("light", "dark")
    }
    return pytest.mark.parametrize("look", looks.values(), ids=looks)


EVERY_LOOK = in_every(phone=PHONE, tablet=TABLET, desktop=DESKTOP)


def fits(page: Page) -> bool:
    """Whether it needs no scrolling sideways. What is cut off there, `look_at` sees."""
    result: bool = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return result


def look_at(page: Page) -> None:
    """Raises AssertionError for what axe finds and what is too wide.

    A picture of it goes into the folder SCREENSHOTS, if there is one.
    """
    if folder := os.environ.get("SCREENSHOTS"):
        test = re.sub(r"\W+", "-", os.environ["PYTEST_CURRENT_TEST"].split("::")[-1].split()[0])
        number = len(list(Path(folder).glob(f"{test}*.png")))
        page.screenshot(path=f"{folder}/{test}{number:02}.png", full_page=True)
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.add_script_tag(path=AXE)
    found = page.evaluate(RUN_AXE)
    assert not found, found
    wide = page.evaluate(WIDE)
    assert not wide, wide
    assert fits(page)
