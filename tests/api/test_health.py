from flask.testing import FlaskClient
from sqlalchemy import text

from backend.models import db
from tests.conftest import Api


def test_live_does_not_ask_the_database(api: Api) -> None:
    assert api.get("/health/live") == {"status": "ok"}


def test_ready_asks_for_this_releases_schema(api: Api) -> None:
    assert api.get("/health/ready") == {"status": "ok"}

    db.session.execute(text("UPDATE alembic_version SET version_num = 'old'"))
    db.session.commit()
    try:
        assert "old" in api.get("/health/ready", 503)["detail"]
    finally:
        db.session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        db.session.commit()


def test_version_tells_the_commit(api: Api) -> None:
    assert api.get("/version")["commit"] == "abc"


def test_every_answer_carries_the_id_of_its_request(client: FlaskClient) -> None:
    given = client.get("/api/version", headers={"X-Request-ID": "abcdef-0123456789"})
    forged = client.get("/api/version", headers={"X-Request-ID": 'x","admin":"1'})

    assert given.headers["X-Request-ID"] == "abcdef-0123456789"
    assert len(forged.headers["X-Request-ID"]) == 32
