"""Real stacks on a real Docker engine. Without one, these tests are skipped by name."""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from backend.questions import TYPES

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")  # of several side by side, by file


def docker(*command: str, check: bool = True) -> str:
    done = subprocess.run(["docker", *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0 or not check, f"docker {' '.join(command)}: {done.stderr}"
    return done.stdout


def engine_missing() -> str:
    """Why there is no engine; empty if there is one."""
    if shutil.which("docker") is None:
        return "no docker command here"
    for command in (["docker", "info"], ["docker", "compose", "version"]):
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return f"`{' '.join(command)}` fails: no Docker engine with compose here"
    return ""


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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Stack:
    """A compose project: its files, its environment, and what it answers."""

    host = "127.0.0.1"

    def __init__(self, name: str, folder: Path, files: list[str], port: int, **env: str) -> None:
        self.name, self.folder, self.port = name, folder, port
        self.base = ["docker", "compose", "-p", name, *(part for f in files for part in ("-f", f))]
        # Images of its own: another stack, of other sources, may be built meanwhile.
        self.env = {**os.environ, "POPQUIZ_IMAGES": f"{name}/", **env}

    def compose(self, *command: str, check: bool = True) -> str:
        done = subprocess.run(
            [*self.base, *command],
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        if check and done.returncode:
            logs = subprocess.run(
                [*self.base, "logs", "--tail", "40"],
                cwd=self.folder,
                env=self.env,
                capture_output=True,
                text=True,
                check=False,
            ).stdout
            pytest.fail(f"compose {' '.join(command)}:\n{done.stderr[-3000:]}\n{logs[-6000:]}")
        return done.stdout

    def up(self, *options: str) -> None:
        self.compose("up", "-d", "--build", "--wait", "--wait-timeout", "240", *options)

    def down(self) -> None:
        """Remove all that it is, the images that were built for it included."""
        self.compose("down", "-v", "-t", "5", check=False)
        images = (self.image("web"), self.image("nginx"))
        # On the stack's own engine, which may be a remote one.
        subprocess.run(
            ["docker", "image", "rm", *images], env=self.env, capture_output=True, check=False
        )

    def image(self, service: str) -> str:
        return f"{self.env['POPQUIZ_IMAGES']}{service}"

    def script(
        self, name: str, *arguments: Path, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command of deploy/bin on this stack."""
        return subprocess.run(
            [self.folder / "deploy/bin" / name, *arguments],
            env={**self.env, "COMPOSE_PROJECT_NAME": self.name, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def psql(self, sql: str, database: str = "popquiz") -> str:
        command = ("psql", "-U", "popquiz", "-d", database, "-qtAX", "-c", sql)
        return self.exec("db", *command).strip()

    def content(self) -> dict[str, str]:
        """A digest of all rows of each table, without the notes of backups."""
        tables = ("quiz", "question", "quiz_question", "attempt", "answer")
        rows = "SELECT md5(string_agg(row::text, ' ' ORDER BY row::text)) FROM {} row"
        return {table: self.psql(rows.format(table)) for table in tables}

    def inspect(self, service: str) -> Any:  # Any: JSON
        container = self.compose("ps", "-a", "-q", service).strip()
        return json.loads(docker("inspect", container))[0]

    def exec(self, service: str, *command: str) -> str:
        return self.compose("exec", "-T", service, *command)

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in lower case) and body."""
        return self._send(Request(f"http://{self.host}:{self.port}{path}", headers=headers))

    def post(self, path: str, body: bytes, media_type: str) -> tuple[int, dict[str, str], bytes]:
        """As `get`, with a body of any media type."""
        headers = {"Content-Type": media_type}
        return self._send(Request(f"http://{self.host}:{self.port}{path}", body, headers))

    def json(self, path: str, body: object = None) -> Any:  # Any: JSON
        """GET, or POST with a body; the status must be a success."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = Request(f"http://{self.host}:{self.port}/api{path}", data, headers)
        status, _, content = self._send(request)
        assert status < 300, content
        return json.loads(content)

    def _send(self, request: Request) -> tuple[int, dict[str, str], bytes]:
        try:
            with urlopen(request, timeout=30) as answer:
                return answer.status, _lower(answer.headers.items()), answer.read()
        except HTTPError as error:
            with error:
                return error.code, _lower(error.headers.items()), error.read()


def _lower(items: Any) -> dict[str, str]:  # Any: pairs
    return {name.lower(): value for name, value in items}


def eventually(what: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Wait until it is true; fail if it never is."""
    deadline = time.monotonic() + patience
    while True:
        try:
            if what():
                return
        except (URLError, OSError, AssertionError):
            pass
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.25)


def guess(question: Any) -> dict[str, Any]:  # Any: JSON
    """A response to a question as players see it."""
    view = question["view"]
    return TYPES[view["type"]].guess(view, Random(1))


def play(stack: Stack, name: str) -> Any:  # Any: JSON
    """A whole game; every answer is a guess. The result."""
    quiz = stack.json("/quizzes")["quizzes"][0]["slug"]
    attempt = stack.json(f"/quizzes/{quiz}/attempts", {})
    for question in attempt["questions"]:
        body = {"question": question["id"], "response": guess(question)}
        stack.json(f"/attempts/{attempt['id']}/answers", body)
    return stack.json(f"/attempts/{attempt['id']}/finish", {"player_name": name})


@pytest.fixture(scope="session")
def prod(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The production stack, as the README starts it, on a data folder and a port of its own."""
    data = tmp_path_factory.mktemp("quizdata")
    port = free_port()
    stack = Stack(
        f"popquiz-test-prod{WORKER}",
        ROOT,
        ["docker-compose.yml", "docker-compose.prod.yml"],
        port,
        QUIZDATA=str(data),
        POPQUIZ_PORT=str(port),
        COMMIT_HASH="0123abc",
    )
    try:
        stack.up()
        yield stack
    finally:
        stack.down()


def copy_of_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the project's files, which a test may edit."""
    folder = tmp_path_factory.mktemp("project")
    names = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    for name in names:
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    for parent in (folder, *folder.parents):  # containers read it as users of their own
        if parent.is_relative_to(tmp_path_factory.getbasetemp().parent):
            parent.chmod(0o755)
    return folder


@pytest.fixture(scope="session")
def dev(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The development stack on a copy of the project."""
    stack = Stack("popquiz-test-dev", copy_of_project(tmp_path_factory), [], 8080)
    try:
        stack.up()
        yield stack
    finally:
        stack.down()
