from flask_migrate import check, downgrade, upgrade
from flask_openapi3 import OpenAPI
from sqlalchemy import inspect, text

from backend.library.packs import load_pack
from backend.models import db
from tests.conftest import pack


def test_up_down_and_up_again(migrated: OpenAPI) -> None:
    with migrated.app_context():
        load_pack(pack())
        db.session.remove()
        downgrade(revision="base")
        assert inspect(db.engine).get_table_names() == ["alembic_version"]
        upgrade()
        assert db.session.execute(text("SELECT count(*) FROM quiz")).scalar() == 0
        db.session.remove()


def test_the_models_and_the_migrations_agree(migrated: OpenAPI) -> None:
    with migrated.app_context():
        check()  # exits when a migration is missing
