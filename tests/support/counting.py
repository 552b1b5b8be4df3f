"""Counts what a person does in a page: clicks, and keys that write no text."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

# A key held with another counts once, as one presses it; so do Ctrl, Shift and Alt with it.
COUNTER = """() => {
    window.effort = {clicks: 0, keys: 0}
    addEventListener('pointerdown', () => { effort.clicks++ }, true)
    addEventListener('keydown', ({key, ctrlKey, metaKey, altKey}) => {
        const holds = ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph'].includes(key)
        if (!holds && (key.length > 1 || ctrlKey || metaKey || altKey)) effort.keys++
    }, true)
}"""


@dataclass(frozen=True)
class Effort:
    clicks: int
    keys: int


def count_effort(page: Page) -> Callable[[], Effort]:
    """Count from now on, as long as the page is not loaded again; returns what was counted."""
    page.evaluate(COUNTER)
    return lambda: Effort(**page.evaluate("window.effort"))
