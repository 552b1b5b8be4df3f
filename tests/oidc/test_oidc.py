"""Sign in through a real identity provider, as a browser does it."""

import json
import re
import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests
from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI
from sqlalchemy import func, select, update

from backend.accounts.settings import Accounts, Oidc
from backend.app import create_app
from backend.models import AuditEntry, User, db
from backend.settings import Settings
from tests.support.accounts import PASSWORD, SignedIn, add_user, sign_in_as
from tests.support.certificates import Authority
from tests.support.identity_provider import CALLBACK

pytestmark = pytest.mark.xdist_group("identity provider")  # of which one is enough
EMAIL = "ada@example.org"
BEGIN = "/api/session/oidc"
Site = Callable[..., FlaskClient]


@pytest.fixture
def site(app: OpenAPI, settings: Settings, issuer: str) -> Iterator[Site]:
    """A site with this provider: a browser at it."""
    provider = Oidc(issuer, "popquiz", "a secret of the tests", "School", (), create=False)
    made: list[OpenAPI] = []

    def site_(**changes: object) -> FlaskClient:
        accounts = Accounts(oidc=replace(provider, **changes))  # type: ignore[arg-type]  # tests'
        made.append(create_app(replace(settings, secret_key="k" * 32, accounts=accounts)))
        return made[-1].test_client()

    yield site_
    for other in made:
        with other.app_context():
            for engine in db.engines.values():
                engine.dispose()


def go_through_provider(url: str, login: str) -> str:
    """Sign in and consent at the provider; the address that it sends the browser back to."""
    browser = requests.Session()
    answer = browser.get(url, allow_redirects=False, timeout=10)
    for _ in range(20):
        if "Location" in answer.headers:
            url = urljoin(url, answer.headers["Location"])
            if url.startswith(CALLBACK):
                return url
            answer = browser.get(url, allow_redirects=False, timeout=10)
            continue
        form = re.search(r'<form[^>]* action="([^"]+)"', answer.text)
        prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)
        assert form, answer.text
        assert prompt, answer.text
        url = urljoin(url, form[1])
        data = {"prompt": prompt[1], "login": login, "password": "x"}
        answer = browser.post(url, data=data, allow_redirects=False, timeout=10)
    raise AssertionError(f"the provider does not send us back from {url}")


def sign_in(client: FlaskClient, login: str = EMAIL) -> str:
    """Where the browser is in the end."""
    away = client.get(BEGIN)
    assert away.status_code == 302, away.text
    back = client.get(go_through_provider(away.headers["Location"], login))
    assert back.status_code == 302, back.text
    assert back.headers["Cache-Control"] == "no-store"
    return back.headers["Location"]


def signed_in_as(client: FlaskClient) -> str | None:
    state = client.get("/api/session").json
    assert state
    user: str | None = state["user"] and state["user"]["email"]
    return user


def users() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(User)) or 0


def test_an_account_holder_is_signed_in_and_recognised_again(site: Site) -> None:
    add_user(EMAIL)
    client = site()
    state = client.get("/api/session").json
    assert state
    assert state["offered"]["oidc"] == "School"

    assert sign_in(client) == "/studio"

    assert signed_in_as(client) == EMAIL
    user = db.session.scalars(select(User)).one()
    assert user.oidc_subject
    assert user.oidc_subject.endswith(f" {EMAIL}")
    # Another address now, but the same subject.
    db.session.execute(update(User).values(email="countess@example.org"))
    db.session.commit()
    other = site()
    assert sign_in(other) == "/studio"
    assert signed_in_as(other) == "countess@example.org"
    assert db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all() == [
        "user.oidc",
        "session.begin",
        "session.begin",
    ]


def test_the_request_carries_state_nonce_and_a_challenge(site: Site) -> None:
    asked = parse_qs(urlsplit(site().get(BEGIN).headers["Location"]).query)

    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) > 20
    assert len(asked["nonce"][0]) > 20
    assert asked["redirect_uri"] == [CALLBACK]


def test_strangers_are_refused_unless_they_may_become_authors(site: Site) -> None:
    add_user("admin@example.org", "admin")
    client = site()
    assert sign_in(client) == "/studio/sign-in?refused=unknown"
    assert (signed_in_as(client), users()) == (None, 1)

    client = site(create=True)
    assert sign_in(client) == "/studio"
    assert (signed_in_as(client), users()) == (EMAIL, 2)
    user = db.session.scalars(select(User).where(User.email == EMAIL)).one()
    assert (user.role, user.name, user.password_hash) == ("author", "ada", None)


def test_the_provider_cannot_create_the_first_user(site: Site) -> None:
    assert sign_in(site(create=True)) == "/studio/sign-in?refused=unknown"
    assert users() == 0


def test_an_unverified_address_is_refused(site: Site) -> None:
    add_user(EMAIL, "admin")
    client = site(create=True)

    assert sign_in(client, f"unverified.{EMAIL}") == "/studio/sign-in?refused=unverified"
    assert signed_in_as(client) is None


def test_a_second_identity_cannot_take_a_linked_address(site: Site) -> None:
    add_user(EMAIL)
    assert sign_in(site()) == "/studio"
    client = site(create=True)

    assert sign_in(client, f"second.{EMAIL}") == "/studio/sign-in?refused=unknown"
    assert signed_in_as(client) is None


