"""How nginx is started: what its environment may say, and what it then serves."""

import re
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from backend.environment import SettingsError
from backend.settings import ORIGIN, Settings
from tests.cli.test_settings import production
from tests.support.nginx import MISSING, ROOT, missing, refusal, running_nginx

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
