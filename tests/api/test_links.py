from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI
from sqlalchemy import func, select, text, update

from backend.accounts.links import reset_link, setup_link
from backend.models import Link, User, db
from tests.support.accounts import PASSWORD, SignedIn, add_user, sign_in_as
from tests.support.api import Api

NEW = "another long enough one"
FIRST = {"email": "First@example.org", "name": "First", "password": PASSWORD}


def path(link: str | None) -> str:
    """The API's address of a link for the browser."""
    assert link
    return f"/links/{link.rpartition('/link/')[2]}"


def invited(app: OpenAPI, email: str = "new@example.org", role: str = "author") -> str:
    admin = sign_in_as(app, "admin")
    return path(admin.post("/users", {"email": email, "role": role}, 201)["link"])


def reset(email: str = "ada@example.org") -> str:
    user = db.session.scalars(select(User).where(User.email == email)).one()
    link = reset_link(user, by=None)
    db.session.commit()
    return path(link)


def test_the_setup_link_creates_and_signs_in_the_first_admin(api: Api) -> None:
    link = path(setup_link())
    shown = api.get(link)
    assert (shown["purpose"], shown["role"], shown["email"]) == ("setup", "admin", None)

    state = api.post(link, FIRST)

    assert state["user"]["role"] == "admin"
    assert state["user"]["email"] == "first@example.org"
    assert api.get("/session") == state
    api.get(link, 404)
    api.post(link, {**FIRST, "email": "second@example.org"}, 404)


def test_a_new_setup_link_replaces_the_old_one(api: Api) -> None:
    older, newer = path(setup_link()), path(setup_link())

    api.get(older, 404)
    api.get(newer)


def test_setup_ends_with_the_first_user(api: Api) -> None:
    link = path(setup_link())
    add_user("ada@example.org")

    api.get(link, 404)
    api.post(link, FIRST, 404)
    assert setup_link() is None


def test_concurrent_setups_create_one_admin(app: OpenAPI) -> None:
    link = path(setup_link())
    db.session.remove()

    def race(number: int) -> int:
        body = {**FIRST, "email": f"{number}@example.org"}
        return app.test_client().post(f"/api{link}", json=body).status_code

    with ThreadPoolExecutor(6) as threads:
        results = sorted(threads.map(race, range(6)))

    assert results == [200, 404, 404, 404, 404, 404]
    assert db.session.scalar(select(func.count()).select_from(User)) == 1


@pytest.mark.parametrize("missing", ["email", "name"])
def test_the_setup_needs_an_address_and_a_name(api: Api, missing: str) -> None:
    link = path(setup_link())
    body = {name: value for name, value in FIRST.items() if name != missing}

    assert api.post(link, body, 422)["errors"][0]["field"] == missing
    api.post(link, FIRST)


def test_an_invitation_creates_an_account_with_the_invited_address(app: OpenAPI, api: Api) -> None:
    link = invited(app)
    assert api.get(link)["email"] == "new@example.org"

    state = api.post(link, {"email": "other@example.org", "name": "New", "password": PASSWORD})

    assert (state["user"]["email"], state["user"]["role"]) == ("new@example.org", "author")
    SignedIn(app, "new@example.org")
    api.post(link, {"name": "Again", "password": PASSWORD}, 404)


def test_an_existing_account_is_neither_invited_nor_created_twice(app: OpenAPI, api: Api) -> None:
    link = invited(app)
    add_user("new@example.org")

    api.post(link, {"name": "New", "password": PASSWORD}, 409)
    admin = SignedIn(app, "admin@example.org")
    admin.post("/users", {"email": "New@Example.org"}, 409)


def test_a_new_invitation_replaces_the_old_one(app: OpenAPI, api: Api) -> None:
    link = invited(app)
    admin = SignedIn(app, "admin@example.org")
    newer = path(admin.post("/users", {"email": "new@example.org", "role": "admin"}, 201)["link"])

    api.get(link, 404)
    assert api.get(newer)["role"] == "admin"


def test_a_new_password_ends_all_earlier_sessions(app: OpenAPI, api: Api) -> None:
    before = sign_in_as(app, email="ada@example.org")
    link = reset()
    assert api.get(link)["email"] == "ada@example.org"

    api.post(link, {"password": NEW})

    assert before.get("/session")["user"] is None
    assert api.get("/session")["user"]["email"] == "ada@example.org"
    SignedIn(app, "ada@example.org", NEW)
    api.post("/session", {"email": "ada@example.org", "password": PASSWORD}, 422)
    api.get(link, 404)


