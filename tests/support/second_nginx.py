"""A second nginx in front of a stack's `web`, with settings of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.engine import docker
from tests.support.ports import free_port
from tests.support.stacks import Stack, eventually


@contextmanager
def second_nginx(stack: Stack, **environment: str) -> Iterator[Stack]:
    port = free_port()
    name = f"{stack.name}-nginx-{port}"
    settings = [part for pair in environment.items() for part in ("-e", "=".join(pair))]
    try:
        docker(
            *("run", "-d", "--name", name, "--read-only", "--tmpfs", "/tmp"),
            *("--memory", "128m", "--memory-swap", "128m"),
            *("--network", f"{stack.name}_outside", "-p", f"127.0.0.1:{port}:8080"),
            *(*settings, stack.image("nginx")),
        )
        beside = Stack(name, stack.folder, [], port)
        eventually(lambda: beside.get("/")[0] == 200)
        yield beside
    finally:
        docker("rm", "-f", name)
