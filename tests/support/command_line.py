"""manage.py as an operator uses it: as a program."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def manage(
    *command: str, uri: str | None = None, says: str = "", **env: str
) -> subprocess.CompletedProcess[str]:
    return python("manage.py", *command, uri=uri, says=says, **env)


def python(
    *arguments: str, uri: str | None = None, says: str = "", **env: str
) -> subprocess.CompletedProcess[str]:
    variables = {"PATH": os.environ["PATH"], **env}
    if uri:
        variables |= {"QUIZ_ENV": "development", "SQLALCHEMY_DATABASE_URI": uri}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=variables,
        input=says,
        capture_output=True,
        text=True,
        check=False,
    )


def lines(output: str) -> dict[str, str]:
    """Subject to level."""
    found = {}
    for line in output.splitlines():
        level, _, rest = line.partition("  ")
        if level.strip() in ("ok", "warn", "fail"):
            found[rest[:13].strip()] = level.strip()
    return found
