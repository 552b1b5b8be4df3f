"""Clients that make link previews, where there is no nginx to know them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI

from backend.api.previews import PREVIEWERS
from backend.app import create_app
from backend.library.packs import load_pack
from backend.settings import Settings
from tests.support.page_head import Head
from tests.support.questions import pack

pytestmark = pytest.mark.usefixtures("site_forgotten")
ROOT = Path(__file__).parents[2]
BOT = {"User-Agent": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"}
BOTS = [
    BOT["User-Agent"],
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "WhatsApp/2.23.20.0 A",
    "TelegramBot (like TwitterBot)",
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "http.rb/5.1.1 (Mastodon/4.2.1; +https://mastodon.example/)",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
]
PEOPLE = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148 [FBAN/FBIOS;FBAV/430.0]",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) [Pinterest/iOS]",
    "Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537.36 [LinkedInApp]",
    "Mozilla/5.0 (Linux; Android 14) Mobile Safari/537.36 Twitter for Android",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "",
]


@pytest.fixture
def alone(tmp_path: Path, settings: Settings, app: OpenAPI) -> FlaskClient:
    (tmp_path / "index.html").write_text("<!doctype html>the page")
    load_pack(pack())
    return create_app(replace(settings, client_dist=tmp_path)).test_client()


@pytest.mark.parametrize("agent", BOTS)
def test_make_run_describes_the_page_to_what_makes_previews(alone: FlaskClient, agent: str) -> None:
    answer = alone.get("/quiz/small?for=token", headers={"User-Agent": agent})

    assert Head(answer.text).found["og:url"] == "http://localhost/quiz/small"
    assert "token" not in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    home = alone.get("/", headers={"User-Agent": agent}).text
    assert Head(home).found["og:title"] == "Popquiz"


@pytest.mark.parametrize("agent", PEOPLE)
def test_people_get_the_page(alone: FlaskClient, agent: str) -> None:
    for path in ("/", "/quiz/small"):
        answer = alone.get(path, headers={"User-Agent": agent}, buffered=True)
        assert answer.text == "<!doctype html>the page"


@pytest.mark.parametrize("path", ["/play/1", "/studio", "/quiz/", "/quiz/a%00b", "/Quiz/small"])
def test_other_pages_have_no_preview(alone: FlaskClient, path: str) -> None:
    assert alone.get(path, headers=BOT, buffered=True).text == "<!doctype html>the page"


def test_nginx_and_the_development_server_know_the_same_clients() -> None:
    [nginx] = re.findall(
        r'map \$http_user_agent \$previewer \{\s+default "";\s+"~\*(.+)" 1;',
        (ROOT / "deploy/nginx/nginx.conf").read_text(),
    )
    [webpack] = re.findall(
        r"const PREVIEWERS =\s+/(.+)/i\n", (ROOT / "client/webpack.config.js").read_text()
    )

    assert nginx == PREVIEWERS.pattern
    assert webpack.replace("\\/", "/") == PREVIEWERS.pattern


def test_robots_that_may_not_use_the_api_may_fetch_the_images() -> None:
    lines = (ROOT / "client/public/robots.txt").read_text().splitlines()

    assert lines.index("Allow: /api/previews/") < lines.index("Disallow: /api/")
