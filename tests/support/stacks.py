"""Compose projects on a real Docker engine."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any, Self
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from tests.support.engine import ROOT, RUN, WORKER, bases, docker, need, turn
from tests.support.ports import free_port

PATIENCE = 60.0  # seconds
POSTGRES = "postgres:18-alpine"
PRODUCTION = ("docker-compose.yml", "docker-compose.prod.yml")
SCREEN = 15  # lines of each log that a failure shows


class Stack:
    """A compose project: its files, environment and responses.

    It builds images of its own, unless POPQUIZ_IMAGES names others.
    """

    host = "127.0.0.1"

    def __init__(
        self, name: str, folder: Path, files: Sequence[str], port: int, **env: str
    ) -> None:
        self.name, self.folder, self.port = name, folder, port
        self.base = ["docker", "compose", "-p", name, *(part for f in files for part in ("-f", f))]
        self.builds = "POPQUIZ_IMAGES" not in env
        self.env = {**os.environ, "POPQUIZ_IMAGES": f"{name}/", **env}

    def variant(self, *options: str, **env: str) -> Self:
        """The same project with more options for compose and other variables."""
        other = copy(self)
        other.base = [*self.base, *options]
        other.env = {**self.env, **env}
        return other

    def run(
        self, *command: str, check: bool = False, given: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run `docker compose` on it; `given` is its standard input."""
        return subprocess.run(
            [*self.base, *command],
            cwd=self.folder,
            env=self.env,
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            text=True,
            check=check,
        )

    def compose(self, *command: str, check: bool = True) -> str:
        done = self.run(*command)
        if check and done.returncode:
            said = "\n".join(done.stderr.splitlines()[-SCREEN:])
            pytest.fail(f"compose {' '.join(command)}:\n{said}\n\n{self.state()}")
        return done.stdout

    def state(self) -> str:
        """One line per container, and the last log lines of unhealthy or failed ones."""
        listed = self.run("ps", "-a", "--format", "json").stdout
        found = [json.loads(line) for line in listed.splitlines() if line.startswith("{")]
        shown = [
            f"{one['Name']}: {one['State']} {one['Health']} ({one['ExitCode']})" for one in found
        ]
        for one in found:
            if one["ExitCode"] or one["Health"] not in ("", "healthy"):
                log = self.run("logs", "--no-log-prefix", "--tail", str(SCREEN), one["Service"])
                shown += [
                    f"--- {one['Service']}",
                    *(line[:200] for line in log.stdout.splitlines()),
                ]
        return "\n".join(shown)

    def need_bases(self) -> None:
        """Skip the test if its images cannot be built here: a base image is missing."""
        engine = {k: v for k, v in self.env.items() if k.startswith("DOCKER_")}
        built = (image for service in ("web", "nginx") for image in bases(service, self.folder))
        need(*(built if self.builds else ()), POSTGRES, engine=engine)

    def up(self, *options: str) -> None:
        build = "--build" if self.builds else "--no-build"
        self.compose("up", "-d", build, "--wait", "--wait-timeout", "240", *options)

    def start(self, *services: str) -> None:
        """Start these and wait for them; their dependencies are left alone."""
        self.compose("up", "-d", "--no-build", "--no-deps", "--wait", *services)

    def down(self) -> None:
        """Remove all of it, with the images that were built for it."""
        self.run("down", "-v", "-t", "0")
        if self.builds:
            # On the stack's own engine, which may be a remote one.
            project = f"label=com.docker.compose.project={self.name}"
            for command in (
                ("image", "rm", self.image("web"), self.image("nginx")),
                ("image", "prune", "-f", "--filter", project),  # those of releases before
            ):
                subprocess.run(["docker", *command], env=self.env, capture_output=True, check=False)

    @contextmanager
    def present(self) -> Iterator[Self]:
        """Needs its base images, and is removed at the end; the test starts it."""
        self.need_bases()
        with turn("stacks", shared=True):
            try:
                yield self
            finally:
                self.down()

    @contextmanager
    def running(self) -> Iterator[Self]:
        with self.present():
            self.up()
            yield self

    def image(self, service: str) -> str:
        return f"{self.env['POPQUIZ_IMAGES']}{service}"

    def script(
        self, name: str, *arguments: str | Path, given: str | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command of deploy/bin on this stack; `given` is its standard input."""
        return subprocess.run(
            [self.folder / "deploy/bin" / name, *arguments],
            env={**self.env, "COMPOSE_PROJECT_NAME": self.name, **environment},
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )

    def once(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a service's container by itself until it ends: options, the service, its command."""
        return self.run("--progress", "quiet", "run", "--rm", "-T", "--no-deps", *command)

    def psql(self, sql: str, database: str = "popquiz") -> str:
        command = ("psql", "-U", "popquiz", "-d", database, "-qtAX", "-c", sql)
        return self.exec("db", *command).strip()

    def content(self) -> dict[str, str]:
        """A digest of all rows of each table, without the notes of backups."""
        tables = (
            *("quiz", "question", "quiz_question", "attempt", "answer"),
            *("game", "game_round", "game_result"),
        )
        rows = "SELECT md5(string_agg(row::text, ' ' ORDER BY row::text)) FROM {} row"
        return {table: self.psql(rows.format(table)) for table in tables}

    def containers(self, service: str) -> list[str]:
        """The ids of its containers, running or not."""
        return sorted(self.compose("ps", "-a", "-q", service).split())

    def inspect(self, service: str) -> Any:  # Any: JSON
        return json.loads(docker("inspect", self.compose("ps", "-a", "-q", service).strip()))[0]

    def processes(self, command: str) -> list[int]:
        """The host's ids of the processes in `web` that run this."""
        shown = docker("top", self.compose("ps", "-q", "web").strip(), "-o", "pid,args")
        return [int(line.split()[0]) for line in shown.splitlines() if command in line]

    def exec(self, service: str, *command: str) -> str:
        return self.compose("exec", "-T", service, *command)

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in lower case) and body."""
        return self.send(Request(f"http://{self.host}:{self.port}{path}", headers=headers))

    def post(self, path: str, body: bytes, media_type: str) -> tuple[int, dict[str, str], bytes]:
        """As `get`, with a body of any media type."""
        headers = {"Content-Type": media_type}
        return self.send(Request(f"http://{self.host}:{self.port}{path}", body, headers))

    def json(self, path: str, body: object = None) -> Any:  # Any: JSON
        """GET, or POST with a body; the status must be a success."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = Request(f"http://{self.host}:{self.port}/api{path}", data, headers)
        status, _, content = self.send(request)
        assert status < 300, content
        return json.loads(content)

    def send(self, request: Request) -> tuple[int, dict[str, str], bytes]:
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


def production(
    name: str,
    data: Path,
    env: Mapping[str, str],
    folder: Path = ROOT,
    more: Sequence[str] = (),
) -> Stack:
    """The README's production stack, on data and a port of its own. It is not started.

    `more` names compose files on top.
    """
    port = free_port()
    files = [*PRODUCTION, *more]
    given = {"QUIZDATA": str(data), "POPQUIZ_PORT": str(port), **env}
    return Stack(f"{RUN}-{name}{WORKER}", folder, files, port, **given)


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
