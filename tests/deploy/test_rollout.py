"""Releases that take over while people play."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.support.browser import launched, missing
from tests.support.crowd import Crowd, stored
from tests.support.engine import docker
from tests.support.live_game import PLAYERS, LiveGame
from tests.support.releases import complaints, edit
from tests.support.stacks import Stack, eventually

MANY = 10_000
ROUNDS = 4


def test_a_release_takes_over_and_no_request_fails(release: Stack) -> None:
    nginx, web = release.containers("nginx"), release.containers("web")
    with LiveGame(release, rounds=ROUNDS) as game, Crowd(release, pause=0.02) as crowd:
        game.burst()
        for version in ("9.9.8", "9.9.9"):
            edit(release, "backend/__init__.py", '__version__ = "', f'__version__ = "{version}+')
            done = release.script("rollout")
            assert done.returncode == 0, done.stderr
            assert "nginx has not changed" in done.stdout
            assert release.json("/version")["version"].startswith(version)
        eventually(lambda: crowd.requests >= MANY, 120)

    assert crowd.failed == [], complaints(release)
    assert crowd.answers <= stored(release)
    assert game.nothing_lost, game.live
    assert game.live.acknowledged == ROUNDS * PLAYERS
    assert game.failed_polls == 0
    assert release.containers("nginx") == nginx
    assert not set(release.containers("web")) & set(web)
    assert len(release.containers("web")) == len(web)


def test_an_equal_client_of_another_build_keeps_nginx(release: Stack) -> None:
    """Two builds of the same sources differ in their layers: in the times of the files."""
    nginx = release.containers("nginx")
    edit(release, "deploy/nginx.dockerfile", "npm run build", "npm run build && true")

    done = release.script("rollout")

    assert done.returncode == 0, done.stderr
    assert "nginx has not changed" in done.stdout
    assert release.containers("nginx") == nginx


def test_a_changed_client_replaces_nginx(release: Stack) -> None:
    nginx = release.containers("nginx")
    edit(release, "client/src/index.html", "<title>", "<title>New ")

    done = release.script("rollout")

    assert done.returncode == 0, done.stderr
    assert release.containers("nginx") != nginx
    assert b"<title>New " in release.get("/")[2]


@pytest.mark.skipif(bool(missing()), reason=missing())
def test_an_open_tab_keeps_playing_and_then_loads_the_new_client(release: Stack) -> None:
    with launched() as browser:
        # Playwright fetches in the browser's place: Chromium drops what it loads whenever Docker
        # changes a network, and other stacks come and go. It cannot do so for a service worker;
        # e2e/test_tunnel.py lets a new release replace one.
        context = browser.new_context(
            base_url=f"http://127.0.0.1:{release.port}", service_workers="block"
        )
        page = context.new_page()
        page.route("**/*", lambda route: route.fulfill(response=route.fetch()))
        old = page.get_by_role("link", name="For authors", exact=True)
        page.clock.install()
        # While the release takes over, the browser cannot fetch anything: it must have all of the
        # client by then, as it does a second after opening.
        with page.expect_event("requestfinished", lambda request: "/assets/later." in request.url):
            page.goto("/")
        page.wait_for_load_state("networkidle")
        page.get_by_role("button", name="Start Programming WATs").click()  # only choices
        expect(page.get_by_text("Question 1 of 10")).to_be_visible()
        edit(release, "client/src/locales/en/site.arb", '"For authors"', '"For new authors"')

        done = release.script("rollout")
        assert done.returncode == 0, done.stderr
        page.clock.fast_forward(70_000)
        # The result page checks for a new release.
        with page.expect_event(
            "requestfinished", lambda request: urlsplit(request.url).path == "/", timeout=60_000
        ):
            for number in range(1, 11):
                expect(page.get_by_text(f"Question {number} of 10")).to_be_visible()
                page.keyboard.press("1")
                if page.get_by_role("button", name="Check answer").count():
                    page.keyboard.press("Enter")
                expect(page.locator(".verdict")).to_be_visible()
                page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Your result")).to_be_visible()
        expect(old).to_be_visible()  # the page was never reloaded
        page.get_by_role("link", name="Popquiz").first.click()

        expect(page.get_by_role("link", name="For new authors")).to_be_visible()
        assert page.url.endswith(f":{release.port}/")


def test_several_replicas_are_all_replaced(release: Stack) -> None:
    release.compose("up", "-d", "--no-build", "--wait", "--scale", "web=2", "web")
    before = release.containers("web")

    done = release.script("rollout")

    assert done.returncode == 0, done.stderr
    assert len(release.containers("web")) == 2
    assert not set(release.containers("web")) & set(before)
    project = f"label=com.docker.compose.project={release.name}"
    assert docker("ps", "-q", "--filter", project, "--filter", "health=unhealthy").strip() == ""
