"""A real server and a real browser. Without Chromium or the built client, skipped by name."""

from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlalchemy import text

from backend.accounts import links
from backend.models import db
from deploy.local.postmaster import Postmaster
from tests.support.browser import OpenPage, launched, missing
from tests.support.pictures import Pictures
from tests.support.pseudo import build
from tests.support.run_folder import prepared
from tests.support.site import Site, running_site, with_client
from tests.support.studio_pages import add_authors, open_studio
from tests.support.visit import Visit, shorten


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ours = [item for item in items if Path(item.fspath).parent == Path(__file__).parent]
    reason = missing() if ours else ""
    for item in ours:
        item.add_marker(pytest.mark.browser)
        if reason:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def site(server: Postmaster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(server, tmp_path_factory.mktemp("e2e")) as running:
        yield running


@pytest.fixture(scope="session")
def developed(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site with the client of a development build, which has the pseudo-locales and parts."""
    client = prepared("client-in-pseudo-locales", build)
    with with_client(site, client, tmp_path_factory.mktemp("developed")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@pytest.fixture
def visited(site: Site) -> Site:
    """The site whose pages a test opens."""
    return site


@pytest.fixture
def visit(browser: Browser, visited: Site, tmp_path: Path) -> Iterator[Visit]:
    """The pages that a test opens, and their errors."""
    began = Visit(browser, visited, tmp_path)
    yield began
    began.close()


@pytest.fixture
def open_page(visit: Visit) -> OpenPage:
    """Open a page at a path, on a phone unless another viewport is given.

    Console errors and requests to other hosts fail the test; a test that
    disconnects the network names the errors it expects.
    """
    return visit.open


@pytest.fixture
def pictures(tmp_path: Path) -> Pictures:
    return Pictures(tmp_path / "pictures")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what the browser and the server saw of a test that failed."""
    if call.excinfo:
        shorten(call.excinfo.value)
    report = yield
    began = item.funcargs.get("visit") if isinstance(item, pytest.Function) else None
    if report.when == "call" and report.failed and isinstance(began, Visit):
        report.sections += began.evidence()
    return report


@pytest.fixture
def authors(site: Site) -> None:
    """Ada and Ben have accounts."""
    add_authors(site)


@pytest.fixture
def ada(authors: None, open_page: OpenPage) -> OpenPage:
    """Open a page of the studio as Ada; the list of quizzes, unless a path is given."""
    return partial(open_studio, open_page, "Ada")


@pytest.fixture
def ben(authors: None, open_page: OpenPage) -> OpenPage:
    """Open a page of the studio as Ben; the list of quizzes, unless a path is given."""
    return partial(open_studio, open_page, "Ben")


@pytest.fixture
def setup_link(site: Site) -> str:
    """The setup link for the first admin; there are no accounts."""
    with site.app.app_context():
        db.session.execute(text('DELETE FROM "user"; DELETE FROM link; DELETE FROM wait'))
        link = links.setup_link()
    assert link
    return link
