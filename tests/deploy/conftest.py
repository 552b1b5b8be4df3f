"""Real stacks on a real Docker engine. Without one, these tests are skipped by name."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.support.engine import RUN, WORKER, bases, engine_missing, need, turn
from tests.support.images import COMMIT, PREFIX, Images
from tests.support.stacks import Stack, copy_of_project, production


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ours = [item for item in items if Path(item.fspath).parent == Path(__file__).parent]
    reason = engine_missing() if ours else ""
    for item in ours:
        item.add_marker(pytest.mark.docker)
        if reason:
            item.add_marker(pytest.mark.skip(reason=reason))
    # Last of ours: an engine that leaves a swarm forgets the names of all running containers.
    ordered = iter(sorted(ours, key=lambda item: Path(item.fspath).name == "test_swarm.py"))
    folder = Path(__file__).parent
    items[:] = [next(ordered) if Path(i.fspath).parent == folder else i for i in items]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show with a failure how the test's stacks are."""
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
    """What the names of the images of `web` and `nginx` begin with."""
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
