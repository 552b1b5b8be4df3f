import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from flask_migrate import check, downgrade, upgrade
from flask_openapi3 import OpenAPI
from pydantic_core import from_json, to_json
from sqlalchemy import inspect, text

from backend.library.packs import load_pack
from backend.migrations.schema import KNOWN, MIGRATIONS
from backend.models import db
from backend.play.read import read
from backend.play.rules.present import AttemptView
from backend.play.start import start
from tests.support.questions import pack
from tests.support.tables import empty_tables

ROOT = Path(__file__).parents[2]
VERSIONS = "backend/migrations/versions"
GAME = """
import os
from backend import app

assert app.__file__.startswith(os.getcwd()), app.__file__
client = app.create_app().test_client()
ready = client.get("/api/health/ready")
assert ready.status_code == 200, ready.text
attempt = client.post("/api/quizzes/small/attempts", json={}).json
path = f"/api/attempts/{attempt['id']}"
for question in attempt["questions"]:
    [right] = [c["id"] for c in question["view"]["choices"] if "choice a" in c["html"]]
    body = {"question": question["id"], "response": {"choice": right}}
    answer = client.post(f"{path}/answers", json=body)
    assert answer.status_code == 200, answer.text
finished = client.post(f"{path}/finish", json={"player_name": "Old"})
assert finished.status_code == 200, finished.text
print(finished.json["score"])
"""


def git(*command: str) -> bytes:
    done = subprocess.run(["git", *command], cwd=ROOT, capture_output=True, check=False)
    return done.stdout


def test_the_files_are_numbered_in_alembics_order() -> None:
    newest_first = ScriptDirectory(str(MIGRATIONS)).walk_revisions()

    assert [script.revision for script in newest_first] == KNOWN[::-1]


def test_migrations_go_up_down_and_up_again(migrated: OpenAPI) -> None:
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


def test_downgrade_and_upgrade_keep_data(migrated: OpenAPI) -> None:
    with migrated.app_context():
        empty_tables()
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


def test_the_previous_release_works_on_the_newest_schema(
    migrated: OpenAPI, database_uri: str, tmp_path: Path
) -> None:
    """During a rollout and after a rollback, the previous release runs on the new schema."""
    newest = max(path.name for path in (ROOT / VERSIONS).glob("[0-9]*.py"))
    added = git("log", "--diff-filter=A", "--format=%H", "--", f"{VERSIONS}/{newest}").split()
    code = git("archive", f"{added[0].decode()}~1", "backend") if added else b""
    if not code:
        pytest.skip("the history of this clone does not reach that far")
    subprocess.run(["tar", "-x", "-C", tmp_path], input=code, check=True)
    assert not (tmp_path / VERSIONS / newest).exists()
    with migrated.app_context():
        empty_tables()
        load_pack(pack())

    game = subprocess.run(
        [sys.executable, "-c", GAME],
        cwd=tmp_path,
        env={**os.environ, "QUIZ_ENV": "development", "SQLALCHEMY_DATABASE_URI": database_uri},
        capture_output=True,
        text=True,
        check=False,
    )

    assert game.returncode == 0, game.stderr
    assert game.stdout.splitlines()[-1] == "3.0"
    with migrated.app_context():
        empty_tables()
