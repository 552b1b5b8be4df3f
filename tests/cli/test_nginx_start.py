"""How nginx is started: what its environment may say, and what it then serves."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from backend.environment import SettingsError
from backend.settings import ORIGIN, Settings
from tests.cli.test_settings import production
from tests.support.local import eventually
from tests.support.nginx import MISSING, ROOT, missing, refusal, running_nginx
from tests.support.ports import free_port

SITES = [
    *("https://lms.example.org", "http://10.0.0.5:8080", "https://*.school.example"),
    *("HTTPS://LMS.example.org", "https://xn--mnchen-3ya.example", "http://lms"),
]
NO_SITES = [
    *("*", "https:", "https://", "lms.example.org", "https://lms.example.org/", "'self'"),
    *("https://lms.example.org/course", "https://*", "https://a;b", 'https://a"b', "data:"),
    *("https://a.example,https://b.example", "https://a.example:", "ftp://a.example"),
    *("https://a.$uri.example", "https://münchen.example", "https://-a.example"),
]
# Without Docker; tests/deploy tests the nginx of the image, too.
real_nginx = pytest.mark.skipif(missing(), reason=MISSING)


@pytest.mark.parametrize("site", SITES)
def test_it_starts_for_origins(tmp_path: Path, site: str) -> None:
    assert refusal(tmp_path, FRAME_ANCESTORS=site) == ""
    assert Settings.from_env(production(FRAME_ANCESTORS=site)).frame_ancestors == (site,)


@pytest.mark.parametrize("site", NO_SITES)
def test_it_refuses_anything_else_as_web_does(tmp_path: Path, site: str) -> None:
    message = f"FRAME_ANCESTORS must be origins such as .*, not {re.escape(repr(site))}."
    sites = f"https://lms.example.org {site}"

    said = refusal(tmp_path, FRAME_ANCESTORS=sites)
    assert said == (
        "popquiz nginx: FRAME_ANCESTORS must be origins such as https://lms.example.org,"
        f" separated by spaces, not '{site}'.\n"
    )
    with pytest.raises(SettingsError, match=message):
        Settings.from_env(production(FRAME_ANCESTORS=sites))


def test_both_have_one_expression() -> None:
    [theirs] = re.findall(r"^origin='\^(.*)\$'$", (ROOT / "deploy/nginx/start").read_text(), re.M)

    assert theirs == ORIGIN


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html>the page")
    return folder


@pytest.fixture
def embedding(tmp_path: Path, dist: Path) -> Iterator[str]:
    sites = " https://lms.example.org  https://*.school.example "
    with running_nginx(tmp_path, dist, FRAME_ANCESTORS=sites) as url:
        yield url


def framing(url: str, path: str) -> tuple[str, str | None]:
    """Who may frame what is at the path, and X-Frame-Options."""
    connection = HTTPConnection(url.removeprefix("http://"), timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    policy = answer.headers["Content-Security-Policy"]
    [ancestors] = re.findall("frame-ancestors ([^;]*);", policy)
    return ancestors, answer.headers["X-Frame-Options"]


@real_nginx
def test_players_pages_may_be_framed_and_nothing_else(embedding: str) -> None:
    allowed = "https://lms.example.org https://*.school.example"

    for path in ("/quiz/small", "/play/1?x=1", "/result/1"):
        assert framing(embedding, path) == (allowed, None), path
    refused = [
        *("/", "/studio", "/studio/quiz/1", "/link/x", "/quiz", "/Quiz/small", "/index.html"),
        *("/api/quizzes", "/%71uiz/small", "//quiz/small", "/studio/..%2fquiz/a", "/assets/none"),
    ]
    for path in refused:
        assert framing(embedding, path) == ("'none'", "DENY"), path


@real_nginx
def test_without_the_variable_nothing_may_be_framed(tmp_path: Path, dist: Path) -> None:
    with running_nginx(tmp_path, dist) as url:
        for path in ("/", "/quiz/small", "/studio", "/api/version"):
            assert framing(url, path) == ("'none'", "DENY"), path


@real_nginx
@pytest.mark.parametrize(("said", "name"), [("on", "worker"), ("off", "worker-off")])
def test_the_service_worker_can_be_switched_off(
    tmp_path: Path, dist: Path, said: str, name: str
) -> None:
    for file in ("worker", "worker-off"):
        (dist / f"{file}.js").write_text(file)
    with running_nginx(tmp_path, dist, SERVICE_WORKER=said) as url:
        connection = HTTPConnection(url.removeprefix("http://"), timeout=10)
        connection.request("GET", "/worker.js")
        answer = connection.getresponse()
        content = answer.read().decode()
        connection.close()

    assert content == name
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers.get_content_type() in ("text/javascript", "application/javascript")


def test_it_starts_with_the_service_worker_on_or_off_only(tmp_path: Path) -> None:
    assert refusal(tmp_path, SERVICE_WORKER="off") == ""
    said = refusal(tmp_path, SERVICE_WORKER="no")
    assert said == "popquiz nginx: SERVICE_WORKER must be on or off, not 'no'.\n"


# Link previews: `web` describes the page to what makes them. Here it says what it was asked.
WEB = """
def application(environ, start_response):
    path = environ["PATH_INFO"]
    status = "500 Broken" if "broken" in path else "404 None" if "none" in path else "200 OK"
    start_response(status, [("Content-Type", "text/html"), ("Cache-Control", "no-store")])
    return [f"web at {environ['HTTP_HOST'].split(':')[0]}{path}".encode()]
