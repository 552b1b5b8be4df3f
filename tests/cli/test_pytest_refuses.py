"""`pytest` empties its database, so it must refuse one that is in use."""

import os
import subprocess
import sys
from pathlib import Path

from deploy.local import postgres
from deploy.local.postmaster import Postmaster

ROOT = Path(__file__).parents[2]


def pytest_on(uri: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "tests/api/test_health.py",
        ],
        cwd=ROOT,
        env={**os.environ, "SQLALCHEMY_DATABASE_URI": uri},
        capture_output=True,
        text=True,
        check=False,
    )


def test_pytest_refuses_a_database_with_tables(server: Postmaster) -> None:
    empty = postgres.create_database(server, "empty")
    used = postgres.create_database(server, "used")
    server.psql("\\c used\nCREATE TABLE theirs (id int)")

    passed, refused = pytest_on(empty), pytest_on(used)

    assert passed.returncode == 0, passed.stdout
    assert refused.returncode == 2
    assert "names a database that has tables" in refused.stdout + refused.stderr
    assert "theirs" in server.psql("\\c used\nSELECT tablename FROM pg_tables")
