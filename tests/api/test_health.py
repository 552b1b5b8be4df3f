import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from backend.models import db
from tests.support.api import Api


def test_live_does_not_query_the_database(api: Api) -> None:
    assert api.get("/health/live") == {"status": "ok"}


@pytest.mark.parametrize(
    ("schema", "status"), [("0001", 503), ("9999", 200)], ids=["older", "newer"]
)
def test_ready_refuses_an_older_schema_but_not_a_newer_one(
    api: Api, schema: str, status: int
) -> None:
    assert api.get("/health/ready") == {"status": "ok"}
    present = db.session.scalar(text("SELECT version_num FROM alembic_version"))

    def pretend(schema: str | None) -> None:
        db.session.execute(text("UPDATE alembic_version SET version_num = :s"), {"s": schema})
        db.session.commit()

    pretend(schema)
    try:
        assert api.get("/health/ready", status)
    finally:
        pretend(present)


def test_version_returns_the_commit(api: Api) -> None:
    assert api.get("/version")["commit"] == "abc"


def test_every_response_carries_its_request_id(client: FlaskClient) -> None:
    given = client.get("/api/version", headers={"X-Request-ID": "abcdef-0123456789"})
    forged = client.get("/api/version", headers={"X-Request-ID": 'x","admin":"1'})

    assert given.headers["X-Request-ID"] == "abcdef-0123456789"
    assert len(forged.headers["X-Request-ID"]) == 32


def test_the_connection_route_returns_the_clients_address(api: Api) -> None:
    assert api.get("/connection") == {"address": "127.0.0.1", "scheme": "http"}
