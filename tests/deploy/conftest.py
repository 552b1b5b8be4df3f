"""Real stacks on a real Docker engine. Without one, these tests are skipped by name."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.support.engine import RUN, WORKER, bases, engine_missing, need, turn
from tests.support.images import COMMIT, PREFIX, Images
from tests.support.releases import sources
from tests.support.stacks import Stack, copy_of_project, production

FOLDER = Path(__file__).parent
# The slowest files start first, so that no worker is left with one at the end; those of
# the stack `prod` come last.
FIRST = ["rollout", "remote", "major", "dev", "bad_releases", "release", "secrets", "tls"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = [place for place, item in enumerate(items) if item.path.parent == FOLDER]
    ours = sorted((items[place] for place in places), key=begins)
    reason = engine_missing() if ours else ""
    for place, item in zip(places, ours, strict=True):
        items[place] = item
        item.add_marker(pytest.mark.docker)
        if reason:
            item.add_marker(pytest.mark.skip(reason=reason))


def begins(item: pytest.Item) -> int:
    """Its place in the order; the others are sorted by name."""
    name = item.path.stem.removeprefix("test_")
    return FIRST.index(name) if name in FIRST else len(FIRST)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the state of the test's stacks with a failure."""
    report = yield
    if report.failed and report.when == "call":
        given = getattr(item, "funcargs", {}).values()
        for stack in {id(one): one for one in given if isinstance(one, Stack)}.values():
            report.sections.append((f"stack {stack.name}", stack.state()))
    return report


@pytest.fixture(scope="session")
def images(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Images]:
    """The images of these sources, which all workers share."""
    folder = tmp_path_factory.getbasetemp()
    images = Images((folder.parent if WORKER else folder) / "images")
    yield images
    images.leave()


@pytest.fixture(scope="session")
def built(images: Images) -> str:
    """The prefix of the image names of `web` and `nginx`."""
    images.build("web", "nginx")
    return PREFIX


@pytest.fixture(scope="session")
def prod(built: str, images: Images, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The production stack, as the README starts it."""
    data = tmp_path_factory.mktemp("quizdata")
    env = {"POPQUIZ_IMAGES": built, "COMMIT_HASH": COMMIT}
    with production("prod", data, env, more=[images.name_of("backup")]).running() as stack:
        yield stack


@pytest.fixture(scope="session")
def dev(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The development stack on a copy of the project. Its ports are fixed."""
    need(*bases("front"))
    with (
        turn("development"),
        Stack(f"{RUN}-dev", copy_of_project(tmp_path_factory), [], 8080).running() as stack,
    ):
        yield stack


@pytest.fixture(scope="module")
def rolled_out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A production stack started by `rollout`, from a copy of the project.

    Only its owner can read the copy, as after `git clone` with umask 077: the images must not
    depend on that.
    """
    folder = copy_of_project(tmp_path_factory)
    for path in folder.rglob("*"):
        path.chmod(path.stat().st_mode & 0o700)
    stack = production(
        "rollout",
        tmp_path_factory.mktemp("quizdata"),
        {"TRUSTED_PROXIES": "172.16.0.0/12,192.168.0.0/16,10.0.0.0/8"},
        folder,
    )
    with stack.present():
        done = stack.script("rollout")
        assert done.returncode == 0, done.stderr
        yield stack


@pytest.fixture
def release(rolled_out: Stack) -> Iterator[Stack]:
    """The stack, whose sources may be edited: they are put back after the test."""
    before = sources(rolled_out)
    yield rolled_out
    for path, content in sources(rolled_out).items():
        if path not in before:
            path.unlink()
        elif content != before[path]:
            path.write_bytes(before[path])
