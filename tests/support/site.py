"""Popquiz as browsers see it: the built client, uWSGI and PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg2
from flask_openapi3 import OpenAPI
from sqlalchemy import select

from backend.accounts.sessions import begin
from backend.app import create_app
from backend.models import User, db
from deploy.local.postmaster import Postmaster
from deploy.local.serve import environment_for, serve, stop, wait_ready
from tests.support.embedded import create_migrated, settings_for
from tests.support.ports import free_port
from tests.support.site_quizzes import add_quizzes


@dataclass(frozen=True)
class Site:
    url: str
    uri: str
    app: OpenAPI
    """The application on the same database, for what no page has to do."""
    log: Path
    embedder: str
    """The origin of the only site that may embed quizzes; nothing listens there yet."""

    def count(self, table: str) -> int:
        """Rows in a table."""
        row = self.run(f"SELECT count(*) FROM {table}")
        return int(row[0])

    def run(self, sql: str, **parameters: object) -> tuple[Any, ...]:  # Any: the row's columns
        """The first row of a statement."""
        connection = psycopg2.connect(self.uri)
        with connection, connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            row: tuple[Any, ...] | None = cursor.fetchone()
        connection.close()
        assert row
        return row

    def change_visibility(self, slug: str, visibility: str) -> None:
        sql = "UPDATE quiz SET visibility = %(visibility)s WHERE slug = %(slug)s RETURNING id"
        self.run(sql, slug=slug, visibility=visibility)

    def session_of(self, email: str) -> str:
        """The token of a new session of this user."""
        with self.app.app_context():
            user = db.session.scalars(select(User).where(User.email == email)).one()
            token = begin(user, "A test's browser")
            db.session.commit()
            return token


@contextmanager
def running_site(server: Postmaster, work: Path) -> Iterator[Site]:
    """A site whose quizzes and their keys are known, on a database of its own.

    Its log is in the folder `work`.
    """
    uri = create_migrated(server, f"site_{uuid4().hex[:8]}")
    # By this name it is another site than ours, which keeps cookies and storage from the frame.
    embedder = f"http://localhost:{free_port()}"
    app = create_app(settings_for(uri))
    add_quizzes(app)
    with _served(uri, work, FRAME_ANCESTORS=embedder) as url:
        yield Site(url, uri, app, work / "server.log", embedder)


@contextmanager
def with_client(site: Site, dist: Path, work: Path) -> Iterator[Site]:
    """The same site at another port, with the client in the folder `dist`."""
    with _served(site.uri, work, CLIENT_DIST=str(dist)) as url:
        yield replace(site, url=url, log=work / "server.log")


@contextmanager
def _served(uri: str, work: Path, **environment: str) -> Iterator[str]:
    port, log = str(free_port()), work / "server.log"
    serving = serve(environment_for(uri, "127.0.0.1", port, work) | environment, log)
    try:
        wait_ready(f"http://127.0.0.1:{port}", serving, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(serving)
