"""Releases that take over while people play, and releases that must not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from backend.migrations.schema import NEWEST
from tests.support.browser import launched, missing
from tests.support.crowd import Crowd, stored
from tests.support.engine import docker
from tests.support.stacks import Stack, copy_of_project, eventually, production

MANY = 10_000
BAD_MIGRATION = f"""
revision = "9999"
down_revision = "{NEWEST}"


def upgrade():
    raise RuntimeError
"""


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A production stack that `rollout` itself has started, from a copy of the project."""
    stack = production(
        "rollout",
        tmp_path_factory.mktemp("quizdata"),
        {"TRUSTED_PROXIES": "172.16.0.0/12,192.168.0.0/16,10.0.0.0/8"},
        copy_of_project(tmp_path_factory),
    )
    with stack.present():
        done = stack.script("rollout")
        assert done.returncode == 0, done.stderr
        yield stack


@pytest.fixture
def release(stack: Stack) -> Iterator[Stack]:
    """The stack, whose sources may be edited: they are put back after the test."""
    before = sources(stack)
    yield stack
    for path, content in sources(stack).items():
        if path not in before:
            path.unlink()
        elif content != before[path]:
            path.write_bytes(before[path])


def sources(stack: Stack) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in stack.folder.rglob("*.*") if path.is_file()}


def edit(stack: Stack, file: str, old: str, new: str) -> None:
    """Replace the first `old` of the file; an empty one makes a new file."""
    path = stack.folder / file
    text = path.read_text() if old else ""
    assert old in text
    path.write_text(text.replace(old, new, 1))


def complaints(stack: Stack) -> str:
    """What nginx found wrong."""
    lines = stack.compose("logs", "--no-log-prefix", "nginx").splitlines()
    return "\n".join([line for line in lines if "[error]" in line or "[warn]" in line][-20:])


def test_a_release_takes_over_and_no_request_fails(release: Stack) -> None:
    nginx, web = release.containers("nginx"), release.containers("web")
    with Crowd(release, pause=0.02) as crowd:
        for version in ("9.9.8", "9.9.9"):
            edit(release, "backend/__init__.py", '__version__ = "', f'__version__ = "{version}+')
            done = release.script("rollout")
            assert done.returncode == 0, done.stderr
            assert release.json("/version")["version"].startswith(version)
        eventually(lambda: crowd.requests >= MANY, 120)

    assert crowd.failed == [], complaints(release)
    assert crowd.answers <= stored(release)
    assert release.containers("nginx") == nginx
    assert not set(release.containers("web")) & set(web)
    assert len(release.containers("web")) == len(web)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("backend/wsgi.py", "app = ", "raise RuntimeError('broken')\napp = ", "does not get ready"),
        ("backend/api/health.py", "found is None or", "True or", "does not get ready"),
        ("backend/migrations/versions/9999_bad.py", "", BAD_MIGRATION, "could not be migrated"),
        ("deploy/nginx/nginx.conf", "http {", "http { bogus;", "nginx refuses"),
        ("deploy/web.dockerfile", "WORKDIR /app", "WORKDIR /app\nRUN false", "could not be built"),
    ],
    ids=["crashes", "never ready", "migration", "nginx", "build"],
)
def test_a_bad_release_changes_nothing(
    release: Stack, file: str, old: str, new: str, message: str
) -> None:
    before = {service: release.containers(service) for service in ("web", "nginx", "db")}
    edit(release, file, old, new)
    with Crowd(release) as crowd:
        done = release.script("rollout", ROLLOUT_TIMEOUT="10")

    assert done.returncode == 1
    assert message in done.stderr
    assert "the release before is serving" in done.stderr
    assert crowd.failed == [], complaints(release)
    assert crowd.answers <= stored(release)
    assert {service: release.containers(service) for service in before} == before
    # Nor does it come by the back door.
    release.compose("up", "-d", "--no-build", "--wait")
    assert {service: release.containers(service) for service in before} == before


def test_a_changed_client_comes_with_another_nginx(release: Stack) -> None:
    nginx = release.containers("nginx")
    edit(release, "client/src/index.html", "<title>", "<title>New ")

    done = release.script("rollout")

    assert done.returncode == 0, done.stderr
    assert release.containers("nginx") != nginx
    assert b"<title>New " in release.get("/")[2]


@pytest.mark.alone  # Chromium drops what it loads when Docker changes any network
@pytest.mark.skipif(bool(missing()), reason=missing())
def test_an_open_tab_plays_on_and_then_has_the_new_client(release: Stack) -> None:
    with launched() as browser:
        page = browser.new_context(base_url=f"http://127.0.0.1:{release.port}").new_page()
        old = page.get_by_role("link", name="API", exact=True)
        page.clock.install()
        page.goto("/")
        page.get_by_role("button", name="Start Programming WATs").click()  # only choices
        expect(page.get_by_text("Question 1 of 10")).to_be_visible()
        edit(release, "client/src/locales/en.ts", "api: 'API'", "api: 'The new API'")

        done = release.script("rollout")
        assert done.returncode == 0, done.stderr
        page.clock.fast_forward(70_000)
        for number in range(1, 11):
            expect(page.get_by_text(f"Question {number} of 10")).to_be_visible()
            page.keyboard.press("1")
            if page.get_by_role("button", name="Check answer").count():
                page.keyboard.press("Enter")
            expect(page.locator(".verdict")).to_be_visible()
            page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Your result")).to_be_visible()
        expect(old).to_be_visible()  # it was never loaded anew
        page.get_by_role("link", name="Popquiz").first.click()

        expect(page.get_by_role("link", name="The new API")).to_be_visible()
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
