"""Released images from a registry instead of local builds."""

from collections.abc import Iterator

import pytest

from tests.support.engine import ROOT, RUN, bases, docker, need
from tests.support.players import play
from tests.support.ports import free_port
from tests.support.stacks import eventually, production

REGISTRY = "registry:2"


@pytest.fixture(scope="module")
def released() -> Iterator[str]:
    """The address of a registry with the versions 0.0.1 and 0.0.2."""
    need(REGISTRY, *bases("web"), *bases("nginx"))
    port = free_port()
    name = f"{RUN}-registry"
    docker("run", "-d", "--name", name, "-p", f"127.0.0.1:{port}:5000", REGISTRY)
    images = f"127.0.0.1:{port}/popquiz-"
    try:
        for version in ("0.0.1", "0.0.2"):
            for service in ("web", "nginx"):
                tag = f"{images}{service}:{version}"
                file = f"deploy/{service}.dockerfile"
                commit = f"COMMIT_HASH={version}"
                docker("build", "-q", "-f", file, "-t", tag, "--build-arg", commit, str(ROOT))
                eventually(lambda tag=tag: bool(docker("push", tag)))  # type: ignore[misc]
                docker("rmi", tag)
        yield images
    finally:
        docker("rm", "-f", "-v", name)
        pulled = docker("image", "ls", "-q", f"{images}*").split()
        docker("image", "rm", "-f", *pulled, check=False)


def test_released_images_are_pulled_and_rolled_out(
    released: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    versions = {"POPQUIZ_IMAGES": released, "POPQUIZ_VERSION": "0.0.1"}
    stack = production("release", tmp_path_factory.mktemp("quizdata"), versions)
    with stack.present():
        stack.compose("pull", "web", "nginx")
        stack.compose("up", "-d", "--no-build", "--wait")
        assert stack.json("/version")["commit"] == "0.0.1"
        play(stack, "Released")

        stack.env["POPQUIZ_VERSION"] = "0.0.2"
        done = stack.script("rollout")
        assert done.returncode == 0, done.stderr
        assert stack.json("/version")["commit"] == "0.0.2"

        stack.env["POPQUIZ_VERSION"] = "0.0.3"  # there is none
        done = stack.script("rollout")
        assert done.returncode == 1
        assert "not be pulled" in done.stderr
        assert stack.json("/version")["commit"] == "0.0.2"
