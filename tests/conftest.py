"""The tests' database: an embedded PostgreSQL, or an empty one that the environment names."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import psutil
import psycopg2
import pytest
from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI
from sqlalchemy import Connection, event, make_url

from backend.accounts import passwords
from backend.app import create_app
from backend.cli.migrations import install
from backend.library.packs import Pack, load_pack
from backend.models import db
from backend.prepared import Prepared
from backend.settings import Settings
from deploy.local.postmaster import Postmaster
from tests.support import embedded, run_folder
from tests.support.accounts import QUICK
from tests.support.api import Api
from tests.support.questions import pack
from tests.support.tables import empty_tables

# A busy machine must not fail a test.
hypothesis.settings.register_profile("popquiz", deadline=None)
hypothesis.settings.load_profile("popquiz")

IS_EMPTY = """
    SELECT NOT EXISTS (
        SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    )
"""


def pytest_configure(config: pytest.Config) -> None:
    if run_folder.create():
        config.add_cleanup(run_folder.remove)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """xdist silently runs only one of several tests with the same id."""
    twice = [name for name, count in Counter(item.nodeid for item in items).items() if count > 1]
    if twice:
        raise pytest.UsageError(f"several tests have the id {twice[0]}")


@pytest.fixture
def data_folder() -> Iterator[Path]:
    """An empty folder whose content PostgreSQL can reach."""
    with run_folder.new_folder() as folder:
        yield folder


@pytest.fixture(scope="session")
def server() -> Iterator[Postmaster]:
    """The embedded PostgreSQL of this process."""
    with embedded.running_server() as running:
        yield running


def given_database() -> str | None:
    """The URI in the environment. Refuses a database that has any table."""
    given = os.environ.get("SQLALCHEMY_DATABASE_URI")
    if not given:
        return None
    uri = make_url(given).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg2.connect(uri) as connection, connection.cursor() as cursor:
        cursor.execute(IS_EMPTY)
        row = cursor.fetchone()
    connection.close()
    if not row or not row[0]:
        pytest.exit(
            "SQLALCHEMY_DATABASE_URI names a database that has tables. The tests empty their"
            " database, so they refuse it: name an empty one, or unset the variable.",
            returncode=2,
        )
    return uri


@pytest.fixture(scope="session")
def database_uri(request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database of our own. A given one is left as it was found: empty."""
    if given := given_database():
        embedded.migrate(given)
        yield given
        embedded.remove_schema(given)
    else:
        yield embedded.create_migrated(request.getfixturevalue("server"), "popquiz")


@pytest.fixture(scope="session")
def settings(database_uri: str) -> Settings:
    return embedded.settings_for(database_uri)


@pytest.fixture(scope="session")
def migrated(settings: Settings) -> Iterator[OpenAPI]:
    """The application on a migrated database."""
    app = create_app(settings)
    install(app)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", QUICK)
        patch.setattr(passwords, "DUMMY_HASH", passwords.dummy_hash(QUICK))
        yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(migrated: OpenAPI) -> Iterator[OpenAPI]:
    """The application on a database without rows, inside an application context."""
    with migrated.app_context():
        empty_tables()
        yield migrated


@pytest.fixture
def client(app: OpenAPI) -> FlaskClient:
    """The bare HTTP client, for malformed requests."""
    return app.test_client()


@pytest.fixture
def api(client: FlaskClient) -> Api:
    return Api(client)


@pytest.fixture
def quiz(app: OpenAPI) -> Pack:
    """The small quiz, loaded."""
    small = pack()
    load_pack(small)
    return small


@pytest.fixture
def cpu_seconds(request: pytest.FixtureRequest, app: OpenAPI) -> Callable[[], float]:
    """CPU seconds of this process and its PostgreSQL; unlike time, independent of the load."""
    servers: list[psutil.Process] = []
    if not os.environ.get("SQLALCHEMY_DATABASE_URI"):
        servers.append(psutil.Process(request.getfixturevalue("server").pid))

    def taken() -> float:
        backends = [backend for server in servers for backend in server.children()]
        times = [one.cpu_times() for one in (psutil.Process(), *backends)]
        return sum(spent.user + spent.system for spent in times)

    return taken


@pytest.fixture
def queries(app: OpenAPI, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], list[str]]]:
    """The statements sent to the database since the last call."""
    seen: list[str] = []
    run = Prepared.rows

    def note_prepared(self: Prepared, connection: Connection, **parameters: object) -> list[Any]:
        seen.append(self.name)
        return run(self, connection, **parameters)

    monkeypatch.setattr(Prepared, "rows", note_prepared)

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    def take() -> list[str]:
        taken = seen.copy()
        seen.clear()
        return taken

    for engine in db.engines.values():
        event.listen(engine, "before_cursor_execute", note)
    yield take
    for engine in db.engines.values():
        event.remove(engine, "before_cursor_execute", note)
