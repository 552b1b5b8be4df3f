"""An identity provider that says something wrong, or a machine in the middle."""

import hmac
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI
from joserfc.jwk import OctKey, RSAKey

from backend.accounts.settings import Accounts, Oidc
from backend.app import create_app
from backend.models import db
from backend.settings import Settings
from tests.oidc.forger import CLIENT, Forger, running
from tests.support.accounts import add_user

BEGIN = "/api/session/oidc"
FAILED = "/studio/sign-in?refused=failed"
DESCRIBED = "/.well-known/openid-configuration"
ODD: list[Any] = [None, 5, "text", [], {}, [[]]]
Claims = dict[str, Any]  # Any: JSON


@pytest.fixture
def forger() -> Iterator[Forger]:
    with running() as forger:
        yield forger


@pytest.fixture
def client(app: OpenAPI, settings: Settings, forger: Forger) -> Iterator[FlaskClient]:
    """A browser at a site that trusts this provider, where Ada has an account."""
    add_user("ada@example.org")
    oidc = Oidc(forger.description["issuer"], CLIENT, "secret", "School", (), create=False)
    site = create_app(replace(settings, secret_key="k" * 32, accounts=Accounts(oidc=oidc)))
    yield site.test_client()
    with site.app_context():
        for engine in db.engines.values():
            engine.dispose()


def begin(client: FlaskClient) -> dict[str, str]:
    """What we ask the provider for."""
    query = parse_qs(urlsplit(client.get(BEGIN).headers["Location"]).query)
    return {name: values[0] for name, values in query.items()}


def come_back(client: FlaskClient, state: str, **more: str) -> str:
    """Where the browser is in the end."""
    query = {"code": "x", "state": state, **more}
    return client.get(f"{BEGIN}/callback", query_string=query).headers["Location"]


def test_an_honest_token_signs_in(client: FlaskClient, forger: Forger) -> None:
    asked = begin(client)
    forger.say(asked["nonce"])

    assert come_back(client, asked["state"]) == "/studio"
    paths = [path for path, _ in forger.asked]
    assert sorted(paths) == sorted([DESCRIBED, DESCRIBED, "/token", "/keys"])
    [form] = [form for path, form in forger.asked if path == "/token"]
    assert len(form["code_verifier"][0]) >= 43


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://other.example"},
        {"iss": None},
        {"aud": "another client"},
        {"aud": None},
        {"aud": ["another client"], "azp": CLIENT},
        {"aud": [CLIENT, "another client"], "azp": "another client"},
        {"nonce": "another one"},
        {"nonce": None},
        {"nonce": None, "nonce_supported": False},
        {"exp": 1},
        {"exp": None},
        {"iat": None},
        {"sub": None},
        {"nbf": 2**40},
        {"at_hash": "of another token"},
    ],
    ids=str,
)
def test_a_wrong_or_missing_claim_is_refused(
    client: FlaskClient, forger: Forger, wrong: Claims
) -> None:
    asked = begin(client)
    forger.say(asked["nonce"], **wrong)

    assert come_back(client, asked["state"]) == FAILED


@pytest.mark.parametrize("character", ["\0", "\ud800"], ids=ascii)
@pytest.mark.parametrize("name", ["sub", "email", "name"])
@pytest.mark.parametrize("place", ["token", "userinfo"])
def test_a_claim_that_cannot_be_stored_is_refused(
    client: FlaskClient, forger: Forger, place: str, name: str, character: str
) -> None:
    wrong = {name: f"a{character}da@example.org"}
    asked = begin(client)
    if place == "token":
        forger.say(asked["nonce"], **wrong)
    else:
        forger.say(asked["nonce"], email=None, **({} if name != "sub" else wrong))
        known = {"sub": "ada", "email": "ada@example.org", "email_verified": True}
        forger.user = {**known, **wrong}

    assert come_back(client, asked["state"]) == FAILED


def test_a_minute_of_clock_skew_is_accepted(client: FlaskClient, forger: Forger) -> None:
    for late, where in ((30, "/studio"), (90, FAILED)):
        asked = begin(client)
        forger.say(asked["nonce"], exp=int(time.time()) - late)

        assert come_back(client, asked["state"]) == where


def encoded(part: bytes) -> str:
    return urlsafe_b64encode(part).decode().rstrip("=")


def unsigned(forger: Forger, claims: Claims) -> str:
    parts = ({"alg": "none", "typ": "JWT"}, claims)
    return ".".join([*(encoded(json.dumps(part).encode()) for part in parts), ""])


def of_another_key(forger: Forger, claims: Claims) -> str:
    return forger.signed(claims, RSAKey.generate_key(2048, {"kid": "first"}))


def of_an_unknown_key(forger: Forger, claims: Claims) -> str:
    return forger.signed(claims, RSAKey.generate_key(2048, {"kid": "unknown"}))


def of_our_secret(forger: Forger, claims: Claims) -> str:
    return forger.signed(claims, OctKey.import_key("secret" * 6, {"kid": "first"}), "HS256")


