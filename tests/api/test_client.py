"""The built client as the application serves it when there is no nginx in front."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.api.client import SECURITY_HEADERS
from backend.app import create_app
from backend.settings import Settings

SNIPPET = Path(__file__).parents[2] / "deploy/nginx/snippets/security-headers.conf"


class Site:
    """A browser that reads every answer to its end."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, headers: dict[str, str] | None = None) -> TestResponse:
        return self.client.get(path, headers=headers, buffered=True)


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html>the page")
    (tmp_path / "favicon.svg").write_text("<svg/>")
    (tmp_path / "assets" / "main.12345678.js").write_text("plain")
    (tmp_path / "assets" / "main.12345678.js.gz").write_bytes(b"packed")
    (tmp_path.parent / "secret.txt").write_text("secret")
    return tmp_path


@pytest.fixture
def site(dist: Path, settings: Settings) -> Site:
    return Site(create_app(replace(settings, client_dist=dist)).test_client())


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/play/abc", "/quiz/small", "/no/such/page", "/apix"),
        *(f"/{'x' * 300}", f"/quiz/{'x' * 300}", f"/{'x/' * 3000}", "/a%00b"),
    ],
)
def test_every_page_address_serves_the_uncached_index(site: Site, path: str) -> None:
    answer = site.get(path)

    assert answer.text == "<!doctype html>the page"
    assert answer.mimetype == "text/html"
    assert answer.headers["Cache-Control"] == "no-cache"


def test_hashed_assets_are_cached_for_ever(site: Site) -> None:
    answer = site.get("/assets/main.12345678.js")

    assert answer.text == "plain"
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_compressed_variant_is_sent_to_clients_that_accept_it(site: Site) -> None:
    answer = site.get("/assets/main.12345678.js", headers={"Accept-Encoding": "br, gzip"})

    assert answer.data == b"packed"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.mimetype == "text/javascript"


@pytest.mark.parametrize(("on", "name"), [(True, "worker"), (False, "worker-off")])
def test_the_service_worker_is_revalidated_and_can_be_switched_off(
    dist: Path, settings: Settings, on: bool, name: str
) -> None:
    for file in ("worker", "worker-off"):
        (dist / f"{file}.js").write_text(file)
    changed = replace(settings, client_dist=dist, service_worker=on)

    answer = Site(create_app(changed).test_client()).get("/worker.js")

    assert answer.text == name
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_missing_asset_is_404(site: Site) -> None:
    answer = site.get("/assets/main.00000000.js")

    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("Cache-Control", "")


def test_an_asset_with_a_long_name_is_404(site: Site) -> None:
    assert site.get(f"/assets/{'x' * 300}", headers={"Accept-Encoding": "gzip"}).status_code == 404


def test_an_unknown_api_address_is_a_problem_document(site: Site) -> None:
    answer = site.get("/api/nothing")

    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


def test_a_problem_type_has_a_page_of_its_own(site: Site) -> None:
    assert "No quiz has this link name" in site.get("/problems/quiz-not-found").text
    assert site.get("/problems/none").mimetype == "application/problem+json"
    assert site.get("/problemsome").text == "<!doctype html>the page"


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt"]
)
def test_nothing_outside_the_client_is_served(site: Site, path: str) -> None:
    assert "secret" not in site.get(path).text


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/assets/main.12345678.js", "/assets/none.js", "/api/version", "/api/nothing"),
        "/problems/quiz-not-found",
    ],
)
def test_security_headers_are_on_every_response(site: Site, path: str) -> None:
    headers = site.get(path).headers

    for name, value in SECURITY_HEADERS.items():
        assert headers.getlist(name) == [value]


def test_no_page_may_be_framed_unless_the_operator_names_a_site(site: Site) -> None:
    headers = site.get("/quiz/small").headers

    assert "frame-ancestors 'none';" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    ("path", "framed"),
    [
        *(("/quiz/small", True), ("/play/1?x=1", True), ("/result/1", True)),
        *(("/", False), ("/studio", False), ("/studio/quiz/1", False), ("/link/x", False)),
        *(("/quiz", False), ("/api/quizzes", False), ("/api/quiz/", False)),
        *(("/%71uiz/small", False), ("//quiz/small", False), ("/studio/..%2fquiz/a", False)),
    ],
)
def test_players_pages_may_be_framed_by_the_sites_that_are_named(
    dist: Path, settings: Settings, path: str, framed: bool
) -> None:
    named = replace(settings, client_dist=dist, frame_ancestors=("https://a.example", "http://b:8"))
    headers = Site(create_app(named).test_client()).get(path).headers

    policy = headers["Content-Security-Policy"]
    assert ("frame-ancestors https://a.example http://b:8;" in policy) == framed
    assert ("frame-ancestors 'none';" in policy) != framed
    assert headers.get("X-Frame-Options") == (None if framed else "DENY")


def test_nginx_sends_the_same_security_headers() -> None:
    lines = re.findall(r'^add_header (\S+) (?:"([^"]+)"|(\S+)) always;$', SNIPPET.read_text(), re.M)

    sent = {name: quoted or plain for name, quoted, plain in lines}
    # What deploy/nginx/start sets them to without FRAME_ANCESTORS (tests/cli/test_nginx_start.py).
    policy = sent["Content-Security-Policy"].replace("$frame_ancestors", "'none'")
    sent |= {"Content-Security-Policy": policy, "X-Frame-Options": "DENY"}
    assert sent.pop("Strict-Transport-Security") == "$hsts"  # with TLS of its own only
    assert sent == SECURITY_HEADERS