def test_a_self_chosen_address_is_not_linked(app: OpenAPI, site: Site) -> None:
    """Otherwise the owner of the address would sign in to an account with an unknown password."""
    taker, admin = sign_in_as(app, email="eve@example.org"), sign_in_as(app, "admin")
    taker.patch("/account", {"email": EMAIL, "old_password": PASSWORD})
    client = site(create=True)

    assert sign_in(client) == "/studio/sign-in?refused=unproven"
    assert signed_in_as(client) is None

    # Saving it as an admin confirms that it is theirs.
    admin.patch(f"/users/{taker.id}", {"email": EMAIL})
    assert admin.get("/audit?limit=1")["entries"][0]["action"] == "user.email"
    assert sign_in(client) == "/studio"
    assert signed_in_as(client) == EMAIL


def test_a_known_user_signs_in_with_a_changed_address(app: OpenAPI, site: Site) -> None:
    add_user(EMAIL)
    assert sign_in(site()) == "/studio"
    other = SignedIn(app, EMAIL)
    other.patch("/account", {"email": "other@example.org", "old_password": PASSWORD})
    client = site()

    assert sign_in(client) == "/studio"
    assert signed_in_as(client) == "other@example.org"


def test_only_allowed_domains_are_accepted(site: Site) -> None:
    add_user(EMAIL)
    assert sign_in(site(allowed_domains=("school.example",))) == ("/studio/sign-in?refused=domain")
    assert sign_in(site(allowed_domains=("school.example", "example.org"))) == "/studio"


def test_a_disabled_user_is_refused(site: Site) -> None:
    add_user(EMAIL)
    db.session.execute(update(User).values(disabled_at=datetime.now(UTC)))
    db.session.commit()
    client = site()

    assert sign_in(client) == "/studio/sign-in?refused=disabled"
    assert signed_in_as(client) is None


def test_an_unrequested_response_is_refused(site: Site) -> None:
    add_user(EMAIL)
    asked, other = site(), site()
    answer = go_through_provider(asked.get(BEGIN).headers["Location"], EMAIL)

    assert other.get(answer).headers["Location"].endswith("?refused=failed")
    other.get(BEGIN)  # has asked, but with another state
    assert other.get(answer).headers["Location"].endswith("?refused=failed")
    assert signed_in_as(other) is None
    # Once used, the code is worth nothing.
    assert asked.get(answer).headers["Location"] == "/studio"
    assert asked.get(answer).headers["Location"].endswith("?refused=failed")


def test_the_provider_refuses_another_verifier(site: Site) -> None:
    add_user(EMAIL)
    client = site()
    first = client.get(BEGIN)
    answer = go_through_provider(first.headers["Location"], EMAIL)
    client.get(BEGIN)  # another state and verifier in the cookie
    state = parse_qs(urlsplit(client.get(BEGIN).headers["Location"]).query)["state"][0]
    forged = re.sub(r"state=[^&]+", f"state={state}", answer)

    assert client.get(forged).headers["Location"].endswith("?refused=failed")
    assert signed_in_as(client) is None


def test_over_https_the_cookie_is_bound_to_the_host(site: Site) -> None:
    cookie = site().get(BEGIN, base_url="https://quiz.example.org").headers["Set-Cookie"]

    assert cookie.startswith("__Host-popquiz-oidc=")
    assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; "))


def test_cancelling_at_the_provider_returns_to_the_sign_in(site: Site) -> None:
    client = site()
    asked = parse_qs(urlsplit(client.get(BEGIN).headers["Location"]).query)
    denied = f"{CALLBACK}?error=access_denied&state={asked['state'][0]}"

    assert client.get(denied).headers["Location"] == "/studio/sign-in?refused=failed"


@pytest.mark.parametrize("wrong", ["http://127.0.0.1:9", "/other"])
def test_an_unreachable_or_different_provider_is_refused(
    site: Site, issuer: str, wrong: str
) -> None:
    other = wrong if wrong.startswith("http") else issuer + wrong
    answer = site(issuer=other).get(BEGIN)

    assert answer.headers["Location"] == "/studio/sign-in?refused=failed"


@pytest.fixture
def encrypted(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A provider over TLS with only a discovery document: its address, and its root certificate."""
    authority = Authority(tmp_path)

    class Described(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            description = {"issuer": address, "authorization_endpoint": f"{address}/authorize"}
            self.wfile.write(json.dumps(description).encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Described) as server:
        address = f"https://127.0.0.1:{server.server_port}"
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(authority.certificate("127.0.0.1"))
        server.socket = context.wrap_socket(server.socket, server_side=True)
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield address, authority.root
        server.shutdown()


def test_a_custom_authority_is_trusted_where_configured(
    site: Site, encrypted: tuple[str, Path]
) -> None:
    address, root = encrypted

    unknown = site(issuer=address).get(BEGIN)
    known = site(issuer=address, ca_file=str(root)).get(BEGIN)

    assert unknown.headers["Location"] == "/studio/sign-in?refused=failed"
    assert known.headers["Location"].startswith(f"{address}/authorize?")


def test_without_a_provider_the_routes_are_404(app: OpenAPI) -> None:
    client = app.test_client()

    assert client.get(BEGIN).status_code == 404
    assert client.get(f"{BEGIN}/callback?code=x&state=y").status_code == 404
