"""The API keeps to its contract."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI
from hypothesis import HealthCheck, Phase, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.generation.hypothesis.builder import (
    InvalidHeadersExampleMark,
    MissingPathParameters,
    UnserializablePayloadMark,
)
from schemathesis.pytest._test_builder import build_operation_test
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from sqlalchemy import make_url, select

from backend.accounts.identity import Role
from backend.accounts.links import reset_link
from backend.accounts.sessions import begin, find_session
from backend.api.contract import document
from backend.api.signed_in import FOR_ADMINS, FOR_SIGNED_IN, csrf_token
from backend.app import create_app
from backend.library.packs import load_pack
from backend.media.store import keep
from backend.models import User, db
from backend.settings import Settings
from tests.support.accounts import add_user
from tests.support.api import Api
from tests.support.authors import Author, content
from tests.support.media import image
from tests.support.questions import (
    blanks,
    categorise,
    matching,
    multiple,
    number,
    ordering,
    pack,
    picture,
    poll,
    single,
    truefalse,
    typed,
    wordcloud,
)
from tests.support.tables import Kept, empty_tables

LEFT_OUT = (InvalidHeadersExampleMark, MissingPathParameters, UnserializablePayloadMark)
"""What marks a test that does not send all that it should."""
CLIENT = Path(__file__).parents[2] / "client"


def test_every_operation_is_described(app: OpenAPI) -> None:
    contract = document()

    assert contract["openapi"].startswith("3.1")
    for path, operations in contract["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], (method, path)
            assert any(status[0] in "23" for status in operation["responses"])


def test_the_document_and_the_page_are_served_without_script(client: FlaskClient) -> None:
    page = client.get("/api/docs")

    assert client.get("/api/openapi.json").json == document()
    assert page.status_code == 200
    assert "/api/attempts/{attempt_id}/answers" in page.text
    assert "<script" not in page.text
    assert "style=" not in page.text
    assert client.get("/api/docs.css", buffered=True).mimetype == "text/css"


def test_the_clients_types_match_the_api(app: OpenAPI, tmp_path: Path) -> None:
    if not (CLIENT / "node_modules").is_dir() or shutil.which("npm") is None:
        pytest.skip("client/node_modules is missing: run `make test`")
    contract = client_contract()
    made = tmp_path / "schema.ts"
    subprocess.run(
        ["node", "build/contract.js", str(made)],
        cwd=CLIENT,
        input=contract,
        text=True,
        check=True,
        capture_output=True,
        env={**os.environ, "NO_COLOR": "1"},
    )

    kept = (CLIENT / "src/api/schema.gen.ts").read_text()
    assert made.read_text() == kept, "run `make contract`"


def client_contract() -> str:
    """The document as `make contract` prints it, which needs no database."""
    done = subprocess.run(
        [sys.executable, "manage.py", "openapi"],
        cwd=CLIENT.parent,
        env={name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def operations() -> list[str]:
    """All of the document, as it names them. Reading them there would cost each worker a second."""
    app = create_app(Settings("development", make_url("postgresql+psycopg2://"), secret_key=""))
    found = []
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/") and not rule.endpoint.startswith("contract."):
            path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
            methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
            found += [f"{method} {path}" for method in methods]
    return sorted(found)


ALL = operations()


def below(*branches: str) -> list[str]:
    """The operations in these branches."""
    return [one for one in ALL if re.search(rf" ({'|'.join(branches)})(/|$)", one)]


def test_every_documented_operation_is_listed(app: OpenAPI) -> None:
    documented = {
        f"{method.upper()} {path}" for path, item in document()["paths"].items() for method in item
    }

    assert set(ALL) == documented
    assert set(ALL) == {*OPEN, *AUTHORS, *ADMINS}


@pytest.fixture(scope="session")
def schema(migrated: OpenAPI) -> BaseSchema:
    return schemathesis.openapi.from_wsgi("/api/openapi.json", migrated)


@pytest.fixture(scope="session")
def made(migrated: OpenAPI) -> tuple[dict[str, str], Kept]:
    """What `known` puts into the database, made once in each process."""
    with migrated.app_context():
        empty_tables()
        return make_known(migrated), Kept()


@pytest.fixture
def known(made: tuple[dict[str, str], Kept], app: OpenAPI) -> dict[str, str]:
    """What exists in the database while requests are generated."""
    names, rows = made
    rows.restore()
    return names


def make_known(app: OpenAPI) -> dict[str, str]:
    media = keep(image("PNG")).id
    load_pack(
        pack(
            of=[
                *(single("one"), multiple("two"), number("three"), typed("four")),
                *(
                    truefalse("five"),
                    poll("six"),
                    wordcloud("cloud"),
                    ordering("seven"),
                    matching("eight"),
                    categorise("nine"),
                    blanks("ten"),
                    picture("eleven", media=media),
                ),
            ]
        )
    )
    attempt = Api(app.test_client()).start()
    add_user("author@example.org")
    author = Author(app, "author@example.org")
    quiz_id = author.new_quiz(content("one"), content("two"), title="Mine")
    drafted = author.draft(quiz_id)["questions"][0]
    user_id = add_user("known@example.org")
    link = reset_link(db.session.get_one(User, user_id), by=None)
    db.session.commit()
    return {
        "slug": "small",
        "attempt_id": attempt["id"],
        "quiz_id": str(quiz_id),
        "draft_id": drafted["id"],
        "question_id": str(drafted["question_id"]),
        "media_id": media,
        "user_id": str(user_id),
        "token": link.rpartition("/")[2],
        "session_id": "0" * 16,
    }


AUTHORS, ADMINS = below(*FOR_SIGNED_IN), below(*FOR_ADMINS)
OPEN = [one for one in ALL if one not in {*AUTHORS, *ADMINS}]
CHECKED = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
SIGNED_IN = settings(parent=CHECKED, max_examples=20)
# Without schemathesis's own list of cases for every field: other tests send it already.
AGAIN = settings(SIGNED_IN, phases=[Phase.generate])
# Refused before it is read: test_closed.py covers every route.
REFUSED = settings(AGAIN, max_examples=3)
CHECKS: list[tuple[list[str], Role | None, settings]] = [
    (OPEN, None, CHECKED),
    (OPEN, "author", AGAIN),
    (OPEN, "admin", AGAIN),
    (AUTHORS, None, REFUSED),
    (AUTHORS, "author", SIGNED_IN),
    (AUTHORS, "admin", AGAIN),
    (ADMINS, None, REFUSED),
    (ADMINS, "author", REFUSED),
    (ADMINS, "admin", SIGNED_IN),
]


@pytest.mark.parametrize(
    ("operation", "role", "thoroughly"),
    [
        pytest.param(operation, role, thoroughly, id=f"{operation} by {role or 'anyone'}")
        for operations, role, thoroughly in CHECKS
        for operation in operations
    ],
)
def test_no_request_breaks_the_contract(
    schema: BaseSchema,
    known: dict[str, str],
    operation: str,
    role: Role | None,
    thoroughly: settings,
) -> None:
    """No 500; every answer has a documented status, media type and shape."""

    @thoroughly
    @seed(f"{operation} by {role}")
    def send(case: schemathesis.Case[Any]) -> None:
        check(case, known, session_of(role))

    method, path = operation.split()
    # Not with `parametrize`, which generates all requests at collection, in each worker.
    generated = build_operation_test(
        config=schema.config,
        operation=schema[path][method.lower()],
        test_func=send,
        given_kwargs={},
        feedback=FeedbackSources(),
    )
    generated()
    assert not any(left_out.is_set(generated) for left_out in LEFT_OUT)


TOKENS: dict[Role, str] = {}
"""Of the sessions that requests go on with."""


def session_of(role: Role | None) -> dict[str, str]:
    """The headers of a session with this role; an ended session is replaced."""
    if role is None:
        return {}
    token = TOKENS.get(role)
    if token is None or find_session(token) is None:
        email = f"{role}@example.org"
        user = db.session.scalar(select(User).where(User.email == email))
        if user is None:
            user = db.session.get_one(User, add_user(email, role))
        token = TOKENS[role] = begin(user, "schemathesis")
        db.session.commit()
    db.session.rollback()
    return {"Cookie": f"popquiz={token}", "X-CSRF-Token": csrf_token(token)}


def check(case: schemathesis.Case[Any], known: dict[str, str], headers: dict[str, str]) -> None:
    # Half of the requests meet a quiz, an attempt and a user that exist.
    if len(str(case.path_parameters)) % 2:
        given = case.path_parameters
        case.path_parameters = {name: known.get(name, given[name]) for name in given}
    case.call_and_validate(
        headers=headers,
        checks=[
            not_a_server_error,
            status_code_conformance,
            content_type_conformance,
            response_schema_conformance,
        ],
    )
