"""A quiz in a frame of another site."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.looks import DESKTOP
from tests.support.ports import free_port
from tests.support.site import Site
from tests.support.studio_pages import Studio

NO_STORAGE = """for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, {
        get() { throw new DOMException('denied', 'SecurityError') },
    })
}"""
"""As browsers treat a frame where people block the storage of other sites."""


@contextmanager
def other_site(origin: str, body: str) -> Iterator[None]:
    """A site whose every page has this body."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>Course</title>{body}".encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", urlsplit(origin).port or 80), Page)
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def code(ada: OpenPage, site: Site) -> str:
    """What Share offers for the page of another site."""
    page = ada(path=None, viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"])
    quiz = Studio(page).quiz('A "framed" <quiz>', content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}")
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_text("Embed on another site").click()
    expect(page.get_by_text(site.embedder)).to_be_visible()
    page.get_by_role("button", name="Copy code").click()
    expect(page.get_by_text("Code copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Code for your page").input_value()
    return str(copied)


def framed(open_page: OpenPage, origin: str, *expected: str) -> tuple[Page, FrameLocator]:
    page = open_page(None, expect=(origin, *expected), viewport=DESKTOP)
    page.add_init_script(NO_STORAGE)
    page.goto(f"{origin}/course")
    return page, page.frame_locator("iframe")


def test_a_site_that_is_allowed_shows_a_quiz_that_plays(
    open_page: OpenPage, site: Site, code: str
) -> None:
    with other_site(site.embedder, code):
        page, quiz = framed(open_page, site.embedder)

        assert page.locator("iframe").get_attribute("title") == 'A "framed" <quiz>'
        quiz.get_by_role("button", name="Start").click()
        quiz.get_by_text("choice a").click()
        expect(quiz.get_by_text("Because.")).to_be_visible()
        quiz.locator(".outcome > button").click()
        expect(quiz.get_by_text("1 of 1").first).to_be_visible()
        quiz.get_by_role("button", name="Share").click()
        expect(quiz.locator("main")).to_contain_text("/quiz/a-framed-quiz")
        assert page.context.cookies() == []


def test_the_studio_opens_beside_the_frame(open_page: OpenPage, site: Site, code: str) -> None:
    with other_site(site.embedder, code):
        page, quiz = framed(open_page, site.embedder)

        with page.context.expect_page() as opened:
            quiz.get_by_role("link", name="For authors").click()
        expect(opened.value.get_by_label("Password", exact=True)).to_be_visible()
        assert opened.value.evaluate("window.opener") is None
        expect(quiz.get_by_role("button", name="Start")).to_be_visible()


@pytest.mark.parametrize("where", ["another site", "the studio", "the home page"])
def test_everything_else_is_refused(open_page: OpenPage, site: Site, code: str, where: str) -> None:
    elsewhere = f"http://localhost:{free_port()}"
    origin = elsewhere if where == "another site" else site.embedder
    path = {"the studio": "/studio", "the home page": "/"}.get(where)
    body = code if path is None else f'<iframe src="{site.url}{path}"></iframe>'
    refused = partial(framed, open_page, origin, "frame-ancestors", "X-Frame-Options")

    with other_site(origin, body):
        page, _ = refused()
        page.wait_for_load_state("networkidle")

        inside = page.frames[1]
        assert inside.url.startswith("chrome-error:")