"""
BOT = "facebookexternalhit/1.1"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0 [FBAN/FBIOS]"
THE_PAGE = "<!doctype html>the page"


@contextmanager
def web_at(folder: Path, port: int) -> Iterator[None]:
    """uWSGI with the application above."""
    (folder / "web.py").write_text(WEB)
    command = [
        *(sys.executable, str(Path(sys.executable).with_name("uwsgi")), "--die-on-term"),
        *("--socket", f"127.0.0.1:{port}", "--need-app", "--wsgi-file", str(folder / "web.py")),
    ]
    with (folder / "web.log").open("wb") as log:
        serving = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        eventually(lambda: b"spawned uWSGI" in (folder / "web.log").read_bytes())
        yield
    finally:
        serving.terminate()
        serving.wait(10)


def asked(
    url: str, path: str, agent: str = BOT, method: str = "GET"
) -> tuple[int, str, HTTPResponse]:
    """Status, text and response."""
    connection = HTTPConnection(url.removeprefix("http://"), timeout=20)
    connection.request(method, path, headers={"User-Agent": agent})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text, answer


@real_nginx
def test_link_previews_come_from_web_and_everything_else_is_the_page(
    tmp_path: Path, dist: Path
) -> None:
    port = free_port()
    with web_at(tmp_path, port), running_nginx(tmp_path, dist, port) as url:
        for path in ("/", "/quiz/small", "/quiz/small?for=token"):
            described = f"web at 127.0.0.1/api/previews/page{path.split('?')[0]}"
            status, text, answer = asked(url, path)
            assert (status, text) == (200, described)
            assert answer.headers["Cache-Control"] == "no-store"
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert asked(url, path, method="HEAD")[:2] == (200, "")
            assert asked(url, path, BROWSER)[:2] == (200, THE_PAGE)
            assert asked(url, path, "")[:2] == (200, THE_PAGE)
        assert asked(url, "/quiz/none")[0] == 404
        for path in ("/play/1", "/studio", "/quiz/", "/quiz/A", "/quiz/a/b", "/quiz/a%2Fb"):
            assert asked(url, path)[:2] == (200, THE_PAGE), path
        assert asked(url, "/", method="POST")[0] == 405


@real_nginx
def test_while_web_is_away_or_broken_link_previews_are_the_page(tmp_path: Path, dist: Path) -> None:
    port = free_port()
    with running_nginx(tmp_path, dist, port) as url:
        status, text, answer = asked(url, "/quiz/small")
        assert (status, text) == (200, THE_PAGE)
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        with web_at(tmp_path, port):
            assert asked(url, "/quiz/broken")[:2] == (200, THE_PAGE)
            flood = [asked(url, "/quiz/small")[1] for _ in range(90)]

    assert THE_PAGE in flood  # within the limit of images for one address
    assert set(flood) == {THE_PAGE, "web at 127.0.0.1/api/previews/page/quiz/small"}
