"""Accounts from the command line."""

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import select

from backend.models import AuditEntry, User, db
from tests.support.accounts import PASSWORD, SignedIn, add_user, sign_in_as
from tests.support.api import Api
from tests.support.command_line import manage, program

EMAIL = "ada@example.org"
TYPED = f"{PASSWORD}\n{PASSWORD}\n"


def link_in(said: str) -> str:
    return next(line for line in said.splitlines() if "/link/" in line)


def test_create_user_reads_a_typed_password(app: OpenAPI, database_uri: str) -> None:
    done = program(
        *("create_user", "Ada@Example.org", "--name", "Ada", "--role", "admin"),
        uri=database_uri,
        says=TYPED,
    )

    assert done.returncode == 0, done.stderr
    assert PASSWORD not in done.stdout
    assert SignedIn(app, EMAIL).get("/session")["user"]["role"] == "admin"
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).first()
    assert entry
    assert (entry.action, entry.actor) == ("user.create", "command line")


def test_create_user_can_print_a_link(app: OpenAPI, api: Api, database_uri: str) -> None:
    done = manage("create_user", EMAIL, "--link", uri=database_uri)
    link = link_in(done.stdout)

    api.post(f"/links/{link.removeprefix('/link/')}", {"password": PASSWORD})

    assert SignedIn(app, EMAIL).get("/session")["user"]["name"] == "ada"
    assert "PUBLIC_URL is not set" in done.stdout


def test_an_address_is_changed(app: OpenAPI, database_uri: str) -> None:
    add_user("taken@example.org")
    ada = sign_in_as(app, email=EMAIL)

    taken = manage("change_email", EMAIL, "Taken@example.org", uri=database_uri)
    done = manage("change_email", EMAIL, "Countess@example.org", uri=database_uri)

    assert "has an account already" in taken.stderr
    assert done.returncode == 0, done.stderr
    assert ada.get("/session")["user"] is None
    assert SignedIn(app, "countess@example.org").get("/session")["user"] is not None
    user = db.session.scalars(select(User).where(User.email == "countess@example.org")).one()
    assert not user.email_unproven


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        (("create_user", "nonsense", "--link"), "'nonsense': "),
        (("create_user", "taken@example.org", "--link"), "has an account already"),
        (("create_user", EMAIL, "--name", " ", "--link"), "' ': "),
        (("reset_password", EMAIL), "There is no user"),
        (("disable_user", EMAIL), "There is no user"),
        (("change_email", EMAIL, "new@example.org"), "There is no user"),
        (("change_email", "taken@example.org", "nonsense"), "'nonsense': "),
        (("disable_user", "taken@example.org"), "last admin"),
    ],
)
def test_impossible_input_prints_one_sentence(
    app: OpenAPI, database_uri: str, command: tuple[str, ...], fault: str
) -> None:
    add_user("taken@example.org", "admin")

    done = manage(*command, uri=database_uri)

    assert done.returncode == 1
    assert fault in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_weak_password_is_refused(app: OpenAPI, database_uri: str) -> None:
    done = manage("create_user", EMAIL, uri=database_uri, says="password123\npassword123\n")

    assert done.returncode == 1
    assert "most common passwords" in done.stderr
    assert db.session.scalars(select(User)).all() == []


def test_a_reset_link_starts_with_the_sites_address(
    app: OpenAPI, api: Api, database_uri: str
) -> None:
    add_user(EMAIL)

    done = manage("reset_password", EMAIL, uri=database_uri, PUBLIC_URL="https://quiz.example.org/")

    link = link_in(done.stdout)
    assert link.startswith("https://quiz.example.org/link/")
    api.post(f"/links/{link.rpartition('/')[2]}", {"password": "another long enough one"})
    assert "PUBLIC_URL" not in done.stdout


def test_users_are_listed_and_disabled(app: OpenAPI, database_uri: str) -> None:
    sign_in_as(app, "admin")
    author = sign_in_as(app, "author")

    assert manage("disable_user", author.email, uri=database_uri).returncode == 0

    author.get("/account/sessions", 401)
    listed = manage("list_users", uri=database_uri).stdout.splitlines()
    assert listed == [
        "admin   admin@example.org  Ada",
        "author  author@example.org  Ada  disabled",
    ]


def test_an_empty_stack_prints_how_to_set_up_the_first_admin(
    app: OpenAPI, api: Api, database_uri: str
) -> None:
    first = manage("prepare_db", uri=database_uri)
    second = manage("prepare_db", uri=database_uri)

    api.get(f"/links/{link_in(first.stdout).removeprefix('/link/')}", 404)
    link = link_in(second.stdout).removeprefix("/link/")
    api.post(f"/links/{link}", {"email": EMAIL, "name": "Ada", "password": PASSWORD})
    assert "/link/" not in manage("prepare_db", uri=database_uri).stdout
    assert manage("setup_link", uri=database_uri).stdout == ""
