"""The project's images, each built once in a run and shared by all stacks of the same sources."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.support.engine import ROOT, RUN, WORKER, bases, docker, need, turn

PREFIX = f"{RUN}/"
COMMIT = "0123abc"
FILES = ("docker-compose.yml", "docker-compose.prod.yml", "docker-compose.tls.yml")
# The compose files give these fixed names. A run overrides them with a file per service.
NAMED = ("backup", "certificates")


class Images:
    """Images built by the workers of a run, which share `folder`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.lock = folder / "lock"
        with turn(self.lock):
            for service in NAMED:
                named = {"services": {service: {"image": PREFIX + service}}}
                Path(self.name_of(service)).write_text(json.dumps(named))
            (folder / f"user{WORKER}").touch()

    def name_of(self, service: str) -> str:
        """A compose file that gives the service's image this run's name."""
        return str(self.folder / f"{service}.json")

    def build(self, *services: str) -> None:
        """Build what is not built yet. Skips the test where a base image is missing."""
        need(*(image for name in services for image in bases(name)))
        with turn(self.lock):
            missing = [name for name in services if not (self.folder / f"built-{name}").exists()]
            if missing:
                self._build(missing)
            for name in missing:
                (self.folder / f"built-{name}").touch()

    def _build(self, services: list[str]) -> None:
        files = [part for file in (*FILES, *map(self.name_of, NAMED)) for part in ("-f", file)]
        done = subprocess.run(
            ["docker", "compose", *files, "--profile", "backup", "build", "-q", *services],
            cwd=ROOT,
            env={**os.environ, "POPQUIZ_IMAGES": PREFIX, "COMMIT_HASH": COMMIT, "DOMAIN": "none"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            pytest.fail(f"{services} could not be built:\n{done.stderr[-4000:]}", pytrace=False)

    def leave(self) -> None:
        """Remove them, unless another worker uses them."""
        with turn(self.lock):
            (self.folder / f"user{WORKER}").unlink()
            if not list(self.folder.glob("user*")):
                for mark in self.folder.glob("built-*"):
                    mark.unlink()
                    docker("image", "rm", PREFIX + mark.name.removeprefix("built-"), check=False)
