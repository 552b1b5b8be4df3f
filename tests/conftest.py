"""The tests' database: an embedded PostgreSQL, or an empty one that the environment names."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import hypothesis
import psycopg2
import pytest
from flask.testing import FlaskClient
from flask_migrate import downgrade, upgrade
from flask_openapi3 import OpenAPI
from sqlalchemy import Connection, event, make_url, text
from werkzeug.test import TestResponse

from backend.app import create_app
from backend.cli.migrations import install
from backend.library.packs import Pack, load_pack
from backend.models import db
from backend.play import answer, kept_quizzes, leaderboard
from backend.prepared import Prepared
from backend.settings import Settings
from deploy.local import postgres

# A machine that is busy with something else breaks no rule.
hypothesis.settings.register_profile("popquiz", deadline=None)
hypothesis.settings.load_profile("popquiz")

TABLES = (
    "former_verdict, rescore, answer, attempt, accommodation, question_draft, quiz_draft,"
    ' quiz_share, quiz_question, quiz, question, media, audit, link, session, wait, "user"'
)
IS_EMPTY = """
    SELECT NOT EXISTS (
        SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    )
"""


@pytest.fixture(scope="session")
def database_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database of our own. One that holds any table is refused: it may be somebody's."""
    given = os.environ.get("SQLALCHEMY_DATABASE_URI")
    if given:
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
        yield uri
        return
    server = postgres.start(tmp_path_factory.mktemp("postgres") / "data")
    try:
        yield postgres.create_database(server, "popquiz")
    finally:
        server.stop()


@pytest.fixture(scope="session")
def settings(database_uri: str) -> Settings:
    return Settings.from_env(
        {"QUIZ_ENV": "development", "SQLALCHEMY_DATABASE_URI": database_uri, "COMMIT_HASH": "abc"}
    )


@pytest.fixture(scope="session")
def migrated(settings: Settings) -> Iterator[OpenAPI]:
    """The application on a migrated database, which is left as it was found: empty."""
    app = create_app(settings)
    install(app)
    with app.app_context():
        upgrade()
    yield app
    with app.app_context():
        downgrade(revision="base")
        db.session.execute(text("DROP TABLE alembic_version"))
        db.session.commit()
        db.engine.dispose()


@pytest.fixture
def app(migrated: OpenAPI) -> Iterator[OpenAPI]:
    """The application on a database without rows, inside an application context."""
    with migrated.app_context():
        empty_tables()
        for kept in (kept_quizzes.kept_quizzes, answer.kept_questions, leaderboard.boards):
            kept.clear()
        yield migrated


def empty_tables() -> None:
    """Delete every row; ids begin at 1 again."""
    db.session.execute(text(f"TRUNCATE {TABLES} RESTART IDENTITY CASCADE"))
    db.session.commit()


