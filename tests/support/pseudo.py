"""The client in pseudo-locales: built for a test, and looked at."""

import os
import re
import subprocess
from pathlib import Path

from playwright.sync_api import Page

from tests.support.browser import until
from tests.support.looks import DESKTOP, NEXT_FRAME, PHONE, fits

CLIENT = Path(__file__).parents[2] / "client"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = "áƀçďéƒğĥíĵķĺɱñóƥɋŕšťúṽŵẋýžÁƁÇĎÉƑĞĤÍĴĶĹḾÑÓƤɊŔŠŤÚṼŴẊÝŽ"

LEAKS = """() => {
    // What authors, players and programs wrote, and what no language changes.
    const others = 'script, style, noscript, [translate=no], [dir=auto], bdi, time, .rich, pre'
    const strip = text => {
        for (let before; before !== text;) [before, text] = [text, text.replace(/⟦[^⟦⟧]*⟧/g, '')]
        return text
    }
    const leak = text => /[A-Za-z]{2,}/.test(strip(text))
    const found = []
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (nodes.nextNode()) {
        const { data, parentElement } = nodes.currentNode
        if (leak(data) && !parentElement.closest(others)) found.push(data.trim())
    }
    for (const node of document.querySelectorAll('[aria-label], [title], [placeholder]'))
        for (const name of ['aria-label', 'title', 'placeholder'])
            if (leak(node.getAttribute(name) ?? '') && !node.closest('[translate=no], time, .rich')
                    && !(name === 'title' && node.closest('[dir=auto], bdi')))
                found.push(`${name}: ${node.getAttribute(name)}`)
    return found
}"""
"""Texts that are in no catalogue. A message is bracketed, and its letters have accents."""

CUT = """() => {
    const found = []
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (nodes.nextNode()) {
        const { data, parentElement: node } = nodes.currentNode
        if (!data.trim() || !node.checkVisibility()) continue
        if (node.closest('.unseen, .skip, option, [dir=auto], bdi, svg, pre')) continue
        if (node.closest('noscript, script, style')) continue
        const range = document.createRange()
        range.selectNodeContents(nodes.currentNode)
        const text = range.getBoundingClientRect()
        for (let box = node; box && box !== document.body; box = box.parentElement) {
            const style = getComputedStyle(box)
            if (/auto|scroll/.test(style.overflowX)) break
            if (style.display === 'inline' || style.display === 'contents') continue
            const { left, right } = box.getBoundingClientRect()
            if (text.left < left - 1.5 || text.right > right + 1.5) {
                found.push(`${data.trim()} in ${box.tagName}.${box.className}`)
                break
            }
        }
    }
    return found
}"""
"""Texts that do not fit into what surrounds them."""

MIRRORED = """() => [...document.querySelectorAll('pre, code, math, div.board')]
    .filter(node => getComputedStyle(node).direction !== 'ltr')
    .map(node => `${node.tagName}.${node.className}`)"""
"""What runs from the left in every language, and does not."""


def build(folder: Path) -> None:
    """The client with the pseudo-locales, which no production build has."""
    subprocess.run(
        ["npx", "webpack", "--mode", "development", "--no-devtool", "--output-path", str(folder)],
        cwd=CLIENT,
        check=True,
        capture_output=True,
        text=True,
    )


BUSY_NO_MORE = """!document.querySelector(
    ':is([aria-busy=true], .skeleton):not(.parts *)')"""
"""The page of parts shows what is busy for ever."""


class Walk:
    """A page checked in a pseudo-locale, step by step."""

    def __init__(self, page: Page, locale: str) -> None:
        self.page, self.locale = page, locale
        self.found: list[str] = []
        page.goto(f"/?locale={locale}")

    def say(self, text: str) -> str:
        """A catalogue text without parameters, in the pseudo-locale."""
        accented = "".join(self._letter(letter) for letter in text)
        return f"⟦\u202e{accented}\u202c⟧" if self.locale == "ar-XB" else f"⟦{accented}⟧"

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=self.say(name), exact=True).first.click()

    def look(self, place: str) -> None:
        """Note what is not translated, cut off or mirrored wrongly, on a phone and a desktop."""
        until(self.page, BUSY_NO_MORE)
        for size in (PHONE, DESKTOP):  # ends with the one in which the page is used
            self.page.set_viewport_size(size)
            self.page.evaluate(NEXT_FRAME)
            self._look_at(f"{place} ({size['width']})")

    def _look_at(self, place: str) -> None:
        direction = self.page.evaluate("getComputedStyle(document.querySelector('main')).direction")
        assert direction == ("rtl" if self.locale == "ar-XB" else "ltr")
        for kind, script in {"plain": LEAKS, "cut": CUT, "mirrored": MIRRORED}.items():
            self.found += [f"{place}: {kind}: {what}" for what in self.page.evaluate(script)]
        if folder := os.environ.get("SCREENSHOTS"):
            name = re.sub(r"\W+", "-", f"{self.locale} {place}").strip("-")
            self.page.screenshot(path=f"{folder}/{name}.png", full_page=True)
        if not fits(self.page):
            self.found.append(f"{place}: wider than the page")

    @staticmethod
    def _letter(letter: str) -> str:
        if letter not in PLAIN:
            return letter
        other = ACCENTED[PLAIN.index(letter)]
        return other * 2 if other in "áéíóú" else other
