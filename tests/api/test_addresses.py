"""Changing an account's address: your own, or another user's as an admin."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import select, update

from backend.accounts.links import reset_link
from backend.models import User, db
from tests.support.accounts import PASSWORD, SignedIn, add_user, sign_in_as
from tests.support.api import Api

NEW = "new@example.org"
CHANGE = {"email": NEW, "old_password": PASSWORD}
NEW_PASSWORD = "another long enough one"


@pytest.fixture
def author(app: OpenAPI) -> SignedIn:
    return sign_in_as(app, "author")


def link_for(email: str) -> str:
    """The API's address of a link for a new password."""
    user = db.session.scalars(select(User).where(User.email == email)).one()
    link = reset_link(user, by=None)
    db.session.commit()
    return f"/links/{link.removeprefix('/link/')}"


def test_changing_the_address_signs_in_with_the_new_one(
    app: OpenAPI, api: Api, author: SignedIn
) -> None:
    changed = author.patch("/account", {**CHANGE, "email": " New@Example.ORG "})

    assert changed["email"] == NEW
    assert author.get("/session")["user"]["email"] == NEW
    SignedIn(app, NEW)
    api.post("/session", {"email": author.email, "password": PASSWORD}, 422)


def test_changing_the_address_needs_the_password(author: SignedIn) -> None:
    for old in ({}, {"old_password": "not the right one"}):
        problem = author.patch("/account", {"email": NEW, **old}, 422)
        assert problem["errors"][0]["field"] == "old_password"

    assert author.get("/session")["user"]["email"] == author.email


def test_an_open_page_cannot_be_used_to_guess_the_password(author: SignedIn) -> None:
    for _ in range(6):
        author.patch("/account", {"email": NEW, "old_password": "wrong"}, 422)

    author.patch("/account", CHANGE, 429)


@pytest.mark.parametrize("email", ["", "x", "a b@example.org", "a@b@c", "a\nb@example.org", "ä@x"])
def test_an_invalid_address_is_refused(author: SignedIn, email: str) -> None:
    problem = author.patch("/account", {**CHANGE, "email": email}, 422)

    assert problem["errors"][0]["field"] == "email"


def test_the_same_address_is_refused(author: SignedIn) -> None:
    problem = author.patch("/account", {**CHANGE, "email": author.email}, 422)

    [fault] = problem["errors"]
    assert (fault["field"], fault["code"]) == ("email", "same-address")
    assert fault["detail"] == "This is your address already."


def test_an_address_in_use_is_refused(author: SignedIn) -> None:
    add_user(NEW)

    assert "has an account already" in author.patch("/account", CHANGE, 409)["detail"]
    # Without the password, the response does not reveal whether an address is in use.
    author.patch("/account", {"email": NEW, "old_password": "wrong"}, 422)


def test_concurrent_changes_to_one_address_let_one_win(app: OpenAPI) -> None:
    people = [sign_in_as(app, email=f"{number}@example.org") for number in range(4)]
    db.session.remove()

    def race(user: SignedIn) -> int:
        return user.client.patch("/api/account", json=CHANGE).status_code

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(race, people)) == [200, 409, 409, 409]


def test_other_sessions_end_and_this_one_stays(app: OpenAPI, author: SignedIn) -> None:
    other = SignedIn(app, author.email)

    author.patch("/account", CHANGE)

    assert author.get("/session")["user"]
    assert other.get("/session")["user"] is None


def test_reset_links_sent_to_the_old_address_expire(api: Api, author: SignedIn) -> None:
    link = link_for(author.email)

    author.patch("/account", CHANGE)

    api.get(link, 404)
    api.post(link, {"password": NEW_PASSWORD}, 404)
    api.get(link_for(NEW))


def test_address_and_password_change_together(app: OpenAPI, author: SignedIn) -> None:
    author.patch("/account", {**CHANGE, "password": NEW_PASSWORD})

    SignedIn(app, NEW, NEW_PASSWORD)


def test_the_audit_records_both_addresses(admin: SignedIn, author: SignedIn) -> None:
    author.patch("/account", CHANGE)
    admin.patch(f"/users/{author.id}", {"email": "newer@example.org"})
    admin.patch(f"/users/{author.id}", {"email": "newer@example.org"})  # changes nothing

    later, earlier, before = admin.get("/audit?limit=3")["entries"]

    assert [later["action"], earlier["action"]] == ["user.email", "user.email"]
    assert before["action"] != "user.email"
    assert earlier["actor"] == "Ada <author@example.org>"
    assert earlier["detail"] == {"whom": author.email, "email": NEW}
    assert later["actor"] == "Ada <admin@example.org>"
    assert later["detail"] == {"whom": NEW, "email": "newer@example.org"}


def test_a_user_without_a_password_must_ask_an_admin(admin: SignedIn, author: SignedIn) -> None:
    db.session.execute(update(User).where(User.id == author.id).values(password_hash=None))
    db.session.commit()

    for change in (CHANGE, {"email": NEW}):
        assert "an admin can" in author.patch("/account", change, 403)["detail"]

    assert admin.patch(f"/users/{author.id}", {"email": NEW})["email"] == NEW


def test_changing_a_users_address_signs_them_out(
    app: OpenAPI, api: Api, admin: SignedIn, author: SignedIn
) -> None:
    link = link_for(author.email)

    changed = admin.patch(f"/users/{author.id}", {"email": " New@example.org"})

    assert changed["email"] == NEW
    assert author.get("/session")["user"] is None
    api.get(link, 404)
    SignedIn(app, NEW)


def test_an_admin_cannot_set_a_taken_or_invalid_address(admin: SignedIn, author: SignedIn) -> None:
    admin.patch(f"/users/{author.id}", {"email": admin.email}, 409)
    problem = admin.patch(f"/users/{author.id}", {"email": "x"}, 422)

    assert problem["errors"][0]["field"] == "email"
    assert author.get("/session")["user"]["email"] == author.email


def test_admins_need_their_password_to_change_their_own_address(admin: SignedIn) -> None:
    assert "password" in admin.patch(f"/users/{admin.id}", {"email": NEW}, 403)["detail"]

    admin.patch("/account", CHANGE)
    assert admin.get("/session")["user"]["email"] == NEW