class Api:
    """The API as a player's program sees it: JSON in, JSON out, and the status it expects."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, status: int = 200) -> Any:  # Any: JSON
        return self._json(self.client.get(f"/api{path}"), status)

    def post(self, path: str, body: object, status: int = 200) -> Any:  # Any: JSON
        return self._json(self.client.post(f"/api{path}", json=body), status)

    def start(self, slug: str = "small") -> Any:  # Any: JSON
        return self.post(f"/quizzes/{slug}/attempts", {}, 201)

    def answer(self, attempt: Any, question: Any, choice: str = "a", status: int = 200) -> Any:
        """Answer a single-choice question; the attempt and the question are JSON."""
        body = {"question": question["id"], "response": {"choice": choice}}
        return self.post(f"/attempts/{attempt['id']}/answers", body, status)

    def finish(self, attempt: Any, player_name: str | None = None, status: int = 200) -> Any:
        body = {"player_name": player_name} if player_name is not None else {}
        return self.post(f"/attempts/{attempt['id']}/finish", body, status)

    def _json(self, answer: TestResponse, status: int) -> Any:  # Any: JSON
        assert answer.status_code == status, answer.get_data(as_text=True)
        expected = "application/json" if status < 400 else "application/problem+json"
        assert answer.mimetype == expected
        return answer.json


@pytest.fixture
def client(app: OpenAPI) -> FlaskClient:
    """The bare HTTP client, for requests that no well-behaved program sends."""
    return app.test_client()


@pytest.fixture
def api(client: FlaskClient) -> Api:
    return Api(client)


def pack(
    questions: int = 3,
    of: list[dict[str, Any]] | None = None,
    **changes: Any,  # Any: any field of a pack
) -> Pack:
    """A small quiz of these questions, or of some that are single choice with the key `a`."""
    return Pack.model_validate(
        {
            "slug": "small",
            "title": "Small",
            "language": "en",
            "description": "A *small* quiz.",
            "questions": of or [single(f"q{number}") for number in range(1, questions + 1)],
            **changes,
        }
    )


def single(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    return {
        "id": question_id,
        "type": "single",
        "difficulty": 1,
        "tags": ["test"],
        "prompt": f"Prompt of {question_id}",
        "choices": [{"id": c, "text": f"choice {c}"} for c in "abcd"],
        "key": "a",
        "explanation": f"Explanation of {question_id}",
        **changes,
    }


def multiple(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    return single(question_id, **{"type": "multiple", "key": ["a", "b"], **changes})


def number(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    """The key is 42 km; 2 off earn everything, 6 half of it, 10 nothing."""
    own = {"type": "number", "key": 42, "tolerance": 2, "near": 10, "unit": "km"}
    body = single(question_id, **{**own, **changes})
    return {name: value for name, value in body.items() if name != "choices"}


def typed(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    """The key is Canberra; a slip earns half."""
    body = single(question_id, **{"type": "text", "accept": ["Canberra"], "near": 0.5, **changes})
    return {name: value for name, value in body.items() if name not in ("choices", "key")}


def truefalse(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    """The statement is true."""
    return arranged(question_id, "truefalse", {"key": True, **changes})


def poll(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    choices = single(question_id)["choices"]
    return arranged(question_id, "poll", {"choices": choices, **changes})


def ordering(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    """Five planets by their distance from the Sun."""
    own = {"items": ["Mercury", "Venus", "Earth", "**Mars**", "`Jupiter`"], "top": "nearest"}
    return arranged(question_id, "ordering", {**own, **changes})


def matching(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    """Two programs speak HTTP, one speaks SQL; nobody speaks FTP."""
    pairs = [("nginx", "HTTP"), ("**PostgreSQL**", "`SQL`"), ("uWSGI", "HTTP")]
    own = {"pairs": [{"left": left, "right": right} for left, right in pairs]}
    return arranged(question_id, "matching", {**own, "distractors": ["FTP"], **changes})


def categorise(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    own = {
        "categories": [
            {"title": "Mammals", "items": ["whale", "**bat**"]},
            {"title": "Birds", "items": ["ostrich", "penguin"]},
            {"title": "Fish", "items": []},
        ]
    }
    return arranged(question_id, "categorise", {**own, **changes})


def arranged(question_id: str, name: str, body: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
    """A question of the named type with this body."""
    common = single(question_id, type=name)
    return {**{field: common[field] for field in common if field not in ("choices", "key")}, **body}


def blanks(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    """Three gaps: a text in a list, a number in a table, a choice in code."""
    text = (
        "- The capital of Australia is [[city]].\n\n"
        "| mountain | height |\n|---|---|\n| Kosciuszko | [[height]] |\n\n"
        '```python\nfor state in states[:6]:\n    print(state, [[last]]="")\n```'
    )
    gaps = {
        "city": {"accept": ["Canberra"], "near": 0.5},
        "height": {"key": 2228, "tolerance": 50, "unit": "m"},
        "last": {"choices": ["end", "sep", "stop"], "key": "end"},
    }
    body = single(question_id, **{"type": "blanks", "text": text, "gaps": gaps, **changes})
    return {name: value for name, value in body.items() if name not in ("choices", "key")}


def picture(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    """The key is the upper left one of four areas, players' 1."""
    own = {
        "type": "image",
        "media": "0" * 64,
        "alt": "Four squares",
        "areas": [
            {"id": name, "shape": {"x": x, "y": y, "w": 0.25, "h": 0.25}}
            for name, x, y in [("a", 0.1, 0.1), ("b", 0.6, 0.1), ("c", 0.1, 0.6), ("d", 0.6, 0.6)]
        ],
        "key": ["a"],
    }
    body = single(question_id, **{**own, **changes})
    return {name: value for name, value in body.items() if name != "choices"}


@pytest.fixture
def quiz(app: OpenAPI) -> Pack:
    """The small quiz, loaded."""
    small = pack()
    load_pack(small)
    return small


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
