from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError
from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI
from sqlalchemy import select, update

from backend.accounts import passwords
from backend.accounts.sessions import hashed
from backend.models import Session, User, db
from tests.support.accounts import PASSWORD, SLOW, SignedIn, add_user, sign_in_as
from tests.support.api import Api

EMAIL = "ada@example.org"
RIGHT = {"email": EMAIL, "password": PASSWORD}


@pytest.fixture
def ada(app: OpenAPI) -> int:
    return add_user(EMAIL)


def test_a_new_client_has_no_session(api: Api) -> None:
    assert api.get("/session") == {
        "user": None,
        "csrf_token": None,
        "offered": {"oidc": None, "mail": False},
    }


def test_signing_in_returns_the_user_and_sets_a_cookie(client: FlaskClient, ada: int) -> None:
    answer = client.post("/api/session", json=RIGHT)

    assert answer.status_code == 200
    assert answer.json
    assert answer.json["user"]["email"] == EMAIL
    assert "password_hash" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("popquiz=")
    for part in ("HttpOnly", "SameSite=Lax", "Path=/", f"Max-Age={30 * 86400}"):
        assert part in cookie
    assert "Secure" not in cookie
    assert "Domain" not in cookie
    assert client.get("/api/session").json == answer.json


def test_over_https_the_cookie_is_bound_to_the_host(client: FlaskClient, ada: int) -> None:
    answer = client.post("/api/session", json=RIGHT, base_url="https://quiz.example.org")

    assert answer.headers["Set-Cookie"].startswith("__Host-popquiz=")
    assert "; Secure" in answer.headers["Set-Cookie"]
    there = client.get("/api/session", base_url="https://quiz.example.org")
    assert there.json
    assert there.json["user"]["id"] == ada


def test_only_a_hash_of_the_cookie_is_stored(client: FlaskClient, ada: int) -> None:
    client.post("/api/session", json=RIGHT)
    cookie = client.get_cookie("popquiz")
    assert cookie

    stored = db.session.scalars(select(Session)).one()

    assert stored.token_hash == hashed(cookie.value)
    assert cookie.value not in stored.token_hash
    assert len(cookie.value) == 43


def test_the_address_ignores_case_and_spaces(api: Api, ada: int) -> None:
    api.post("/session", {"email": " Ada@Example.ORG ", "password": PASSWORD})


def test_signing_in_again_replaces_the_browsers_session(client: FlaskClient, ada: int) -> None:
    client.post("/api/session", json=RIGHT)
    before = client.get_cookie("popquiz")
    client.post("/api/session", json=RIGHT)
    after = client.get_cookie("popquiz")

    assert before
    assert after
    assert before.value != after.value
    assert db.session.scalars(select(Session.token_hash)).all() == [hashed(after.value)]


@pytest.mark.parametrize(
    ("email", "password"),
    [(EMAIL, "not the right one"), ("nobody@example.org", PASSWORD), (EMAIL, "")],
)
def test_a_wrong_password_and_an_unknown_address_are_indistinguishable(
    api: Api, ada: int, monkeypatch: pytest.MonkeyPatch, email: str, password: str
) -> None:
    verified: list[str] = []
    verify = passwords.fits

    def note(password: str, password_hash: str | None) -> bool:
        verified.append(password)
        return verify(password, password_hash)

    monkeypatch.setattr(passwords, "fits", note)

    problem = api.post("/session", {"email": email, "password": password}, 422)

    [fault] = problem["errors"]
    assert (fault["field"], fault["code"], fault["params"]) == ("password", "wrong-sign-in", {})
    assert verified == [password]


