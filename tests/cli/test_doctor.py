"""The doctor on real databases and servers, healthy and faulty."""

import gzip
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from socket import SHUT_RDWR
from threading import Thread
from typing import Any

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import text
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from backend.app import create_app
from backend.cli.doctor.finding import Finding, clock
from backend.cli.doctor.outside import outside
from backend.library.packs import load_pack
from backend.models import Backup, db
from backend.settings import Settings
from tests.support.command_line import lines, manage, program
from tests.support.embedded import durably
from tests.support.games import Host
from tests.support.questions import pack

Wsgi = Callable[..., Any]
Proxy = Callable[[Request, Wsgi], Response]


@pytest.fixture
def durable(request: pytest.FixtureRequest) -> Iterator[None]:
    """PostgreSQL is durable, as in production."""
    if os.environ.get("SQLALCHEMY_DATABASE_URI"):
        yield
        return
    with durably(request.getfixturevalue("server")):
        yield


@pytest.fixture
def remember(app: OpenAPI) -> Callable[[timedelta], None]:
    """Record a backup of this age."""

    def note(age: timedelta) -> None:
        db.session.add(Backup(made_at=datetime.now(UTC) - age, bytes=1, answers=0))
        db.session.commit()

    return note


@pytest.mark.usefixtures("durable")
def test_a_healthy_installation_passes(
    app: OpenAPI, database_uri: str, remember: Callable[[timedelta], None]
) -> None:
    load_pack(pack())
    remember(timedelta(hours=3))

    done = program("doctor", uri=database_uri)

    assert done.returncode == 0
    found = lines(done.stdout)
    assert found.pop("settings") == "warn"  # the tests run in development
    assert found.pop("disk") in ("ok", "warn", "fail")  # of the machine that runs them
    assert set(found.values()) == {"ok"}
    assert "3 hours old" in done.stdout
    assert manage("doctor", "--strict", uri=database_uri).returncode == 1


@pytest.mark.parametrize(("days", "level"), [(3, "warn"), (9, "fail")])
@pytest.mark.usefixtures("durable")
def test_an_old_backup_is_reported(
    app: OpenAPI,
    database_uri: str,
    remember: Callable[[timedelta], None],
    days: int,
    level: str,
) -> None:
    remember(timedelta(days=days))

    done = manage("doctor", uri=database_uri)

    assert lines(done.stdout)["backup"] == level
    assert done.returncode == (level == "fail")
    assert "deploy/bin/backup" in done.stdout


def test_an_empty_database_lacks_quizzes_and_backups(app: OpenAPI, database_uri: str) -> None:
    found = lines(manage("doctor", uri=database_uri).stdout)

    assert (found["quizzes"], found["backup"]) == ("warn", "warn")


def test_games_that_never_ended_are_reported(app: OpenAPI, database_uri: str) -> None:
    load_pack(pack())
    Host(app)
    assert "games" not in lines(manage("doctor", uri=database_uri).stdout)
    db.session.execute(text("UPDATE game SET commanded_at = now() - interval '27 hours'"))
    db.session.commit()
    done = manage("doctor", uri=database_uri)
    assert lines(done.stdout)["games"] == "warn"
    assert "1 should have ended" in done.stdout


@pytest.mark.parametrize(("schema", "level"), [("0001", "fail"), ("9999", "warn")])
def test_a_schema_mismatch_is_reported(
    app: OpenAPI, database_uri: str, schema: str, level: str
) -> None:
    present = db.session.scalar(text("SELECT version_num FROM alembic_version"))

    def pretend(version: str | None) -> None:
        db.session.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
        db.session.commit()

    pretend(schema)
    try:
        assert lines(manage("doctor", uri=database_uri).stdout)["schema"] == level
    finally:
        pretend(present)


@pytest.mark.usefixtures("durable")
def test_unsafe_database_durability_is_reported(app: OpenAPI, database_uri: str) -> None:
    name = db.session.scalar(text("SELECT current_database()"))
    db.session.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    db.session.commit()
    try:
        done = manage("doctor", uri=database_uri)
    finally:
        db.session.execute(text(f"ALTER DATABASE {name} RESET synchronous_commit"))
        db.session.commit()

    assert (done.returncode, lines(done.stdout)["durability"]) == (1, "fail")


def test_an_unreachable_database_is_reported() -> None:
    done = manage("doctor", uri="postgresql://nobody@127.0.0.1:9/nothing")

    assert done.returncode == 1
    assert lines(done.stdout)["database"] == "fail"
    assert "disk" in lines(done.stdout)


@pytest.mark.parametrize(("seconds", "level"), [(0, "ok"), (10, "warn"), (3600, "fail")])
def test_clock_skew_is_reported(seconds: int, level: str) -> None:
    assert clock("clock", datetime.now(UTC) + timedelta(seconds=seconds), "x").level == level


