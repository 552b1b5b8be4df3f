"""manage.py as an operator uses it: its commands in this process, and the program itself."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

from click.testing import CliRunner
from flask import Flask

from backend.cli import commands
from backend.cli.commands import cli
from backend.models import db

ROOT = Path(__file__).parents[2]


def manage(
    *command: str, uri: str | None = None, says: str = "", **env: str
) -> CompletedProcess[str]:
    """Run a command in this process, with an application and an environment of its own.

    Starting a process takes a second; use `program` only for what needs one.
    """
    runner = CliRunner(env={**dict.fromkeys(os.environ), **environment(uri, env)})
    run = partial(runner.invoke, cli, command, input=says, catch_exceptions=False)
    with _undone():
        done = Context().run(run)  # where no application is the current one
    return _shown(CompletedProcess(command, done.exit_code, done.stdout, done.stderr))


@contextmanager
def _undone() -> Iterator[None]:
    """Close the connections of the applications that are created here, and restore the log."""
    apps: list[Flask] = []
    create = commands._create_app

    def note(factory: str) -> Flask:
        apps.append(create(factory))
        return apps[-1]

    handlers = logging.root.handlers[:]
    try:
        with patch.object(commands, "_create_app", note):
            yield
    finally:
        logging.root.handlers[:] = handlers
        for app in apps:
            with app.app_context():
                for engine in db.engines.values():
                    engine.dispose()


def program(
    *command: str, uri: str | None = None, says: str = "", **env: str
) -> CompletedProcess[str]:
    """Run manage.py as a process: for tests of its start, exit code and imports."""
    return python("manage.py", *command, uri=uri, says=says, **env)


def python(
    *arguments: str, uri: str | None = None, says: str = "", **env: str
) -> CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(uri, env),
        input=says,
        capture_output=True,
        text=True,
        check=False,
    )
    return _shown(done)


def _shown(done: CompletedProcess[str]) -> CompletedProcess[str]:
    """Print what was run and what it said, for pytest to show if the test fails."""
    print(f"$ {' '.join(done.args)}  -> exit code {done.returncode}")
    print(done.stdout, end="")
    print(done.stderr, end="", file=sys.stderr)
    return done


def environment(uri: str | None, variables: dict[str, str]) -> dict[str, str]:
    """Only PATH is inherited; with a database, the environment is development.

    A `make run` beside the tests must not be found, so that its database is left alone.
    """
    found = {"PATH": os.environ["PATH"], "POPQUIZ_DATA": os.devnull, **variables}
    if uri:
        found |= {"QUIZ_ENV": "development", "SQLALCHEMY_DATABASE_URI": uri}
    return found


def lines(output: str) -> dict[str, str]:
    """Findings as subject: level."""
    found = {}
    for line in output.splitlines():
        level, _, rest = line.partition("  ")
        if level.strip() in ("ok", "warn", "fail"):
            found[rest[:13].strip()] = level.strip()
    return found