def test_a_new_reset_link_replaces_the_old_one(app: OpenAPI, api: Api) -> None:
    add_user("ada@example.org")
    older, newer = reset(), reset()

    api.get(older, 404)
    api.get(newer)


def test_a_reset_link_ends_sign_in_delays(app: OpenAPI, api: Api) -> None:
    add_user("ada@example.org")
    for _ in range(6):
        api.post("/session", {"email": "ada@example.org", "password": "wrong"}, 422)
    api.post("/session", {"email": "ada@example.org", "password": PASSWORD}, 429)

    api.post(reset(), {"password": NEW})

    api.post("/session", {"email": "ada@example.org", "password": NEW})


def test_a_disabled_user_cannot_reset_the_password(app: OpenAPI, api: Api) -> None:
    add_user("ada@example.org")
    link = reset()
    db.session.execute(update(User).values(disabled_at=datetime.now(UTC)))
    db.session.commit()

    api.get(link, 404)
    api.post(link, {"password": NEW}, 404)


def test_an_expired_link_is_refused(api: Api) -> None:
    link = path(setup_link())
    stored = db.session.scalars(select(Link)).one()
    assert stored.expires_at - stored.created_at == timedelta(days=1)
    db.session.execute(text("UPDATE link SET expires_at = now()"))
    db.session.commit()

    api.get(link, 404)
    api.post(link, FIRST, 404)


def test_only_hashes_of_links_are_stored(app: OpenAPI) -> None:
    token = path(setup_link()).removeprefix("/links/")

    stored = db.session.scalars(select(Link.token_hash)).one()
    assert token not in stored
    assert len(stored) == 64


@pytest.mark.parametrize(
    "password",
    ["short", "x" * 201, "password123", "PASSWORD123", "aaaaaaaaaaaa", "first@example.org"],
)
def test_a_common_password_is_refused(api: Api, password: str) -> None:
    link = path(setup_link())

    problem = api.post(link, {**FIRST, "password": password}, 422)

    assert problem["errors"][0]["field"] == "password"
    assert password not in str(problem)
    assert api.get(link)["purpose"] == "setup"


def test_a_cross_site_request_does_not_use_up_a_link(client: FlaskClient) -> None:
    link = path(setup_link())

    answer = client.post(f"/api{link}", json=FIRST, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403


def test_an_unknown_link_is_refused(api: Api) -> None:
    api.get(f"/links/{'x' * 43}", 404)
    api.get("/links/short", 422)


@pytest.mark.parametrize("change", [{"role": "author"}, {"disabled": True}])
def test_links_expire_with_the_rights_of_their_admin(
    app: OpenAPI, api: Api, change: dict[str, object]
) -> None:
    admin, other = sign_in_as(app, "admin"), sign_in_as(app, "admin", "other@example.org")
    ada = add_user("ada@example.org")
    links = [
        other.post("/users", {"email": "back@example.org", "role": "admin"}, 201)["link"],
        other.post(f"/users/{ada}/reset", {}, 201)["link"],
    ]
    theirs = path(admin.post("/users", {"email": "new@example.org"}, 201)["link"])

    admin.patch(f"/users/{other.id}", change)
    admin.patch(f"/users/{other.id}", {"role": "admin", "disabled": False})

    for link in links:
        api.get(path(link), 404)
        api.post(path(link), {"password": NEW, "name": "Back"}, 404)
    assert [row["email"] for row in admin.get("/users/invitations")["invitations"]] == [
        "new@example.org"
    ]
    api.get(theirs)


def test_a_link_created_while_its_admin_was_disabled_is_refused(app: OpenAPI, api: Api) -> None:
    link = invited(app, role="admin")
    db.session.execute(update(User).values(disabled_at=func.now()))
    db.session.commit()

    api.get(link, 404)
    api.post(link, {"password": NEW, "name": "Back"}, 404)


def test_a_reset_link_expires_when_the_password_changes(app: OpenAPI, api: Api) -> None:
    author = sign_in_as(app)
    link = reset(author.email)

    author.patch("/account", {"name": "Still Ada"})
    api.get(link)
    author.patch("/account", {"password": NEW, "old_password": PASSWORD})

    api.get(link, 404)
    api.post(link, {"password": "a third one that is long"}, 404)


@pytest.mark.parametrize("others", [False, True])
def test_a_reset_link_expires_when_its_user_signs_out_everywhere(
    app: OpenAPI, api: Api, others: bool
) -> None:
    author = sign_in_as(app)
    link = reset(author.email)
    other = reset_of_another_user()

    author.delete(f"/account/sessions?others={others}")

    api.get(link, 404)
    api.get(other)


def reset_of_another_user() -> str:
    add_user("somebody@example.org")
    return reset("somebody@example.org")