@pytest.fixture(scope="module")
def site(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Wsgi:
    """The application with a client, as `make run` serves it."""
    dist = tmp_path_factory.mktemp("dist")
    (dist / "assets").mkdir()
    (dist / "index.html").write_text('<script src="/assets/main.js"></script>')
    script = b"// " + b"x" * 2000
    (dist / "assets/main.js").write_bytes(script)
    (dist / "assets/main.js.gz").write_bytes(gzip.compress(script))
    return create_app(
        Settings(
            env="development",
            database_uri=settings.database_uri,
            secret_key="",
            commit="abc",
            client_dist=Path(dist),
        )
    )


@contextmanager
def served(site: Wsgi, proxy: Proxy) -> Iterator[str]:
    """The URL of the site behind a proxy."""

    def application(environ: Any, start_response: Any) -> Any:
        body = Request(environ).get_data()  # the whole body, as nginx and uWSGI do
        environ["wsgi.input"] = BytesIO(body)
        return proxy(Request(environ), site)(environ, start_response)

    server = make_server("127.0.0.1", 0, application, threaded=True)
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()


def passed(request: Request, site: Wsgi) -> Response:
    response = Response.from_app(site, request.environ)
    response.headers.setdefault("Date", "")
    return response


def found(site: Wsgi, proxy: Proxy) -> dict[str, Finding]:
    with served(site, proxy) as url:
        return {finding.subject: finding for finding in outside(url, "abc")}


def test_a_healthy_site_passes(migrated: OpenAPI, site: Wsgi) -> None:
    assert {name: f.message for name, f in found(site, passed).items() if f.level != "ok"} == {}


def no_policy(request: Request, site: Wsgi) -> Response:
    response = passed(request, site)
    del response.headers["Content-Security-Policy"]
    return response


def doubled(request: Request, site: Wsgi) -> Response:
    response = passed(request, site)
    response.headers.add("X-Frame-Options", "SAMEORIGIN")
    return response


def own_errors(request: Request, site: Wsgi) -> Response:
    response = passed(request, site)
    return response if response.status_code < 400 else Response("<h1>Oops</h1>", 404)


def small_bodies(request: Request, site: Wsgi) -> Response:
    too_large = (request.content_length or 0) > 1000
    return Response("<h1>Too large</h1>", 413) if too_large else passed(request, site)


def of_nginx(request: Request, site: Wsgi) -> Response:
    """nginx takes 1 MiB by default."""
    too_large = (request.content_length or 0) > 2**20
    return Response("<h1>Too large</h1>", 413) if too_large else passed(request, site)


def of_a_hurry(request: Request, site: Wsgi) -> Response:
    too_large = (request.content_length or 0) > 64 * 1024
    return Response("<h1>Too large</h1>", 413) if too_large else passed(request, site)


def cutting(request: Request, site: Wsgi) -> Response:
    """Large bodies are not refused but cut off."""
    if (request.content_length or 0) > 2**20:
        request.environ["werkzeug.socket"].shutdown(SHUT_RDWR)
    return passed(request, site)


def no_gzip(request: Request, site: Wsgi) -> Response:
    request.environ.pop("HTTP_ACCEPT_ENCODING", None)
    return passed(request, site)


def caching(request: Request, site: Wsgi) -> Response:
    response = passed(request, site)
    response.headers["Cache-Control"] = "max-age=600"
    return response


def sticky(request: Request, site: Wsgi) -> Response:
    response = passed(request, site)
    response.set_cookie("lb", "1")
    return response


def believing(request: Request, site: Wsgi) -> Response:
    request.environ["REMOTE_ADDR"] = request.headers.get("X-Forwarded-For", "127.0.0.1")
    return passed(request, site)


def scheme(request: Request, site: Wsgi) -> Response:
    request.environ["wsgi.url_scheme"] = "https"
    return passed(request, site)


@pytest.mark.parametrize(
    ("proxy", "subjects"),
    [
        (no_policy, {"headers": "fail"}),
        (doubled, {"headers": "fail"}),
        (
            own_errors,
            {"errors": "fail", "bodies": "warn", "studio bodies": "warn", "uploads": "warn"},
        ),
        (small_bodies, {"bodies": "fail", "studio bodies": "fail", "uploads": "fail"}),
        (of_a_hurry, {"studio bodies": "fail", "uploads": "fail"}),
        (of_nginx, {"uploads": "fail"}),
        (cutting, {"uploads": "fail"}),
        (no_gzip, {"compression": "warn"}),
        (caching, {"caching": "warn", "api caching": "fail"}),
        (sticky, {"cookies": "warn"}),
        (believing, {"address": "fail"}),
        (scheme, {"scheme": "warn"}),
        (lambda _request, _site: Response("It works!"), {"reach": "fail"}),
    ],
)
def test_a_faulty_proxy_is_reported(
    migrated: OpenAPI, site: Wsgi, proxy: Proxy, subjects: dict[str, str]
) -> None:
    ailing = {name: f for name, f in found(site, proxy).items() if f.level != "ok"}

    assert {name: finding.level for name, finding in ailing.items()} == subjects
    assert all(finding.fix for finding in ailing.values())


def test_a_wrong_release_and_an_unreachable_site_are_reported(
    migrated: OpenAPI, site: Wsgi
) -> None:
    with served(site, passed) as url:
        levels = {finding.subject: finding.level for finding in outside(url, "other")}
    assert levels["reach"] == "warn"
    for url in ("http://127.0.0.1:9", "ftp://x", "http://"):
        assert [finding.level for finding in outside(url, "abc")] == ["fail"]
