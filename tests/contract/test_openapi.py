"""The API keeps to its contract."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
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


NO_DATABASE = make_url("postgresql+psycopg2://")
UNUSED = create_app(Settings("development", NO_DATABASE, secret_key=""))


class Server:
    """Requests are generated at collection, but sent to an application with a database."""

    app: Any = UNUSED  # Any: a WSGI application

    def __call__(self, environ: Any, start_response: Any) -> Any:  # Any: WSGI
        return self.app(environ, start_response)


SERVER = Server()
SCHEMA = schemathesis.openapi.from_wsgi("/api/openapi.json", SERVER)


@pytest.fixture
def known(app: OpenAPI) -> dict[str, str]:
    """What exists in the database while requests are generated."""
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
    SERVER.app = app
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


def below(branches: Iterable[str]) -> str:
    """A pattern of the paths in these branches."""
    return rf"^({'|'.join(map(re.escape, branches))})(/|$)"


OPEN = SCHEMA.exclude(path_regex=below([*FOR_SIGNED_IN, *FOR_ADMINS]))
AUTHORS = SCHEMA.include(path_regex=below(FOR_SIGNED_IN))
ADMINS = SCHEMA.include(path_regex=below(FOR_ADMINS))
CHECKED = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
SIGNED_IN = settings(parent=CHECKED, max_examples=20)
# The operation is in a test's id only beside a parameter, and of tests with one id xdist runs one.
AUTHOR = pytest.mark.parametrize("role", ["author"])
ADMIN = pytest.mark.parametrize("role", ["admin"])
EITHER = pytest.mark.parametrize("role", ["author", "admin"])
ANONYMOUS = pytest.mark.parametrize("role", [None], ids=["anonymous"])
# Without schemathesis's own list of cases for every field: the tests above send it already.
AGAIN = settings(SIGNED_IN, phases=[Phase.generate])
# Refused before it is read: test_closed.py covers every route.
REFUSED = settings(AGAIN, max_examples=3)


@OPEN.parametrize()
@CHECKED
@ANONYMOUS
def test_no_request_breaks_the_contract(
    case: schemathesis.Case[Any], known: dict[str, str], role: Role | None
) -> None:
    """No 500; every answer has a documented status, media type and shape."""
    check(case, known, session_of(role))


@AUTHORS.parametrize()
@SIGNED_IN
@AUTHOR
def test_no_request_of_an_author_breaks_the_contract(
    case: schemathesis.Case[Any], known: dict[str, str], role: Role
) -> None:
    check(case, known, session_of(role))


@ADMINS.parametrize()
@SIGNED_IN
@ADMIN
def test_no_request_of_an_admin_breaks_the_contract(
    case: schemathesis.Case[Any], known: dict[str, str], role: Role
) -> None:
    check(case, known, session_of(role))


@OPEN.parametrize()
@AGAIN
@EITHER
def test_no_request_of_a_signed_in_player_breaks_the_contract(
    case: schemathesis.Case[Any], known: dict[str, str], role: Role
) -> None:
    check(case, known, session_of(role))


@AUTHORS.parametrize()
@AGAIN
@ADMIN
def test_no_request_of_an_admin_in_the_studio_breaks_the_contract(
    case: schemathesis.Case[Any], known: dict[str, str], role: Role
) -> None:
    check(case, known, session_of(role))


@SCHEMA.include(path_regex=below([*FOR_SIGNED_IN, *FOR_ADMINS])).parametrize()
@REFUSED
@ANONYMOUS
def test_no_request_without_an_account_breaks_the_contract(
    case: schemathesis.Case[Any], known: dict[str, str], role: Role | None
) -> None:
    check(case, known, session_of(role))


@ADMINS.parametrize()
@REFUSED
@AUTHOR
def test_no_request_of_an_author_for_admins_breaks_the_contract(
    case: schemathesis.Case[Any], known: dict[str, str], role: Role
) -> None:
    check(case, known, session_of(role))


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
