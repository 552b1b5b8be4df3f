from concurrent.futures import ThreadPoolExecutor

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import func, select

from backend.models import User, db
from tests.support.accounts import PASSWORD, SignedIn, add_user, sign_in_as

NEW = "another long enough one"


@pytest.fixture
def author(app: OpenAPI) -> SignedIn:
    return sign_in_as(app, "author")


def test_users_are_paged(admin: SignedIn) -> None:
    for number in range(4):
        add_user(f"user{number}@example.org")

    first = admin.get("/users?limit=3")
    second = admin.get(f"/users?limit=3&after={first['next']}")

    emails = [user["email"] for user in first["users"] + second["users"]]
    assert emails == ["admin@example.org", *(f"user{n}@example.org" for n in range(4))]
    assert second["next"] is None
    assert "password_hash" not in first["users"][0]
    assert first["users"][0]["has_password"] is True


def test_roles_can_be_changed(admin: SignedIn, author: SignedIn) -> None:
    author.get("/users", 403)

    assert admin.patch(f"/users/{author.id}", {"role": "admin"})["role"] == "admin"
    author.get("/users")
    admin.patch(f"/users/{author.id}", {"role": "author"})
    author.get("/users", 403)


def test_a_disabled_user_is_signed_out_and_can_be_enabled_again(
    app: OpenAPI, admin: SignedIn, author: SignedIn
) -> None:
    assert admin.patch(f"/users/{author.id}", {"disabled": True})["disabled_at"]
    author.get("/account/sessions", 401)

    assert admin.patch(f"/users/{author.id}", {"disabled": False})["disabled_at"] is None
    author.get("/account/sessions", 401)  # that session is over for good
    SignedIn(app, author.email)


@pytest.mark.parametrize("change", [{"role": "author"}, {"disabled": True}])
def test_the_last_admin_cannot_be_removed(admin: SignedIn, change: dict[str, object]) -> None:
    assert "last admin" in admin.patch(f"/users/{admin.id}", change, 409)["detail"]

    other = add_user("other@example.org", "admin")
    admin.patch(f"/users/{other}", {"disabled": True})
    admin.patch(f"/users/{admin.id}", change, 409)
    admin.patch(f"/users/{other}", {"disabled": False})
    admin.patch(f"/users/{admin.id}", change)


def test_concurrent_demotions_leave_one_admin(app: OpenAPI, admin: SignedIn) -> None:
    other = sign_in_as(app, "admin", "other@example.org")
    db.session.remove()

    def demote(pair: tuple[SignedIn, int]) -> int:
        return pair[0].client.patch(f"/api/users/{pair[1]}", json={"role": "author"}).status_code

    with ThreadPoolExecutor(2) as threads:
        results = list(threads.map(demote, [(admin, other.id), (other, admin.id)]))

    left = select(func.count()).select_from(User).where(User.role == "admin")
    assert db.session.scalar(left) == 1, results


def test_an_unknown_user_is_404(admin: SignedIn) -> None:
    admin.patch("/users/999", {"role": "author"}, 404)
    admin.post("/users/999/reset", {}, 404)


def test_an_invitation_link_is_shown_once(admin: SignedIn) -> None:
    made = admin.post("/users", {"email": "new@example.org"}, 201)

    assert made["link"].startswith("/link/")
    assert made["mailed"] is False


@pytest.mark.parametrize("email", ["", "x", "a b@example.org", "a@b@c", "a\nb@example.org", "ä@x"])
def test_an_invalid_address_is_not_invited(admin: SignedIn, email: str) -> None:
    assert admin.post("/users", {"email": email}, 422)["errors"][0]["field"] == "email"


def test_an_admin_creates_a_reset_link(admin: SignedIn, author: SignedIn) -> None:
    made = admin.post(f"/users/{author.id}/reset", {}, 201)

    author.get(f"/links/{made['link'].removeprefix('/link/')}")
    author.get("/account/sessions")  # nothing ends before it is used


