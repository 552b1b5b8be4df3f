"""Released images, from a registry, instead of built ones."""

import subprocess
from collections.abc import Iterator

import pytest

from tests.deploy.conftest import ROOT, Stack, docker, eventually, free_port, play

REGISTRY = "registry:2"
pytestmark = pytest.mark.skipif(
    subprocess.run(
        ["docker", "image", "inspect", REGISTRY], capture_output=True, check=False
    ).returncode
    != 0,
    reason=f"no image {REGISTRY} here",
)


@pytest.fixture(scope="module")
def images() -> Iterator[str]:
    """Where a registry has the versions 0.0.1 and 0.0.2."""
    port = free_port()
    name = "popquiz-test-registry"
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


def test_released_images_are_pulled_and_rolled_out(
    images: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    port = free_port()
    stack = Stack(
        "popquiz-test-release",
        ROOT,
        ["docker-compose.yml", "docker-compose.prod.yml"],
        port,
        QUIZDATA=str(tmp_path_factory.mktemp("quizdata")),
        POPQUIZ_PORT=str(port),
        POPQUIZ_IMAGES=images,
        POPQUIZ_VERSION="0.0.1",
        COMPOSE_PROJECT_NAME="popquiz-test-release",
    )
    try:
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
    finally:
        stack.down()
        docker("image", "prune", "-f", check=False)