def of_the_public_key(forger: Forger, claims: Claims) -> str:
    """The oldest trick with JWT: the public key as the secret of HS256."""
    parts = ({"alg": "HS256", "kid": "first"}, claims)
    signed = ".".join(encoded(json.dumps(part).encode()) for part in parts)
    secret = forger.key.as_pem(private=False)
    return f"{signed}.{encoded(hmac.digest(secret, signed.encode(), 'sha256'))}"


def of_a_published_secret(forger: Forger, claims: Claims) -> str:
    key = OctKey.generate_key(256, {"kid": "secret"})
    forger.shown.append(key)
    return forger.signed(claims, key, "HS256")


@pytest.mark.parametrize(
    "forge",
    [
        *(unsigned, of_another_key, of_an_unknown_key, of_our_secret),
        *(of_the_public_key, of_a_published_secret),
    ],
)
@pytest.mark.parametrize("offered", [None, ["none", "HS256", "RS256"]])
def test_a_foreign_signature_is_refused(
    client: FlaskClient,
    forger: Forger,
    forge: Callable[[Forger, Claims], str],
    offered: list[str] | None,
) -> None:
    if offered:
        forger.description["id_token_signing_alg_values_supported"] = offered
    asked = begin(client)
    forger.token["id_token"] = forge(forger, forger.claims(asked["nonce"]))

    assert come_back(client, asked["state"]) == FAILED


def test_a_new_provider_key_works_immediately(client: FlaskClient, forger: Forger) -> None:
    for name in ("first", "second"):
        forger.key = RSAKey.generate_key(2048, {"kid": name})
        forger.shown = [forger.key]
        asked = begin(client)
        forger.say(asked["nonce"])

        assert come_back(client, asked["state"]) == "/studio"


def test_a_response_without_an_id_token_is_refused(client: FlaskClient, forger: Forger) -> None:
    forger.user = {"sub": "ada", "email": "ada@example.org", "email_verified": True}

    assert come_back(client, begin(client)["state"]) == FAILED


@pytest.mark.parametrize(("sub", "where"), [("ada", "/studio"), ("eve", FAILED)])
def test_userinfo_must_have_the_same_subject(
    client: FlaskClient, forger: Forger, sub: str, where: str
) -> None:
    asked = begin(client)
    forger.say(asked["nonce"], email=None, email_verified=None)
    forger.user = {"sub": sub, "email": "ada@example.org", "email_verified": True}

    assert come_back(client, asked["state"]) == where


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://other.example"},
        {"issuer": None},
        {"authorization_endpoint": None},
    ],
    ids=str,
)
def test_a_discovery_document_of_another_issuer_is_refused(
    client: FlaskClient, forger: Forger, change: Claims
) -> None:
    sent = {**forger.description, **change}
    forger.description = {name: value for name, value in sent.items() if value is not None}

    assert client.get(BEGIN).headers["Location"] == FAILED


@pytest.mark.parametrize("missing", ["token_endpoint", "jwks_uri"])
def test_a_discovery_document_without_a_required_endpoint_is_refused(
    client: FlaskClient, forger: Forger, missing: str
) -> None:
    del forger.description[missing]
    asked = begin(client)
    forger.say(asked["nonce"])

    assert come_back(client, asked["state"]) == FAILED


@pytest.mark.parametrize("odd", ODD, ids=str)
def test_a_malformed_discovery_document_is_refused(
    client: FlaskClient, forger: Forger, odd: object
) -> None:
    forger.instead[DESCRIBED] = odd

    assert client.get(BEGIN).headers["Location"] == FAILED


@pytest.mark.parametrize("odd", ODD, ids=str)
def test_a_malformed_response_is_refused(client: FlaskClient, forger: Forger, odd: object) -> None:
    answers = [
        (DESCRIBED, odd),
        ("/token", odd),
        *(("/token", {**forger.token, "id_token": sent}) for sent in (odd, "a.b", "a.b.c", "...")),
        *(("/keys", keys) for keys in (odd, {"keys": odd}, {"keys": [odd]})),
        ("/keys", {"keys": [{"kty": odd, "kid": "first"}]}),
        ("/user", odd),
    ]
    for path, answer in answers:
        forger.instead = {}
        asked = begin(client)
        forger.say(asked["nonce"], email=None)
        forger.instead = {path: answer}

        assert come_back(client, asked["state"]) == FAILED, (path, answer)


def test_a_discovery_document_cannot_change_the_request(
    client: FlaskClient, forger: Forger
) -> None:
    forger.description |= {
        "code_challenge_method": None,
        "default_timeout": 1000,
        "redirect_uri": "https://other.example/",
        "scope": "everything",
        "state": "known",
        "client_id": "another client",
    }

    asked = begin(client)

    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"http://localhost{BEGIN}/callback"
    assert asked["scope"] == "openid email profile"
    assert asked["client_id"] == CLIENT
    assert asked["state"] != "known"


def test_the_browsers_cookie_does_not_grow(client: FlaskClient, forger: Forger) -> None:
    sizes = set()
    for _ in range(8):
        sizes.add(len(client.get(BEGIN).headers["Set-Cookie"]))

    assert max(sizes) < 600
    assert max(sizes) - min(sizes) < 20
