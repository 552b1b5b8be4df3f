"""The pages that one test opens, their errors, and evidence of failures."""

from pathlib import Path
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
)
from playwright.sync_api import Error as PageError

from tests.support.browser import PATIENCE
from tests.support.looks import PHONE
from tests.support.site import Site

LOG_LINES = 15
OF_WORKERS = (
    "Service Worker registration blocked by Playwright",
    "An unknown error occurred when fetching the script.",
)
"""What the browser says of a service worker that is blocked, or whose page is closed early."""


def shorten(error: BaseException) -> None:
    """Leave out the tree of the whole page, which Playwright adds to its message."""
    message = str(error)
    if "\nAria snapshot:" in message:
        error.args = (message.partition("\nAria snapshot:")[0],)


class Visit:
    """Pictures of a test that failed go into `folder`."""

    def __init__(self, browser: Browser, site: Site, folder: Path) -> None:
        self.browser, self.site, self.folder = browser, site, folder
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        self.expected: list[str] = []
        self.log_before = site.log.stat().st_size

    def open(
        self, path: str | None = "/", expect: tuple[str, ...] = (), user: str = "", **options: Any
    ) -> Page:
        """A page in a browser of its own, signed in if the e-mail of a user is given.

        With the path None it is blank. It has no service worker, unless the test is about it: one
        that has just been installed keeps the machine busy, in each browser anew.
        """
        self.expected.extend(expect)
        own = {"viewport": PHONE, "base_url": self.site.url, "service_workers": "block"}
        options = own | options
        context = self.browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        if user:
            token = self.site.session_of(user)
            context.add_cookies([{"name": "popquiz", "value": token, "url": self.site.url}])
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", self._note_message)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._note_request)
        if path is not None:
            page.goto(path)
        return page

    def close(self) -> None:
        """Raises AssertionError if a page complained in a way that the test did not expect."""
        for context in self.contexts:
            context.close()
        unexpected = self._unexpected()
        assert not unexpected, "\n".join(["the browser's console says:", *unexpected])

    def evidence(self) -> list[tuple[str, str]]:
        """Each page's address and picture, complaints, and the server's log of this test."""
        shown = []
        for number, page in enumerate(p for context in self.contexts for p in context.pages):
            picture = self.folder / f"page-{number}.png"
            try:
                page.screenshot(path=picture)
            except PageError as error:
                shown.append((f"page {number}", f"{page.url} (no picture: {error.message})"))
            else:
                shown.append((f"page {number}", f"{page.url}\n{picture}"))
        if unexpected := self._unexpected():
            shown.append(("console", "\n".join(unexpected)))
        with self.site.log.open("rb") as log:
            log.seek(self.log_before)
            lines = log.read().decode(errors="replace").splitlines()
        if lines:
            shown.append(("server", "\n".join(lines[-LOG_LINES:])))
        return shown

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(OF_WORKERS):
            self.complaints.append(message.text)

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.site.url, "data:")):
            self.complaints.append(request.url)

    def _unexpected(self) -> list[str]:
        return [c for c in self.complaints if not any(text in c for text in self.expected)]
