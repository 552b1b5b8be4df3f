"""The Chromium of this machine."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
BROWSERS = (
    "chromium-headless-shell",  # the fastest
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
OpenPage = Callable[..., Page]
"""What the fixture `open_page` gives."""
# Only the page may use the network.
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
# The blank page that a context begins with and the page that it loads share a process.
ONE_PROCESS = "--renderer-process-limit=1"
OFFLINE = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "ERR_SOCKET_NOT_CONNECTED")
"""What the console says without a network: which of them depends on when it is lost."""
PATIENCE = 15_000
"""Milliseconds that a page may take on a machine which runs everything else meanwhile."""
expect.set_options(timeout=PATIENCE)
UNTIL = """async () => {
    for (const end = Date.now() + 15_000; Date.now() < end;) {
        if (%s) return true
        await new Promise(done => setTimeout(done, 50))
    }
    return false
}"""


def missing() -> str:
    """Why there can be no browser test; empty if there can."""
    if not any(shutil.which(name) for name in BROWSERS):
        return "no Chromium here (Debian, Ubuntu: apt-get install chromium)"
    if not (ROOT / "client/dist/index.html").exists():
        return "the client is not built: run `make test`"
    return ""


def installed() -> str:
    """The path of the browser. There must be one."""
    return next(found for name in BROWSERS if (found := shutil.which(name)))


@contextmanager
def launched() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=installed(), args=[*ARGUMENTS, ONE_PROCESS]
        )
        yield chromium
        chromium.close()


def until(page: Page, condition: str) -> None:
    """Wait until an expression of JavaScript is true; the CSP forbids `wait_for_function`."""
    assert page.evaluate(UNTIL % condition), f"never: {condition}"
