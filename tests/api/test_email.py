"""Which e-mail addresses an account can have, and how they are normalised."""

import pytest
from flask_openapi3 import OpenAPI

from backend.api.contract import document
from tests.support.accounts import PASSWORD, SignedIn, add_user
from tests.support.api import Api

DOTS = "a..b@docomo.example"
"""Older releases accepted it, as browsers do."""


def accepted(app: OpenAPI, admin: SignedIn, email: str) -> str:
    """Invite a user and accept the invitation; returns the stored address."""
    link = admin.post("/users", {"email": email}, 201)["link"].removeprefix("/link/")
    joined = Api(app.test_client()).post(f"/links/{link}", {"password": PASSWORD, "name": "Bo"})
    written: str = joined["user"]["email"]
    return written


@pytest.mark.parametrize(
    "email",
    [
        *("bo@localhost", "bo@nas", "bo@school.local", "bo@nas.lan", "bo@192.168.0.5"),
        *("bo@school.test", "bo@school.invalid", "bo@example", "bo+quiz@school.example"),
    ],
)
def test_an_address_on_a_lan_is_accepted(app: OpenAPI, admin: SignedIn, email: str) -> None:
    assert accepted(app, admin, email) == email
    SignedIn(app, email)


def test_a_domain_in_any_script_is_one_address(app: OpenAPI, admin: SignedIn) -> None:
    assert accepted(app, admin, " Bo@Bücher.example ") == "bo@xn--bcher-kva.example"

    for written in ("bo@bücher.example", "BO@BÜCHER.EXAMPLE", "bo@xn--bcher-kva.example"):
        SignedIn(app, written)
        admin.post("/users", {"email": written}, 409)


@pytest.mark.parametrize(
    "email",
    [
        *(DOTS, ".bo@school.example", "bo.@school.example", "bo@school..example", "bo@-.example"),
        *("bo@school.example.", "bo@sch_ool.example", '"bo bo"@school.example', "bo@[127.0.0.1]"),
        *("Bo <bo@school.example>", "bo@xn--zz.example", "bö@school.example", "bo\0@x.example"),
        f"{'b' * 65}@school.example",
    ],
)
def test_an_undeliverable_address_is_refused(admin: SignedIn, email: str) -> None:
    assert admin.post("/users", {"email": email}, 422)["errors"][0]["field"] == "email"


def test_an_address_stored_by_an_older_release_still_signs_in(
    app: OpenAPI, admin: SignedIn
) -> None:
    add_user(DOTS, name="Bo")

    bo = SignedIn(app, DOTS.upper())

    assert bo.get("/session")["user"]["email"] == DOTS
    assert [user["name"] for user in admin.get(f"/users?after={DOTS}")["users"]] == ["Ada"]
    quiz = admin.post("/studio/quizzes", {"title": "Small"}, 201)["id"]
    shares = {"shares": [{"email": DOTS, "may": "view"}]}
    assert admin.put(f"/studio/quizzes/{quiz}/shares", shares)["shares"][0]["name"] == "Bo"
    assert admin.get(f"/studio/quizzes/{quiz}/shares")["shares"][0]["email"] == DOTS


@pytest.mark.parametrize("email", ["", "bo", "b\0@x.example", "bö@school.example", "bo\n@x"])
def test_an_impossible_address_is_never_looked_up(api: Api, email: str) -> None:
    problem = api.post("/session", {"email": email, "password": PASSWORD}, 422)

    assert problem["errors"][0]["field"] == "email"


def test_the_contract_declares_the_email_format(app: OpenAPI) -> None:
    schemas = document()["components"]["schemas"]

    for name in ("SignIn", "Invitation"):
        field = schemas[name]["properties"]["email"]
        assert (field["type"], field["format"], field["maxLength"]) == ("string", "email", 254)
