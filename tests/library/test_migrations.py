from flask_migrate import check, downgrade, upgrade
from flask_openapi3 import OpenAPI
from pydantic_core import from_json, to_json
from sqlalchemy import inspect, text

from backend.library.packs import load_pack
from backend.models import db
from backend.play.read import read
from backend.play.start import start
from backend.play.view import AttemptView
from tests.conftest import empty_tables, pack


def test_up_down_and_up_again(migrated: OpenAPI) -> None:
    with migrated.app_context():
        load_pack(pack())
        db.session.remove()
        downgrade(revision="base")
        assert inspect(db.engine).get_table_names() == ["alembic_version"]
        upgrade()
        assert db.session.execute(text("SELECT count(*) FROM quiz")).scalar() == 0
        db.session.remove()


def drawn(attempt: AttemptView) -> list[int]:
    return [question["id"] for question in from_json(to_json(attempt))["questions"]]


def test_down_and_up_again_keeps_what_was_there(migrated: OpenAPI) -> None:
    with migrated.app_context():
        load_pack(pack())
        attempt = start("small")
        db.session.remove()
        downgrade(revision="0001")
        db.session.remove()
        upgrade()
        assert drawn(read(attempt.id)) == drawn(attempt)
        assert start("small").id != attempt.id
        db.session.remove()
        empty_tables()


def test_the_models_and_the_migrations_agree(migrated: OpenAPI) -> None:
    with migrated.app_context():
        check()  # exits when a migration is missing