def test_a_hash_is_verified_even_for_an_unknown_address(monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []

    class Hasher:
        def verify(self, password_hash: str, password: str) -> bool:
            verified.append(password_hash)
            return True

    monkeypatch.setattr(passwords, "HASHER", Hasher())

    assert not passwords.fits("x", None)
    assert verified == [passwords.DUMMY_HASH]


@pytest.mark.parametrize("size", [16, 32])
def test_the_dummy_hash_costs_as_much_as_a_real_one(size: int) -> None:
    hasher = PasswordHasher(time_cost=3, memory_cost=16, parallelism=2, hash_len=size)
    dummy = passwords.dummy_hash(hasher)

    assert extract_parameters(dummy) == extract_parameters(hasher.hash("x"))
    with pytest.raises(VerifyMismatchError):  # verified, not refused unread
        hasher.verify(dummy, "x")


def test_disabling_a_user_signs_them_out_and_blocks_sign_in(app: OpenAPI, ada: int) -> None:
    inside = SignedIn(app, EMAIL)
    db.session.execute(update(User).values(disabled_at=datetime.now(UTC)))
    db.session.commit()

    assert inside.get("/session")["user"] is None
    inside.get("/account/sessions", 401)
    inside.post("/session", RIGHT, 422)


def test_a_user_without_a_password_cannot_sign_in_with_one(api: Api, ada: int) -> None:
    db.session.execute(update(User).values(password_hash=None))
    db.session.commit()

    api.post("/session", RIGHT, 422)


def test_signing_out_ends_the_session(app: OpenAPI, ada: int) -> None:
    inside = SignedIn(app, EMAIL)
    cookie = inside.client.get_cookie("popquiz")
    assert cookie

    inside.delete("/session")

    assert inside.client.get_cookie("popquiz") is None
    inside.client.set_cookie("popquiz", cookie.value)
    assert inside.get("/session")["user"] is None


def test_an_idle_session_expires(app: OpenAPI, ada: int) -> None:
    inside = SignedIn(app, EMAIL)
    db.session.execute(update(Session).values(expires_at=datetime.now(UTC)))
    db.session.commit()

    inside.get("/account/sessions", 401)


def test_changes_extend_a_session_and_reads_write_nothing(app: OpenAPI, ada: int) -> None:
    inside = SignedIn(app, EMAIL)
    long_ago = datetime.now(UTC) - timedelta(days=2)

    def age(seen_at: datetime) -> Session:
        db.session.rollback()
        db.session.execute(
            update(Session).values(seen_at=seen_at, expires_at=seen_at + timedelta(days=30))
        )
        db.session.commit()
        return db.session.scalars(select(Session)).one()

    session = age(long_ago)
    inside.get("/account/sessions")
    db.session.refresh(session)
    assert session.seen_at == long_ago

    inside.patch("/account", {})
    db.session.refresh(session)
    assert session.seen_at > long_ago + timedelta(days=1)
    assert session.expires_at == session.seen_at + timedelta(days=30)

    recently = datetime.now(UTC) - timedelta(minutes=59)
    session = age(recently)
    inside.patch("/account", {})
    db.session.refresh(session)
    assert session.seen_at == recently


def test_a_hash_with_weaker_parameters_is_upgraded(
    api: Api, ada: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "HASHER", SLOW)
    weaker = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    user = db.session.scalars(select(User)).one()
    user.password_hash = weaker.hash(PASSWORD)
    db.session.commit()

    api.post("/session", RIGHT)

    db.session.refresh(user)
    assert user.password_hash
    assert "m=19456,t=2,p=1" in user.password_hash
    api.post("/session", RIGHT)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 200),
    ],
)
def test_a_cross_site_request_cannot_sign_in(
    client: FlaskClient, ada: int, headers: dict[str, str], status: int
) -> None:
    assert client.post("/api/session", json=RIGHT, headers=headers).status_code == status


def test_a_csrf_token_of_the_previous_key_is_valid(
    app: OpenAPI, ada: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = SignedIn(app, EMAIL)
    monkeypatch.setitem(app.config, "SECRET_KEY_FALLBACKS", [app.config["SECRET_KEY"]])
    monkeypatch.setitem(app.config, "SECRET_KEY", "another")

    inside.patch("/account", {})

    monkeypatch.setitem(app.config, "SECRET_KEY_FALLBACKS", None)
    inside.patch("/account", {}, 403)
    assert inside.get("/session")["csrf_token"] != inside.csrf


def test_a_csrf_token_of_another_session_is_refused(app: OpenAPI, ada: int) -> None:
    other = sign_in_as(app, email="other@example.org")
    inside = SignedIn(app, EMAIL)
    inside.client.environ_base["HTTP_X_CSRF_TOKEN"] = other.csrf

    inside.patch("/account", {"name": "Eve"}, 403)