def test_the_audit_lists_the_latest_first(admin: SignedIn, author: SignedIn) -> None:
    admin.post("/users", {"email": "new@example.org"}, 201)
    admin.patch(f"/users/{author.id}", {"role": "admin"})
    admin.patch(f"/users/{author.id}", {"role": "admin"})  # changes nothing

    first = admin.get("/audit?limit=2")
    second = admin.get(f"/audit?limit=2&before={first['next']}")

    entries = first["entries"] + second["entries"]
    assert [entry["action"] for entry in entries] == [
        *("user.role", "user.invite", "session.begin", "session.begin"),
    ]
    assert entries[0]["actor"] == "Ada <admin@example.org>"
    assert entries[0]["detail"] == {"whom": "author@example.org", "role": "admin"}
    assert second["next"] is None


def test_the_audit_contains_no_secrets(admin: SignedIn, author: SignedIn) -> None:
    link = admin.post(f"/users/{author.id}/reset", {}, 201)["link"]
    author.patch("/account", {"password": NEW, "old_password": PASSWORD})

    audit = str(admin.get("/audit"))
    for secret in (NEW, PASSWORD, link.removeprefix("/link/")):
        assert secret not in audit


def test_users_change_their_own_name(author: SignedIn) -> None:
    assert author.patch("/account", {"name": " Ada  Lovelace "})["name"] == "Ada Lovelace"
    assert author.get("/session")["user"]["name"] == "Ada Lovelace"
    author.patch("/account", {"name": "\u202egnp"}, 422)


def test_a_new_password_needs_the_old_one_and_ends_other_sessions(
    app: OpenAPI, author: SignedIn
) -> None:
    other = SignedIn(app, author.email)

    for old in ({}, {"old_password": "not the right one"}):
        problem = author.patch("/account", {"password": NEW, **old}, 422)
        assert problem["errors"][0]["field"] == "old_password"
    author.patch("/account", {"password": NEW, "old_password": PASSWORD})

    assert author.get("/session")["user"]
    assert other.get("/session")["user"] is None
    SignedIn(app, author.email, NEW)


def test_an_open_page_cannot_be_used_to_guess_the_password(author: SignedIn) -> None:
    for _ in range(6):
        author.patch("/account", {"password": NEW, "old_password": "wrong"}, 422)

    author.patch("/account", {"password": NEW, "old_password": PASSWORD}, 429)


def test_users_list_and_end_their_sessions(app: OpenAPI, author: SignedIn) -> None:
    other = SignedIn(app, author.email)
    sign_in_as(app, email="somebody@example.org")
    listed = author.get("/account/sessions")["sessions"]
    assert sorted(session["current"] for session in listed) == [False, True]
    assert listed[0]["agent"].startswith("Werkzeug")

    another = next(session["id"] for session in listed if not session["current"])
    author.delete(f"/account/sessions/{another}")

    assert other.get("/session")["user"] is None
    assert author.get("/session")["user"]
    author.delete(f"/account/sessions/{another}", 404)


def test_a_session_of_another_user_cannot_be_ended(app: OpenAPI, author: SignedIn) -> None:
    other = sign_in_as(app, email="somebody@example.org")
    theirs = other.get("/account/sessions")["sessions"][0]["id"]

    author.delete(f"/account/sessions/{theirs}", 404)
    author.delete("/account/sessions/%25%25%25%25%25%25%25%25%25%25%25%25%25%25%25%25", 422)

    assert other.get("/session")["user"]


@pytest.mark.parametrize("others", [False, True])
def test_users_sign_out_everywhere(app: OpenAPI, author: SignedIn, others: bool) -> None:
    other = SignedIn(app, author.email)

    author.delete(f"/account/sessions?others={others}")

    assert other.get("/session")["user"] is None
    assert bool(author.get("/session")["user"]) is others
