"""Pages that are about to lose the network, and releases of the client that follow each other."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from playwright.sync_api import Page, expect

from tests.support.browser import ROOT, until

READY = """(await navigator.serviceWorker.ready) && navigator.serviceWorker.controller"""
COPY = "localStorage.getItem('popquiz.copies')"
KEYS = "Object.keys(localStorage).filter(key => /copies|copy|outbox/.test(key))"
"""What a device keeps of games that are not handed in."""
MEDIA = "(await (await caches.open('media')).keys()).length >= %d"


def prepare(page: Page, media: int = 0) -> None:
    """Wait until the device has the client and this number of images and sounds of the game."""
    until(page, READY)
    if media:
        until(page, MEDIA % media)


def wait_for_copy(page: Page) -> None:
    """Wait until the device has a copy of the game on the page."""
    until(page, COPY)


def lose_network(page: Page) -> None:
    page.context.set_offline(True)


class Releases:
    """A server of two releases of the client, in front of a site's API."""

    def __init__(self, folder: Path, api: str) -> None:
        self.old, self.new, self.api = folder / "old", folder / "new", api
        shutil.copytree(ROOT / "client/dist", self.old)
        shutil.copytree(ROOT / "client/dist", self.new)
        self.served = self.old
        self.port = 0
        main = next((self.new / "assets").glob("main.*.js"))
        renamed = main.with_name("main.00000000.js")
        code = main.read_text()
        assert "For authors" in code
        renamed.write_text(code.replace("For authors", "For new authors"))
        main.unlink()
        for name in ("index.html", "worker.js"):
            file = self.new / name
            file.write_text(file.read_text().replace(main.name, renamed.name))
        worker = self.new / "worker.js"
        worker.write_text(worker.read_text().replace('"name":"', '"name":"new-'))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answer(self, method: str, path: str, body: bytes | None) -> tuple[int, str, str, bytes]:
        """Status, media type, Cache-Control and content."""
        if path.startswith("/api/"):
            headers = {"Content-Type": "application/json"} if body else {}
            try:
                with urlopen(Request(self.api + path, body, headers, method=method)) as got:
                    return got.status, got.headers["Content-Type"], "no-cache", got.read()
            except HTTPError as error:
                with error:
                    return error.code, error.headers["Content-Type"], "no-store", error.read()
        file = self.served / path.partition("?")[0].strip("/")
        if path.startswith("/assets/") and not file.is_file():
            return 404, "text/plain", "no-store", b""
        if not file.is_file():
            file = self.served / "index.html"
        kinds = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
        kind = kinds.get(file.suffix, "text/html" if file.suffix == ".html" else "font/woff2")
        kept = "max-age=31536000, immutable" if path.startswith("/assets/") else "no-cache"
        return 200, kind, kept, file.read_bytes()


@contextmanager
def serving(folder: Path, api: str) -> Iterator[Releases]:
    """Serve the built client, and on demand the next release, from a port of its own."""
    releases = Releases(folder, api)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length) if length else None
            status, kind, kept, content = releases.answer(self.command, self.path, body)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Cache-Control", kept)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET  # noqa: N815  (the base class calls this name)

        def log_message(self, *_: object) -> None:
            """Nothing: the site's own log says enough."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    releases.port = server.server_port
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield releases
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def expect_release(page: Page, new: bool) -> None:
    """The footer of the page is that of the new release, or of the old one."""
    name = "For new authors" if new else "For authors"
    expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
